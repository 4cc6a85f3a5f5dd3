import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { agentApi } from '#shared/api/agent-api.ts';
import { EMPTY_DRAFT } from '#shared/call/wrap-up.ts';
import { newPeople } from '#shared/call-flow/new-flow.ts';
import type { TestAgent } from '#test/support/agent.ts';
import { eventually } from '#test/support/eventually.ts';
import { must } from '#test/support/must.ts';
import { isTold, rings, secondsApart, wentWell } from './heard.ts';
import { inTurn, openSwitchboard, type Switchboard } from './switchboard.ts';

/** Three people ring one after another: who came online first, first. */

let board: Switchboard;
let ana: TestAgent;
let ken: TestAgent;
let priya: TestAgent;
const all = () => [ana, ken, priya];

beforeAll(async () => {
  board = await openSwitchboard();
  // They come online in another order than the admin lists them in.
  [ken, priya, ana] = await board.people('ken', 'priya', 'ana');
});
afterEach(async () => {
  await board.quiet();
  for (const one of all()) board.behave(one, { whenRung: 'no-answer' });
});
afterAll(() => board?.stop());

const saveInTurn = (over = {}) => board.save({ people: inTurn([ana.id, priya.id, ken.id], over) });
const nameOf = (who: string) =>
  all()
    .find(({ id }) => who.startsWith(id))
    ?.me.agent.name.split(' ')[0] ?? who;
const order = (sid: string) => rings(board.world, sid).map(({ who }) => nameOf(who));
const ringsNow = (one: TestAgent) => board.until('it rings', () => one.calls.some(({ state }) => state === 'ringing'));
const legOf = (sid: string, one: TestAgent) =>
  board.world.twilio.control.call(sid).legs.find(({ to, status }) => to.includes(one.id) && status === 'ringing')
    ?.sid ?? 'it does not ring';
const overFor = (sid: string) => board.until('it is over', () => !board.world.twilio.control.liveLegs().includes(sid));

it('[req 15] [req 17] [req 18] [req 72] rings each for the seconds that are set, in the order in which they came online, once', async () => {
  await saveInTurn({ intervalSeconds: 15 });
  const sid = board.call();
  await overFor(sid);
  expect(order(sid)).toEqual(['Ken', 'Priya', 'Ana']);
  expect(secondsApart(rings(board.world, sid).map(({ at }) => at))).toEqual([15, 15]);
  await isTold(board.world, sid, 'Sentimos que nadie');
  expect(await board.callOf(sid)).toMatchObject({ disposition: 'missed' });
  wentWell(board.world, sid);
});

it('[req 18] [req 45] goes through them twice, no more, where it is to be repeated; it is one missed call', async () => {
  await saveInTurn({ repeat: true, intervalSeconds: 10 });
  const before = (await board.ledger()).length;
  const sid = board.call();
  await overFor(sid);
  expect(order(sid)).toEqual(['Ken', 'Priya', 'Ana', 'Ken', 'Priya', 'Ana']);
  expect(await board.callOf(sid)).toMatchObject({ disposition: 'missed' });
  expect(await board.ledger()).toHaveLength(before + 1);
  wentWell(board.world, sid);
});

it('[req 16] [req 44] passes over who is on a call or goes offline while another rings', async () => {
  await saveInTurn();
  await ken.device({ registered: true, onCall: true });
  const sid = board.call();
  await ringsNow(priya);
  await ana.setPresence('offline');
  board.world.twilio.control.decline(legOf(sid, priya));
  await isTold(board.world, sid, 'Sentimos que nadie');
  expect(order(sid)).toEqual(['Priya']);
  wentWell(board.world, sid);
  await ana.setPresence('online');
});

it('[req 72] puts who has answered and saved at the end of the line; who only rang keeps her place', async () => {
  await saveInTurn();
  const first = board.call();
  await ringsNow(ken);
  board.world.twilio.control.decline(legOf(first, ken));
  await ringsNow(priya);
  board.world.twilio.control.answer(legOf(first, priya));
  const { id } = await board.until('Priya talks', () => priya.calls.find(({ state }) => state === 'talking'));
  board.world.twilio.control.hangUp(first);
  await eventually('it is over', async () => (await board.callOf(first))?.state === 'ended');
  await board.pass(5);
  await must(priya.ask(agentApi.saveWrapUp, { draft: EMPTY_DRAFT, edit: 1 }, { id }));

  const second = board.call();
  await overFor(second);
  expect(order(second)).toEqual(['Ken', 'Ana', 'Priya']);
  wentWell(board.world, first, second);
});

it('[req 31] tells that nobody is there when nobody is online, Away counts as that; nobody rings', async () => {
  await board.save({ people: newPeople([ana.id, ken.id]) });
  await ana.setPresence('offline');
  await ken.setPresence('away');
  const sid = board.call();
  await isTold(board.world, sid, 'no hay nadie disponible');
  await overFor(sid);
  expect(order(sid)).toEqual([]);
  expect(await board.callOf(sid)).toMatchObject({ disposition: 'missed', rang: [] });
  wentWell(board.world, sid);
});
