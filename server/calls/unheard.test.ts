import { sql } from 'kysely';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { agentApi } from '#shared/api/agent-api.ts';
import type { TestAgent } from '#test/support/agent.ts';
import { TurnableClock } from '#test/support/clock.ts';
import { eventually, nothingHappens } from '#test/support/eventually.ts';
import { seedFlow, spanishFlow } from '#test/support/flow.ts';
import { must } from '#test/support/must.ts';
import { COMPANY_LINE, LAURA, STRANGER, startWorld, type World } from '#test/support/world.ts';
import { countUnheard } from './unheard.ts';

/** Callers who came while the server was away. */

let world: World;
let clock: TurnableClock;
let ana: TestAgent;

beforeEach(async () => {
  clock = new TurnableClock();
  world = await startWorld({ clock, team: ['ana'] });
  ana = await world.agent('ana', { whenRung: 'no-answer' });
  // From its first look on the server knows until when it has heard everybody.
  await looks();
});
afterEach(async () => {
  await ana.disconnect();
  await world.stop();
});

const looks = async () => {
  await world.twilio.control.turnClock(31_000);
  await eventually('it has looked', async () => (await marks()).length === 1);
};
const marks = () =>
  world.server.context.db.selectFrom('rounds').selectAll().where('name', '=', 'callers known until').execute();
const calls = () => world.server.context.db.selectFrom('calls').selectAll().orderBy('created_at').execute();

/** The server is away while somebody calls, who hangs up in the end. */
async function callsInVain(from: string, withheld?: 'anonymous'): Promise<void> {
  const { control } = world.twilio;
  const { back } = await world.serverAway();
  const sid = control.placeCall({ from, to: COMPANY_LINE, withheld });
  await eventually('Twilio has given up', async () => {
    await control.turnClock(1_000);
    return control.call(sid).endedAt !== null;
  });
  await control.turnClock(60_000);
  await back();
}
const missed = async () => (await must(ana.ask(agentApi.recentCalls))).calls;

it('are missed calls once it is back, when they came, and once', async () => {
  const came = clock.now();
  await callsInVain(LAURA);
  expect(await calls()).toEqual([]);
  await world.twilio.control.turnClock(31_000);
  const [call] = await eventually('she is known', async () => (await calls()).length > 0 && calls());
  expect(call).toMatchObject({ state: 'ended', disposition: 'missed', number: LAURA, line: COMPANY_LINE });
  expect(call?.created_at.getTime()).toBeLessThan(came.getTime() + 5_000);
  await ana.connect(world.server);
  expect(await missed()).toMatchObject([{ disposition: 'missed', number: LAURA }]);
  expect(await countUnheard(world.server.context)).toBe(true);
  await nothingHappens('she is known once', async () => (await calls()).length, 200);
});

it('are not what somebody else answers: the number points elsewhere', async () => {
  const number = world.twilio.control.account.numberOf(COMPANY_LINE);
  world.twilio.control.configureNumber(COMPANY_LINE, { voiceUrl: 'https://studio.example/answer' });
  expect(number).toBeDefined();
  await callsInVain(LAURA);
  await world.twilio.control.turnClock(31_000);
  await eventually('it has looked', async () => {
    const [mark] = await marks();
    return clock.now().getTime() - (mark?.taken_at.getTime() ?? 0) < 5_000;
  });
  expect(await calls()).toEqual([]);
});

it('are not missed when they are refused anyway', async () => {
  await world.server.context.db
    .insertInto('blocked_numbers')
    .values({ number: STRANGER, reason: 'nuisance', blocked_by: ana.id, blocked_at: clock.now() })
    .execute();
  await callsInVain(STRANGER);
  await world.twilio.control.turnClock(31_000);
  await eventually('he is known', async () => (await calls()).length > 0);
  expect(await calls()).toMatchObject([{ disposition: 'declined', number: STRANGER }]);
});

it('are not missed either when they show no number, and the line refuses such callers', async () => {
  await seedFlow(world.server.context, { ...spanishFlow([ana.id]), withheld: 'refuse' }, ana.id, COMPANY_LINE);
  await callsInVain(LAURA, 'anonymous');
  await world.twilio.control.turnClock(31_000);
  await eventually('she is known', async () => (await calls()).length > 0);
  expect(await calls()).toMatchObject([{ disposition: 'declined', number: null }]);
});

it('are looked for when somebody’s call is over who was not heard of', async () => {
  const { control } = world.twilio;
  control.chaos.add({ what: 'drop', kind: 'voice' });
  const sid = control.placeCall({ from: LAURA, to: COMPANY_LINE });
  await eventually('Twilio has given up', async () => {
    await control.turnClock(1_000);
    return control.call(sid).endedAt !== null;
  });
  expect(await calls()).toEqual([]);
  await eventually('she is known', async () => {
    await control.turnClock(5_000);
    return (await calls()).length > 0;
  });
  expect(await calls()).toMatchObject([{ disposition: 'missed', number: LAURA }]);
});

it('are looked for when the server was asked, and failed inside', async () => {
  const { control } = world.twilio;
  const { db } = world.server.context;
  await sql`alter table calls rename to calls_out_of_reach`.execute(db);
  const sid = control.placeCall({ from: LAURA, to: COMPANY_LINE });
  await eventually('she has heard an apology', async () => {
    await control.turnClock(1_000);
    return control.call(sid).endedAt !== null;
  });
  await sql`alter table calls_out_of_reach rename to calls`.execute(db);
  await eventually('she is known', async () => {
    await control.turnClock(5_000);
    return (await calls()).length > 0;
  });
  expect(await calls()).toMatchObject([{ disposition: 'missed', number: LAURA }]);
});

it('are answered calls where somebody has answered them, and the ledger was lost', async () => {
  world.twilio.control.registerClient(ana.id, { whenRung: 'answers', afterSeconds: 1 });
  const sid = world.twilio.control.placeCall({ from: LAURA, to: COMPANY_LINE });
  await eventually('they talk', async () => {
    await world.twilio.control.turnClock(500);
    return (await calls())[0]?.state === 'talking';
  });
  await world.twilio.control.turnClock(20_000);
  world.twilio.control.hangUp(sid);
  await eventually('it is over', async () => (await calls())[0]?.state === 'ended');
  // As from a backup of before.
  await world.server.context.db.deleteFrom('calls').execute();
  await world.twilio.control.turnClock(60_000);
  expect(await countUnheard(world.server.context)).toBe(true);
  expect(await calls()).toMatchObject([{ disposition: 'answered', agent_id: ana.id, number: LAURA }]);
});
