import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { teamApi } from '#shared/api/team-api.ts';
import { newPeople } from '#shared/call-flow/new-flow.ts';
import type { TestAgent } from '#test/support/agent.ts';
import { eventually } from '#test/support/eventually.ts';
import { must } from '#test/support/must.ts';
import { COMPANY_LINE, LAURA, STRANGER } from '#test/support/world.ts';
import { rings, wentWell } from './heard.ts';
import { openSwitchboard, type Switchboard } from './switchboard.ts';

/** Callers whom an admin does not want put through. */

let board: Switchboard;
let ana: TestAgent;

beforeAll(async () => {
  board = await openSwitchboard();
  [ana] = await board.people('ana');
});
afterEach(() => board.quiet());
afterAll(() => board?.stop());

const rang = (sid: string) => eventually('it rings', () => rings(board.world, sid).length > 0);
/** Refused: never answered, so that it costs neither side anything. */
async function isRefused(sid: string): Promise<void> {
  await eventually('the call has ended', () => board.world.twilio.control.call(sid).endedAt);
  expect(board.world.twilio.control.call(sid)).toMatchObject({ answeredAt: null, legs: [], errors: [] });
}

it.each([
  ['as Twilio spells it', { withheld: 'anonymous' }],
  ['as digits on a keypad', { showAs: '266696687' }],
  ['as nothing', { showAs: '' }],
] as const)(
  '[req 71] refuses a withheld number, %s, where the admin wants that, and takes it where not',
  async (_, how) => {
    const call = () => board.world.twilio.control.placeCall({ from: STRANGER, to: COMPANY_LINE, ...how });
    await board.save({ people: newPeople([ana.id]), withheld: 'refuse' });
    await isRefused(call());
    const shown = board.call(LAURA);
    await rang(shown);
    await board.quiet();
    await board.save({ people: newPeople([ana.id]), withheld: 'take' });
    const taken = call();
    await rang(taken);
    wentWell(board.world, shown, taken);
  },
);

it('refuses a caller whom an admin has blocked, until she is taken off the list; others ring', async () => {
  const { admin } = board.world;
  await board.save({ people: newPeople([ana.id]) });
  await must(admin.ask(teamApi.blockNumber, { number: '699 00 01 11', reason: 'Vende enciclopedias' }));
  await isRefused(board.call(STRANGER));
  const other = board.call(LAURA);
  await rang(other);
  await board.quiet();
  await must(admin.ask(teamApi.unblockNumber, undefined, { number: STRANGER }));
  await rang(board.call(STRANGER));
  wentWell(board.world, other);
});
