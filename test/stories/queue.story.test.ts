import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { TestAgent } from '#test/support/agent.ts';
import { eventually, nothingHappens } from '#test/support/eventually.ts';
import { rings, saidAt, secondsApart, wentWell } from './heard.ts';
import { openSwitchboard, SPOKEN_SECONDS, type Switchboard } from './switchboard.ts';
import { ANNOUNCED, callerNumber, saveQueue, waits } from './waiting.ts';

/** Everybody talks; whoever calls now waits until somebody has finished. */

let board: Switchboard;
let ana: TestAgent;
let ken: TestAgent;

beforeAll(async () => {
  board = await openSwitchboard();
  [ana, ken] = await board.people('ana', 'ken');
  for (const one of [ana, ken]) board.behave(one, { whenRung: 'answers', afterSeconds: 1 });
});
afterEach(() => board.quiet());
afterAll(() => board?.stop());

const rang = (sid: string) => rings(board.world, sid).length;
const everybodyTalks = async (queue = {}) => {
  await saveQueue(board, [ana, ken], queue);
  // The first one takes one of the two, the second the other.
  for (const n of [90, 91]) {
    const sid = board.call(callerNumber(n));
    await board.until('they talk', async () => {
      const talking = [ana, ken].filter((one) => one.calls.some(({ state }) => state === 'talking'));
      await Promise.all(talking.map((one) => one.device({ registered: true, onCall: true })));
      return rang(sid) > 0 && talking.length === n - 89;
    });
  }
};

it('[req 30] [req 32] [req 35] [req 36] [req 37] plays music, and the announcement as often as is set, until somebody has finished', async () => {
  await everybodyTalks({ announceSeconds: 20 });
  const sid = await waits(board);
  await board.pass(150);
  const apart = secondsApart(saidAt(board.world, sid, ANNOUNCED));
  expect(apart.length).toBeGreaterThanOrEqual(5);
  expect(new Set(apart)).toEqual(new Set([20 + SPOKEN_SECONDS]));
  const { transcript } = board.world.twilio.control.call(sid);
  const music = transcript.flatMap((entry) => (entry.what === 'played' ? [new URL(entry.url).pathname] : []));
  expect(music.slice(0, 3)).toEqual([0, 20, 40].map((from) => `/audio/music/default/${from}-20.wav`));

  expect(rang(sid)).toBe(0);
  await board.finishes(ken);
  await board.talks(ken);
  expect(await board.callOf(sid)).toMatchObject({ agent_id: ken.id, state: 'talking' });
  wentWell(board.world, sid);
});

it('gives two waiting callers to the one who becomes free in the order in which they came', async () => {
  await everybodyTalks();
  const first = await waits(board);
  await board.pass(3);
  const second = await waits(board, callerNumber(1));
  await board.finishes(ana);
  await board.talks(ana);
  expect([rang(first), rang(second)]).toEqual([1, 0]);
  await board.finishes(ana);
  await board.talks(ana);
  expect([rang(first), rang(second)]).toEqual([1, 1]);
  wentWell(board.world, first, second);
});

it('gives one waiting caller to one of two who become free at the same moment', async () => {
  await everybodyTalks();
  const sid = await waits(board);
  await Promise.all([board.finishes(ana), board.finishes(ken)]);
  const talking = await board.until('somebody talks', () =>
    [ana, ken].find((one) => one.calls.some(({ state }) => state === 'talking')),
  );
  const other = talking === ana ? ken : ana;
  await nothingHappens('a ring for the other', () => other.calls.filter(({ state }) => state !== 'ended').length);
  expect(rang(sid)).toBe(1);
  wentWell(board.world, sid);
});

it('gives two waiting callers one each to two who become free at the same moment', async () => {
  await everybodyTalks();
  const [first, second] = [await waits(board), await waits(board, callerNumber(1))];
  await Promise.all([board.finishes(ana), board.finishes(ken)]);
  await Promise.all([board.talks(ana), board.talks(ken)]);
  expect([rang(first), rang(second)]).toEqual([1, 1]);
  const with_ = new Set([first, second].flatMap((sid) => rings(board.world, sid).map(({ who }) => who)));
  expect(with_.size).toBe(2);
  wentWell(board.world, first, second);
});

it('lets a caller keep her place whose agent does not answer after all', async () => {
  await everybodyTalks();
  const first = await waits(board);
  await board.pass(3);
  const second = await waits(board, callerNumber(1));
  board.behave(ken, { whenRung: 'no-answer' });
  await board.finishes(ken);
  await board.until('Ken rings in vain', () => rang(first) === 1);
  await ken.device({ registered: true, onCall: true });
  await board.until('she waits again', () => {
    const { transcript } = board.world.twilio.control.call(first);
    return transcript.filter(({ what }) => what === 'queued').length === 2;
  });
  await board.finishes(ana);
  await board.talks(ana);
  await eventually('it is the first one', () => rang(first) === 2);
  expect(rang(second)).toBe(0);
  board.behave(ken, { whenRung: 'answers', afterSeconds: 1 });
  wentWell(board.world, first, second);
});
