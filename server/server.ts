import { randomBytes as systemRandomBytes } from 'node:crypto';
import { type Clock, systemClock } from '#shared/time.ts';
import { keepHouse } from './agents/housekeeping.ts';
import { newSetUpLink } from './agents/team.ts';
import { keepUsersSynced } from './agents/user-sync.job.ts';
import { buildApp } from './app.ts';
import { keepAudioSwept } from './audio/audio.store.ts';
import { BackgroundWork } from './background.ts';
import { keepCallsControlled } from './calls/control/control-rounds.ts';
import { keepLegsSwept } from './calls/control/control-sweep.ts';
import { keepQueuesServed } from './calls/queue/queue-dispatch.ts';
import { keepRecordingsInTime } from './calls/recording/recording-retention.ts';
import { keepRecordingsSwept } from './calls/recording/recording-sweep.ts';
import { keepSwept } from './calls/sweep.ts';
import { keepUnheardCounted } from './calls/unheard.ts';
import { keepWriting } from './calls/write-back/write-back.rounds.ts';
import type { Config } from './config.ts';
import type { Context } from './context.ts';
import type { Crm } from './crm/crm.ts';
import { openCrm } from './crm/open-crm.ts';
import { migrate } from './database/migrate.ts';
import { openDatabase } from './database/open-database.ts';
import type { Storage } from './database/storage.ts';
import { ALL_JOBS } from './jobs/all-jobs.ts';
import { JobQueue } from './jobs/jobs.ts';
import { openListener } from './listener.ts';
import { type Log, openLog } from './log.ts';
import { NetworkTime } from './network-time.ts';
import { Hub } from './realtime/hub.ts';
import { openRealtime } from './realtime/open-realtime.ts';
import { openSecrets } from './secrets.ts';
import { askTheTime } from './twilio/ask-the-time.ts';

/** How long work that was told to give up may take to do so. */
const GIVING_UP_MS = 1_000;

/** What a server is made of; all but the configuration may be left to their production defaults. */
export interface ServerParts {
  config: Config;
  clock?: Clock;
  randomBytes?: (count: number) => Buffer;
  log?: Log;
  crm?: Crm;
  /** In place of the one that the configuration names. Closed with the server. */
  storage?: Storage;
}

export interface SidetoneServer {
  /** Begins to take requests. `setUpLink`: while no organisation is pinned. */
  listen(): Promise<{ port: number; origin: string; setUpLink: string | undefined }>;
  /** Ends in order: no new connection, sockets closed (1001), requests, jobs and background work drained, storage closed. Can be called twice. */
  stop(): Promise<void>;
  context: Context;
  /** One sentence for the operator about where data is kept. */
  durability: string;
}

/** Opens storage, runs migrations, joins all parts. Throws with words for the operator when that can't be done. */
export async function openServer(parts: ServerParts): Promise<SidetoneServer> {
  const { randomBytes = systemRandomBytes } = parts;
  const clock = parts.clock ?? new NetworkTime(systemClock, (aheadMs) => log.warn('clock put right', { aheadMs }));
  const config = { ...parts.config };
  const log: Log = parts.log ?? openLog(undefined, parts.clock);
  const stopping = new AbortController();
  const storage = parts.storage ?? (await openDatabase(config.storage, log));
  try {
    const ran = await migrate(storage.db);
    if (ran.length > 0) log.info('migrations ran', { migrations: ran });
    const jobs = new JobQueue(storage, log);
    await jobs.start(ALL_JOBS);
    const background = new BackgroundWork(log);
    const hub = new Hub(log, background);
    const secrets = openSecrets(config.secretKeys, randomBytes);
    const base = {
      config,
      clock,
      randomBytes,
      db: storage.db,
      log,
      secrets,
      jobs,
      realtime: hub,
      background,
      stopping: stopping.signal,
    };
    const context: Context = { ...base, crm: parts.crm ?? openCrm(base) };
    const realtime = await openRealtime(context, storage, hub);
    const listener = openListener(buildApp(context, realtime.routes));
    let stopped: Promise<void> | undefined;

    const end = async () => {
      log.info('server stops');
      const end = performance.now() + config.limits.drainMs;
      const left = () => Math.max(0, end - performance.now());
      // Whatever fails, what comes after it is done all the same.
      const step = (name: string, done: Promise<unknown>) =>
        done.catch((error: unknown) => log.error('server did not stop in order', { step: name, error }));
      listener.refuse();
      await step('close sockets', realtime.close());
      await step('drain requests', listener.drain(left()));
      await step('drain jobs', jobs.stop(left()));
      if ((await background.end(left())) > 0) log.warn('background work was given up');
      stopping.abort(new Error('the server stops'));
      await background.end(GIVING_UP_MS);
      await storage.close();
      log.info('server stopped');
    };
    return {
      context,
      durability: storage.durability,
      async listen() {
        const port = await listener.listen(config.port);
        // An ephemeral port (tests, demo) is known only now: the address follows it.
        if (config.port === 0) config.publicUrl = `${config.publicUrl.replace(/:\d+$/, '')}:${port}`;
        const setUpLink = await newSetUpLink(context);
        await jobs.work(context, ALL_JOBS);
        keepUsersSynced(context);
        keepSwept(context);
        keepCallsControlled(context);
        keepLegsSwept(context);
        keepQueuesServed(context);
        keepAudioSwept(context);
        keepRecordingsSwept(context);
        keepRecordingsInTime(context);
        keepUnheardCounted(context);
        keepWriting(context);
        keepHouse(context);
        askTheTime(context);
        log.info('server listens', { port });
        return { port, origin: config.publicUrl, setUpLink };
      },
      stop: () => {
        stopped ??= end();
        return stopped;
      },
    };
  } catch (error) {
    stopping.abort(error);
    await storage.close();
    throw error;
  }
}
