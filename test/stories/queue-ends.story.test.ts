import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { TestAgent } from '#test/support/agent.ts';
import { eventually, nothingHappens } from '#test/support/eventually.ts';
import { COMPANY_LINE, LAURA } from '#test/support/world.ts';
import { isTold, rings, said, wentWell } from './heard.ts';
import { openSwitchboard, SPOKEN_SECONDS, type Switchboard } from './switchboard.ts';
import { callerNumber, isBusy, isFree, saveQueue, waits } from './waiting.ts';

/** Callers who wait, and do not get an agent on that call. */

let board: Switchboard;
let ana: TestAgent;
let ken: TestAgent;

beforeAll(async () => {
  board = await openSwitchboard();
  [ana, ken] = await board.people('ana', 'ken');
  for (const one of [ana, ken]) board.behave(one, { whenRung: 'answers', afterSeconds: 1 });
});
beforeEach(() => Promise.all([ana, ken].map(isBusy)));
afterEach(() => board.quiet());
afterAll(() => board?.stop());

const ended = (sid: string) => board.until('she is gone', () => !board.world.twilio.control.liveLegs().includes(sid));
const waiting = async () =>
  (await board.world.server.context.db.selectFrom('queue_entries').selectAll().where('state', '!=', 'left').execute())
    .length;

it('[req 33] turns the twenty-sixth away with the busy message; the twenty-five wait on', async () => {
  await saveQueue(board, [ana, ken]);
  const sids: string[] = [];
  for (let n = 0; n < 25; n++) {
    sids.push(await waits(board, callerNumber(n)));
    await board.pass(1);
  }
  const last = board.call();
  await isTold(board.world, last, 'todos nuestros agentes están atendiendo otras llamadas');
  await ended(last);
  expect(await board.callOf(last)).toMatchObject({ disposition: 'missed', rang: [] });
  expect(await waiting()).toBe(25);
  const [first, ...others] = sids;
  await isFree(ken);
  await board.until('the first one is put through', () => rings(board.world, first ?? '').length === 1);
  await board.talks(ken);
  expect(others.every((sid) => rings(board.world, sid).length === 0)).toBe(true);
  wentWell(board.world, ...sids, last);
});

it('[req 34] [req 73] lets nobody wait longer than twenty-five minutes', async () => {
  await saveQueue(board, [ana, ken], { announceSeconds: 30 });
  const sid = await waits(board);
  await board.pass(25 * 60 - 5);
  expect(await waiting()).toBe(1);
  await board.pass(5 + 2 * SPOKEN_SECONDS);
  await isTold(board.world, sid, 'Sentimos que nadie haya podido atender su llamada hasta ahora');
  await ended(sid);
  expect(await board.callOf(sid)).toMatchObject({ state: 'ended', disposition: 'missed', rang: [] });
  expect(await waiting()).toBe(0);
  wentWell(board.world, sid);
}, 180_000);

it('[req 73] leaves one missed call and no place behind when the caller hangs up; nobody rings for her', async () => {
  await saveQueue(board, [ana, ken]);
  const before = (await board.ledger()).length;
  const sid = await waits(board);
  board.world.twilio.control.hangUp(sid);
  await eventually('it is over', async () => (await board.callOf(sid))?.state === 'ended');
  await isFree(ana);
  await nothingHappens('a ring', () => rings(board.world, sid).length);
  expect(await board.callOf(sid)).toMatchObject({ disposition: 'missed', rang: [] });
  expect(await board.ledger()).toHaveLength(before + 1);
  expect(await waiting()).toBe(0);
});

it('[req 31] tells whoever waits that nobody is there within one announcement of the last one’s going offline', async () => {
  await saveQueue(board, [ana, ken], { announceSeconds: 15 });
  const sid = await waits(board);
  await ana.setPresence('offline');
  await board.pass(40);
  expect(said(board.world, sid).join(' ')).not.toContain('no hay nadie disponible');
  await ken.setPresence('away');
  await board.pass(15 + SPOKEN_SECONDS);
  await isTold(board.world, sid, 'no hay nadie disponible');
  await ended(sid);
  await Promise.all([ana, ken].map((one) => one.setPresence('online')));
  wentWell(board.world, sid);
});

it('calls back whoever pressed the key and hung up, in the place that she had', async () => {
  board.world.twilio.control.setPhone(LAURA, { whenRung: 'answers', afterSeconds: 1 });
  await saveQueue(board, [ana, ken], { callBackKey: '2' });
  const laura = await waits(board);
  await board.pass(5);
  const other = await waits(board, callerNumber(1));
  board.world.twilio.control.press(laura, '2');
  await isTold(board.world, laura, 'Hemos anotado su número y le llamaremos');
  await ended(laura);
  await isFree(ken);
  const call = await board.talks(ken);
  expect(call).toMatchObject({ direction: 'outgoing', party: { number: LAURA } });
  expect(rings(board.world, other)).toEqual([]);
  const called = board.world.twilio.control
    .calls()
    .flatMap(({ legs }) => legs)
    .findLast(({ to }) => to === LAURA);
  expect(called).toMatchObject({ from: COMPANY_LINE, status: 'in-progress' });
  await isFree(ana);
  await board.talks(ana);
  expect(rings(board.world, other)).toHaveLength(1);
  expect(await board.callOf(laura)).toMatchObject({ direction: 'incoming', disposition: 'missed' });
  wentWell(board.world, laura, other);
});
