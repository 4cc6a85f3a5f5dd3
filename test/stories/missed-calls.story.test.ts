import { afterEach, beforeEach, expect, it } from 'vitest';
import { TurnableClock } from '#test/support/clock.ts';
import { eventually } from '#test/support/eventually.ts';
import { LAURA, startWorld, type World } from '#test/support/world.ts';
import { lauraCalls } from './stage.ts';

/** Longer than any agent's phone rings. */
const RUNG_OUT_MS = 60_000;

let world: World;
let clock: TurnableClock;

beforeEach(async () => {
  clock = new TurnableClock();
  world = await startWorld({ clock });
});
afterEach(async () => {
  expect(world.twilio.control.liveLegs()).toEqual([]);
  await world.stop();
});

/** What Laura was told, in order. */
const said = (sid: string): string[] =>
  world.twilio.control
    .call(sid)
    .transcript.flatMap((entry) => ('text' in entry && typeof entry.text === 'string' ? [entry.text] : []));

async function ended(sid: string): Promise<void> {
  await eventually('Laura’s call has ended', async () => {
    await world.twilio.control.turnClock(1_000);
    return world.twilio.control.call(sid).endedAt !== null;
  });
}

/** The one call in the ledger, once the last report is in. */
const theCall = () =>
  eventually('one ended call', async () => {
    const calls = await world.server.context.db.selectFrom('calls').selectAll().execute();
    if (calls.length !== 1) throw new Error(`${calls.length} calls`);
    return calls[0]?.state === 'ended' ? calls[0] : undefined;
  });

it('[req 31] tells the caller that nobody is there when nobody is online', async () => {
  const sid = lauraCalls(world);
  await eventually('she is told', () => said(sid).length > 0);
  expect(said(sid).join(' ')).toMatch(/no (hay|está|están)|nadie|disponible/i);
  await ended(sid);
  expect(await theCall()).toMatchObject({ disposition: 'missed', number: LAURA, agent_id: null });
});

it('[req 73] tells the caller kindly when everyone rings and nobody answers, and logs one missed call', async () => {
  const ana = await world.agent('ana', { whenRung: 'no-answer' });
  const ken = await world.agent('ken', { whenRung: 'no-answer' });
  const sid = lauraCalls(world);
  await eventually('both ring', () => [ana, ken].every((one) => one.calls.some(({ state }) => state === 'ringing')));
  await world.twilio.control.turnClock(RUNG_OUT_MS);
  await eventually('she is told', () => said(sid).length > 0);
  await ended(sid);
  expect(await theCall()).toMatchObject({ disposition: 'missed', agent_id: null });
  await eventually('nobody’s softphone rings any more', () =>
    [ana, ken].every((one) => one.calls.every(({ state }) => state !== 'ringing')),
  );
  await Promise.all([ana.disconnect(), ken.disconnect()]);
});

it('stops ringing at once when the caller gives up, and logs one missed call', async () => {
  const ana = await world.agent('ana', { whenRung: 'no-answer' });
  const sid = lauraCalls(world);
  await eventually('Ana rings', () => ana.calls.some(({ state }) => state === 'ringing'));
  world.twilio.control.hangUp(sid);
  await eventually('she rings no more', () => ana.calls.every(({ state }) => state !== 'ringing'));
  expect(await theCall()).toMatchObject({ disposition: 'missed', agent_id: null });
  await ana.disconnect();
});

it('[req 30] says that everyone is on a call when the only agent online talks', async () => {
  const ana = await world.agent('ana', { whenRung: 'answers', afterSeconds: 0 });
  const first = lauraCalls(world);
  await eventually('Ana talks', async () => {
    await world.twilio.control.turnClock(500);
    return ana.calls.some(({ state }) => state === 'talking');
  });
  const second = world.twilio.control.placeCall({ from: '+34699000111', to: '+34910601234' });
  await eventually('the second caller is told', () => said(second).length > 0);
  expect(said(second).join(' ')).toMatch(/ocupad|atendiendo|otra llamada/i);
  await ended(second);
  world.twilio.control.hangUp(first);
  await ended(first);
  await ana.disconnect();
});
