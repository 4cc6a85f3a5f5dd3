import { afterEach, expect, it } from 'vitest';
import type { Hours } from '#shared/call-flow/call-flow.schema.ts';
import { newFlow, newPeople } from '#shared/call-flow/new-flow.ts';
import type { TestAgent } from '#test/support/agent.ts';
import { eventually } from '#test/support/eventually.ts';
import { STRANGER } from '#test/support/world.ts';
import { isTold, rings, said, wentWell } from './heard.ts';
import { openSwitchboard, type Switchboard } from './switchboard.ts';
import { isBusy, waits } from './waiting.ts';

/** A number that is open by Madrid's clock, in the two nights of the year in which that clock is changed. Day 7 is Sunday. */

let board: Switchboard;
let ana: TestAgent;

afterEach(async () => {
  await board.quiet();
  await board.stop();
});

const usual = newFlow('es-ES', 'Europe/Madrid');
const save = (week: Hours['week'], over: Partial<Hours> = {}) =>
  board.save({
    people: newPeople([ana.id]),
    queue: { ...usual.queue, on: true, announceSeconds: 10 },
    hours: { ...usual.hours, on: true, week, ...over },
  });
const begin = async (at: string) => {
  board = await openSwitchboard({ at });
  [ana] = await board.people('ana');
};
const isOpen = async () => {
  const sid = board.call();
  const rang = await eventually('it rings, or she is told', () => {
    const told = said(board.world, sid).join(' ');
    return rings(board.world, sid).length > 0 ? 'open' : told.includes('estamos cerrados') && 'closed';
  });
  await board.quiet();
  wentWell(board.world, sid);
  return rang === 'open';
};

it('[req 31] opens by the clock on the wall in the night in which an hour is left out; whoever waits when it closes is told', async () => {
  await begin('2026-03-29T00:59:00Z');
  await save([{ day: 7, from: '03:01', until: '03:06' }]);
  expect(await isOpen()).toBe(false);
  // 03:00 already: two o'clock there is none tonight.
  await board.pass(90);
  expect(await isOpen()).toBe(false);
  await board.pass(60);
  expect(await isOpen()).toBe(true);

  await isBusy(ana);
  await board.pass(200);
  const sid = await waits(board);
  await board.pass(45);
  expect(said(board.world, sid).join(' ')).not.toContain('no hay nadie');
  // 03:06, and what is played at that moment has its end.
  await board.pass(40);
  await isTold(board.world, sid, 'no hay nadie disponible');
  expect(await isOpen()).toBe(false);
  wentWell(board.world, sid);
});

it('is open twice in the night in which an hour comes twice; on a holiday not at all, and calls go to another number', async () => {
  await begin('2026-10-25T00:57:00Z');
  const week: Hours['week'] = [{ day: 7, from: '02:00', until: '02:58' }];
  await save(week);
  expect(await isOpen()).toBe(true);
  await board.pass(80);
  expect(await isOpen()).toBe(false);
  // 02:00 again.
  await board.pass(120);
  expect(await isOpen()).toBe(true);

  await save(week, { holidays: [{ date: '2026-10-25', name: 'Fiesta' }], after: 'forward', forwardTo: STRANGER });
  board.world.twilio.control.setPhone(STRANGER, { whenRung: 'answers', afterSeconds: 1 });
  const sid = board.call();
  const elsewhere = () => board.world.twilio.control.call(sid).legs.find(({ to }) => to === STRANGER);
  await board.until('she talks there', () => elsewhere()?.status === 'in-progress');
  expect(said(board.world, sid).join(' ')).toContain('estamos cerrados');
  wentWell(board.world, sid);
});
