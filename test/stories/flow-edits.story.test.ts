import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { adminApi } from '#shared/api/admin-api.ts';
import { callFlowApi } from '#shared/api/call-flow-api.ts';
import type { CallFlow } from '#shared/call-flow/call-flow.schema.ts';
import { newFlow, newPeople } from '#shared/call-flow/new-flow.ts';
import type { TestAgent } from '#test/support/agent.ts';
import { eventually } from '#test/support/eventually.ts';
import { menuOf } from '#test/support/flow.ts';
import { must } from '#test/support/must.ts';
import { COMPANY_LINE, STRANGER } from '#test/support/world.ts';
import { isTold, said, wentWell } from './heard.ts';
import { openSwitchboard, type Switchboard } from './switchboard.ts';

/** An admin changes, brings back and deletes a number while somebody is in its menu. */

let board: Switchboard;
let ana: TestAgent;
let ken: TestAgent;

beforeAll(async () => {
  board = await openSwitchboard();
  [ana, ken] = await board.people('ana', 'ken');
  for (const one of [ana, ken]) board.behave(one, { whenRung: 'answers', afterSeconds: 1 });
});
beforeEach(() => saveMenu('ventas', ken));
afterEach(() => board.quiet());
afterAll(() => board?.stop());

const usual = newFlow('es-ES', 'Europe/Madrid');
const at = { number: COMPANY_LINE };
const saveMenu = (label: string, one: TestAgent) =>
  board.save({ answer: 'menu', menu: menuOf({ 1: { label, to: [one.id] } }) });
const press = (sid: string, key: string) => board.world.twilio.control.press(sid, key);
const told = (sid: string, words: string) => isTold(board.world, sid, words);
const offers = (label: string) => `Pulse 1 para ${label}.`;

it('[req 39] [req 66] an edit is what the next caller meets; who is in the menu goes on as she began', async () => {
  const present = board.call();
  await told(present, offers('ventas'));
  const { version } = await saveMenu('tienda', ana);
  const next = board.call(STRANGER);
  await told(next, offers('tienda'));
  press(next, '1');
  await board.talks(ana);
  press(present, '1');
  await board.talks(ken);
  expect(await board.callOf(present)).toMatchObject({ rang: [ken.id], flow_version: version - 1 });
  expect(await board.callOf(next)).toMatchObject({ rang: [ana.id], flow_version: version });
  wentWell(board.world, present, next);
});

it('an earlier version that is brought back is what the next caller meets', async () => {
  const { version } = await must(board.world.admin.ask(callFlowApi.callFlow, undefined, at));
  await saveMenu('tienda', ana);
  const params = { ...at, version: String(version) };
  await must(board.world.admin.ask(callFlowApi.restoreFlowVersion, undefined, params));
  const sid = board.call();
  await told(sid, offers('ventas'));
  wentWell(board.world, sid);
});

it('[req 68] deleting the number lets nobody down who is in its menu: she is told that nobody is there, and nobody rings', async () => {
  const { control } = board.world.twilio;
  const sid = board.call();
  await told(sid, offers('ventas'));
  await must(board.world.admin.ask(adminApi.deleteIncomingNumber, undefined, at));
  press(sid, '1');
  await told(sid, 'no hay nadie disponible');
  await board.until('she is gone', () => !control.liveLegs().includes(sid));
  expect(await board.callOf(sid)).toMatchObject({ disposition: 'missed', rang: [] });
  // Its calls come here no more.
  expect(control.account.numberOf(COMPANY_LINE)?.voiceUrl ?? '').not.toContain('/twilio/voice/incoming');
  wentWell(board.world, sid);

  await saveMenu('ventas', ken);
  const again = board.call();
  await eventually('it is a number of ours again', () => said(board.world, again).includes(offers('ventas')));
});

const waiting = (over: Partial<CallFlow['queue']>): Partial<CallFlow> => ({
  queue: { ...usual.queue, on: true, ...over },
});
const ringing = (intervalSeconds: number): Partial<CallFlow> => ({
  people: { ...newPeople([ana.id]), intervalSeconds },
});

it.each<[string, () => Partial<CallFlow>]>([
  ['[req 17] four seconds of ringing in turn', () => ringing(4)],
  ['[req 17] more than a minute of ringing in turn', () => ringing(61)],
  ['[req 33] more than 25 callers who wait', () => waiting({ callers: 26 })],
  ['[req 34] more than 25 minutes of waiting', () => waiting({ minutes: 26 })],
  ['[req 37] an announcement every four seconds', () => waiting({ announceSeconds: 4 })],
  ['[req 37] an announcement every 31 seconds', () => waiting({ announceSeconds: 31 })],
])('%s can’t be saved, and changes nothing', async (_, over) => {
  const { admin } = board.world;
  const { flow, version } = await must(admin.ask(callFlowApi.callFlow, undefined, at));
  const entered = { name: 'Madrid', flow: { ...flow, ...over() }, basedOn: version };
  expect(await admin.ask(callFlowApi.saveCallFlow, entered, at)).toMatchObject({ ok: false });
  expect(await must(admin.ask(callFlowApi.callFlow, undefined, at))).toMatchObject({ version });
});
