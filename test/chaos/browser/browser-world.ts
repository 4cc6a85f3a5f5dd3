import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Kysely } from 'kysely';
import { openPostgres } from '#server/database/postgres.ts';
import type { Database } from '#server/database/schema.ts';
import { silentLog } from '#server/log.ts';
import { adminApi } from '#shared/api/admin-api.ts';
import type { AgentId } from '#shared/ids.ts';
import type { TestAgent } from '#test/support/agent.ts';
import { eventually } from '#test/support/eventually.ts';
import { must } from '#test/support/must.ts';
import { type ProcessWorld, startProcessWorld } from '#test/support/process-world.ts';
import { MortalBrowser } from './mortal-browser.ts';

/** Who is silent is known sooner than in production, and what is lost is given up sooner: all of it is real time. */
const LIMITS = { HEARTBEAT_SECONDS: '1', SILENT_SECONDS: '4', CALLS_PER_MINUTE: '1000', WRITE_LEASE_SECONDS: '2' };
const LONGEST_LOST_SECONDS = 3;

/** A team's world in real time: a server that is a process of its own, Ana with a real Chromium, and Ken with a bare softphone. */
export interface BrowserWorld extends ProcessWorld {
  db: Kysely<Database>;
  ana: MortalBrowser;
  ken: TestAgent;
  people: { ana: { id: AgentId }; ken: TestAgent };
  /** As `kill -9` of the server's process; another one starts on its database. */
  killServer(awayMs: number): Promise<void>;
  /** Whoever has lost the server has it again. */
  reconnect(): Promise<void>;
}

export async function openBrowserWorld(): Promise<BrowserWorld> {
  const world = await startProcessWorld({
    ...{ team: ['ana', 'ken'], count: 1, env: LIMITS, longestLostSeconds: LONGEST_LOST_SECONDS },
  });
  const { processes } = world;
  processes.holds = true;
  world.twilio.control.recordings.preparationMs = 100;
  await must(world.admin.ask(adminApi.saveCallSettings, { mayLeaveOut: true, wrapUpSeconds: 0, recordingsFor: 'own' }));
  const storage = await openPostgres(world.postgres.url, silentLog);
  const profile = await mkdtemp(path.join(tmpdir(), 'sidetone-chaos-'));
  const ana = new MortalBrowser(world, profile);
  await ana.signIn('ana');
  const ken = await world.agent('ken');
  let restarting: Promise<unknown> = Promise.resolve();
  return {
    ...world,
    db: storage.db,
    ana,
    ken,
    people: { ana: { id: await world.idOf('ana') }, ken },
    async killServer(awayMs) {
      restarting = restarting.then(async () => {
        await processes.living()[0]?.kill();
        await new Promise((resolve) => setTimeout(resolve, awayMs));
        await processes.start();
      });
      await restarting;
    },
    async reconnect() {
      for (const one of [world.admin, ken]) {
        if (one.closed) await one.connect();
        await one.device({ registered: true, onCall: false });
      }
      await eventually('Ken is online', () => ken.me.presence === 'online');
    },
    async stop() {
      await ana.stop();
      await ken.disconnect();
      await storage.close();
      await world.stop();
      await rm(profile, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
