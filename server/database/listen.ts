import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Log } from '#server/log.ts';

const FIRST_RETRY_MS = 200;
const LONGEST_RETRY_MS = 5_000;
/** A connection that a firewall dropped says nothing: it is asked. */
const PROBE_MS = 10_000;

interface Subscription {
  channel: string;
  heard: (payload: string) => void;
  restored: () => void;
}

/**
 * LISTEN on a connection of its own, since the pool hands its connections around. Resolves once it listens for the first
 * time; from then on it reconnects by itself until `signal` is aborted. Real time, whatever the Clock: it is about sockets.
 */
export async function listenOn(
  url: string,
  subscription: Subscription,
  { log, signal }: { log: Log; signal: AbortSignal },
): Promise<void> {
  const first = await connect(url, subscription);
  void keep(first);

  async function keep(client: Listening): Promise<void> {
    let current = client;
    for (;;) {
      await current.lost(signal);
      if (signal.aborted) return;
      log.warn('database notifications lost, reconnecting');
      const next = await reconnect();
      if (!next) return;
      current = next;
      log.info('database notifications restored');
      subscription.restored();
    }
  }

  async function reconnect(): Promise<Listening | undefined> {
    for (let wait = FIRST_RETRY_MS; !signal.aborted; wait = Math.min(wait * 2, LONGEST_RETRY_MS)) {
      try {
        return await connect(url, subscription);
      } catch (error) {
        log.warn('database notifications still away', { error });
        await sleep(wait, undefined, { signal }).catch(() => undefined);
      }
    }
    return undefined;
  }
}

interface Listening {
  /** Resolves when the connection is gone, or ends it once `signal` is aborted. */
  lost(signal: AbortSignal): Promise<void>;
}

async function connect(url: string, { channel, heard }: Subscription): Promise<Listening> {
  const client = new pg.Client({
    connectionString: url,
    keepAlive: true,
    connectionTimeoutMillis: PROBE_MS,
    query_timeout: PROBE_MS,
    application_name: 'sidetone notifications',
  });
  const gone = new Promise<void>((resolve) => {
    client.on('error', () => resolve());
    client.on('end', () => resolve());
  });
  client.on('notification', (message) => heard(message.payload ?? ''));
  try {
    await client.connect();
    await client.query(`listen ${pg.escapeIdentifier(channel)}`);
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
  return {
    async lost(signal) {
      const probe = setInterval(
        () => client.query('select 1').catch(() => client.end().catch(() => undefined)),
        PROBE_MS,
      );
      const stopped = new Promise<void>((resolve) => {
        if (signal.aborted) resolve();
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
      await Promise.race([gone, stopped]);
      clearInterval(probe);
      await client.end().catch(() => undefined);
    },
  };
}
