import { randomBytes } from 'node:crypto';
import { EventStream } from '#extension/companion/event-stream.ts';
import { beginSession } from '#server/agents/sessions.ts';
import { silentLog } from '#server/log.ts';
import { openServer } from '#server/server.ts';
import type { ServerEvent } from '#shared/api/events.ts';
import type { AgentId } from '#shared/ids.ts';
import { systemClock } from '#shared/time.ts';
import { testConfig } from '#test/support/context.ts';
import { noCrm } from '#test/support/crm.ts';
import { eventually } from '#test/support/eventually.ts';
import { seedAgent } from '#test/support/telephony.ts';

/** Somebody who is signed in. */
export interface Member {
  agentId: AgentId;
  token: string;
}

/** Fills a database with a team of whom everybody is signed in. */
export async function signedInTeam(url: string, count: number): Promise<Member[]> {
  const config = testConfig({ storage: { engine: 'postgres', url } });
  const server = await openServer({ config, log: silentLog, crm: noCrm() });
  const { context } = server;
  const team: Member[] = [];
  for (let n = 0; n < count; n++) {
    const agentId = await seedAgent(context, `Agent ${n}`);
    team.push({ agentId, token: await beginSession({ ...context, randomBytes }, context.db, agentId) });
  }
  await server.stop();
  return team;
}

type Heard = Exclude<ServerEvent, { type: 'heartbeat' }>;

/** Softphones as far as their server knows them: the extension's own event stream, registered and on no call. */
export interface Connected {
  /** What one of them was greeted with. */
  greeting: Heard;
  /** Runs `cause`, and tells after how many ms the last of them has heard news of herself. */
  untilAllHear(cause: () => Promise<void>): Promise<{ ms: number; news: Heard }>;
  /** Of those that were connected, how many have lost their server at some time. */
  lost(): number;
  disconnect(): void;
}

/** Opens a socket for each, and waits until all are greeted. */
export async function connectAll(port: number, team: readonly Member[]): Promise<Connected> {
  const over = new AbortController();
  const news = new Map<number, Heard>();
  let greetings = 0;
  let greeting: Heard | undefined;
  let lost = 0;
  let allHeard: () => void = () => undefined;
  team.forEach(({ token }, index) => {
    const parts = {
      ...{ origin: `http://127.0.0.1:${port}`, token, clock: systemClock, random: Math.random },
      device: () => ({ registered: true, onCall: false, wrappingUp: false }),
      heard(event: Heard) {
        if (event.type === 'hello') {
          greetings += 1;
          greeting = event;
        }
        if (event.type === 'me' && news.set(index, event).size === team.length) allHeard();
      },
      lost() {
        lost += 1;
      },
    };
    new EventStream(parts, over.signal);
  });
  await eventually('all are greeted', () => greetings >= team.length, 60_000);
  if (!greeting) throw new Error('nobody was greeted');
  return {
    greeting,
    lost: () => lost,
    async untilAllHear(cause) {
      news.clear();
      const all = new Promise<void>((resolve) => {
        allHeard = resolve;
      });
      const from = performance.now();
      await Promise.all([all, cause()]);
      const ms = performance.now() - from;
      const [first] = news.values();
      if (!first) throw new Error('nobody has heard anything');
      return { ms, news: first };
    },
    disconnect: () => over.abort(),
  };
}
