import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { traceApi } from '#shared/api/trace-api.ts';
import { MOST_RUNG_AT_ONCE, RING_GROUP_SECONDS } from '#shared/call-flow/limits.ts';
import { newPeople } from '#shared/call-flow/new-flow.ts';
import type { TestAgent } from '#test/support/agent.ts';
import { eventually } from '#test/support/eventually.ts';
import { must } from '#test/support/must.ts';
import { isTold, rings, secondsApart, wentWell } from './heard.ts';
import { openSwitchboard, type Switchboard } from './switchboard.ts';

/** Twelve people ring at once. Twilio rings ten with one document: the others come next. */

let board: Switchboard;
let team: TestAgent[];

beforeAll(async () => {
  board = await openSwitchboard();
  const { users } = board.world.zoho.control;
  users.add('lucia', 'Lucía', 'Gil');
  users.add('iker', 'Iker', 'Otxoa');
  users.add('sara', 'Sara', 'Vila');
  const seed = ['ana', 'ken', 'priya', 'tomas', 'marta', 'jim', 'nuria', 'diego', 'carmen'] as const;
  team = await board.people(...seed, 'lucia', 'iker', 'sara');
  await board.save({ people: newPeople(team.map(({ id }) => id)) });
});
afterEach(async () => {
  await board.quiet();
  for (const one of team) board.behave(one, { whenRung: 'no-answer' });
});
afterAll(() => board?.stop());

const state = (one: TestAgent) => one.calls.at(-1)?.state;
const ringingNow = () => team.filter((one) => one.calls.some((call) => call.state === 'ringing'));
const ringingLegOf = (sid: string, one: TestAgent) =>
  board.world.twilio.control.call(sid).legs.find(({ to, status }) => to.includes(one.id) && status === 'ringing');
const answers = (sid: string, one: TestAgent) =>
  board.world.twilio.control.answer(ringingLegOf(sid, one)?.sid ?? 'she does not ring');
const rang = (sid: string) => rings(board.world, sid).map(({ who }) => who.slice(0, team[0]?.id.length));
const theCall = async () => {
  const [call, ...more] = (await board.ledger()).filter((one) => one.state !== 'ended');
  if (!call || more.length > 0) throw new Error('not one call');
  return call;
};

it('[req 14] [req 43] rings ten at the same moment; one answers, and nobody else rings any more or has missed anything', async () => {
  const sid = board.call();
  const [first = team, then = []] = [team.slice(0, MOST_RUNG_AT_ONCE), team.slice(MOST_RUNG_AT_ONCE)];
  await eventually('ten ring', () => ringingNow().length === MOST_RUNG_AT_ONCE);
  expect(new Set(rings(board.world, sid).map(({ at }) => at)).size).toBe(1);
  const [, , third] = first;
  if (!third) throw new Error('nobody is third');
  answers(sid, third);
  await board.until('she talks', () => state(third) === 'talking');
  await eventually('the others have stopped', () => ringingNow().length === 0);
  expect(then.flatMap(({ calls }) => calls)).toEqual([]);
  expect(await theCall()).toMatchObject({ agent_id: third.id });
  await eventually('they are told who took it', () =>
    first.every((one) => one === third || one.calls.at(-1)?.answeredElsewhere === third.me.agent.name),
  );
  wentWell(board.world, sid);
});

it('rings the last two when none of the ten has answered, each person once', async () => {
  const sid = board.call();
  await eventually('ten ring', () => ringingNow().length === MOST_RUNG_AT_ONCE);
  const last = team.at(-1);
  if (!last) throw new Error('no team');
  await board.until('the last two ring', () => ringingNow().length === 2 && ringingNow().includes(last));
  const times = rings(board.world, sid).map(({ at }) => at);
  expect(secondsApart([...new Set(times)])).toEqual([RING_GROUP_SECONDS]);
  expect(new Set(rang(sid)).size).toBe(team.length);
  expect(rang(sid)).toHaveLength(team.length);
  answers(sid, last);
  await board.until('the last one talks', () => state(last) === 'talking');
  expect(await theCall()).toMatchObject({ agent_id: last.id });
  wentWell(board.world, sid);
});

it('[req 73] is one missed call, which tells of all twelve, when nobody answers', async () => {
  const before = (await board.ledger()).length;
  const sid = board.call();
  await board.until('it is over', async () => (await board.callOf(sid))?.state === 'ended');
  await isTold(board.world, sid, 'Sentimos que nadie haya podido atender su llamada');
  expect(await board.ledger()).toHaveLength(before + 1);
  const call = await board.callOf(sid);
  expect(call).toMatchObject({ disposition: 'missed', agent_id: null });
  expect(new Set(call?.rang)).toEqual(new Set(team.map(({ id }) => id)));
  const [ana] = team;
  const { lines } = await must(ana?.ask(traceApi.callTrace, undefined, { id: call?.id ?? '' }) ?? Promise.reject());
  expect(lines.filter(({ code }) => code === 'rang')).toHaveLength(2);
  wentWell(board.world, sid);
});
