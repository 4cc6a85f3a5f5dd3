import { PGlite } from '@electric-sql/pglite';
import type { Kysely } from 'kysely';
import { openPglite } from '#server/database/pglite.ts';
import type { Database } from '#server/database/schema.ts';
import { adminApi } from '#shared/api/admin-api.ts';
import { agent, type TestAgent } from '#test/support/agent.ts';
import { TurnableClock } from '#test/support/clock.ts';
import { migratedDump } from '#test/support/database.ts';
import { eventually } from '#test/support/eventually.ts';
import { must } from '#test/support/must.ts';
import { approveAtZoho } from '#test/support/server.ts';
import { idOf, setUpTelephony } from '#test/support/world.ts';
import { type LocalTwilio, startLocalTwilio } from '#test/twilio/local-twilio.ts';
import { openSound } from '#test/twilio/media/sound.ts';
import { SAMPLE_RATE } from '#test/twilio/party.ts';
import { type LocalZoho, startLocalZoho } from '#test/zoho/local-zoho.ts';
import { type FallbackHost, openFallbackHost } from './fallback-host.ts';
import { KillableServer } from './killable-server.ts';

/** What is said is a second's silence: in the transcript it stands all the same. */
const quickSound = () => ({ ...openSound(), speak: async () => new Int16Array(SAMPLE_RATE) });

/** No more at once: webhooks are told apart by when they come. */
const STEP_MS = 250;
/** Turns of the event loop in which nothing was under way. */
const QUIET_TURNS = 4;
/** What hangs for longer in real time is meant to. */
const PATIENCE_MS = 3_000;

/** A team's world in one process, on one turned clock, whose server can be killed at any await and comes back on the same database. */
export interface ChaosWorld {
  twilio: LocalTwilio;
  zoho: LocalZoho;
  clock: TurnableClock;
  server: KillableServer;
  fallback: FallbackHost;
  /** The same database, of which no server's death takes anything away. */
  db: Kysely<Database>;
  admin: TestAgent;
  people: { ana: TestAgent; ken: TestAgent };
  /** Somebody asks the server something that nobody waits for; a failure is theirs. */
  begin(asking: Promise<unknown>): void;
  /** Time passes, a dead server comes back, and what each moment sets in motion comes to rest before the next. */
  pass(ms: number): Promise<void>;
  /** Time passes until something is so, or `withinMs` are over; says whether it is. */
  passUntil(look: () => boolean | Promise<boolean>, withinMs: number): Promise<boolean>;
  stop(): Promise<void>;
}

export async function openChaosWorld(): Promise<ChaosWorld> {
  const clock = new TurnableClock();
  const [twilio, zoho, fallback, storage] = await Promise.all([
    startLocalTwilio({ clock, sound: quickSound() }),
    startLocalZoho({ clock }),
    openFallbackHost(),
    openPglite({ engine: 'pglite', folder: 'memory', from: await migratedDump() }),
  ]);
  if (!(storage.engine.name === 'pglite' && storage.engine.pglite instanceof PGlite)) throw new Error('not a PGlite');
  const server = await KillableServer.open({ clock, twilio, zoho, pglite: storage.engine.pglite, fallback });
  await server.start();
  const reach = { origin: server.origin, approve: (url: string, user: string) => approveAtZoho(zoho, url, user) };
  const admin = await agent(reach, 'elena');
  await admin.setPresence('offline');
  await must(admin.ask(adminApi.saveTeamRules, { supervision: true }));
  const findId = (crmUser: string) => idOf(admin, zoho, crmUser);
  await setUpTelephony({ twilio, admin, idOf: findId }, ['ana', 'ken']);
  const person = async (crmUser: string) => {
    const one = await agent(reach, crmUser);
    twilio.control.registerClient(one.id, { whenRung: 'no-answer' });
    await one.setPresence('online');
    return one;
  };
  const people = { ana: await person('ana'), ken: await person('ken') };
  let asking = 0;

  const settle = async () => {
    const started = performance.now();
    for (let quiet = 0; quiet < QUIET_TURNS; ) {
      await new Promise((resolve) => setImmediate(resolve));
      if (!server.lives) return;
      const busy = asking > 0 || twilio.control.webhooksUnderWay() > 0 || server.underWay() > 0;
      const waits = busy && performance.now() - started < PATIENCE_MS;
      quiet = waits ? 0 : quiet + 1;
      if (waits) await new Promise((resolve) => setTimeout(resolve, 1));
    }
  };
  const back = async () => {
    if (server.lives) return;
    await server.start();
    await Promise.all(
      [admin, people.ana, people.ken].map(async (one) => {
        await eventually('the dead server’s socket breaks', () => one.closed);
        await one.connect();
      }),
    );
  };
  const world: ChaosWorld = {
    twilio,
    zoho,
    clock,
    server,
    fallback,
    db: storage.db,
    admin,
    people,
    begin(promise) {
      asking += 1;
      promise
        .catch(() => undefined)
        .finally(() => {
          asking -= 1;
        });
    },
    async pass(ms) {
      await settle();
      for (let left = ms; left > 0; ) {
        if (server.backAt <= clock.now()) await back();
        const step = Math.min(left, STEP_MS, Math.max(1, Math.ceil(clock.untilNext())));
        await clock.turn(step);
        left -= step;
        await settle();
      }
      if (server.backAt <= clock.now()) await back();
    },
    async passUntil(look, withinMs) {
      for (let left = withinMs; left > 0; left -= STEP_MS) {
        if (await look()) return true;
        await world.pass(STEP_MS);
      }
      return look();
    },
    async stop() {
      await Promise.all([admin, people.ana, people.ken].map((one) => one.disconnect()));
      await server.stop();
      fallback.stop();
      await Promise.all([twilio.stop(), zoho.stop(), storage.close()]);
    },
  };
  return world;
}
