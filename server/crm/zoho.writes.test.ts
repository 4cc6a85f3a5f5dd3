import * as v from 'valibot';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { agentIdSchema } from '#shared/ids.ts';
import { TurnableClock } from '#test/support/clock.ts';
import { zohoTeam } from '#test/support/zoho-team.ts';
import { type LocalZoho, startLocalZoho } from '#test/zoho/local-zoho.ts';
import { defaultSettings } from '#test/zoho/settings.ts';
import type { CallEntry, FollowUpEntry } from './crm-writes.ts';

/** What organisations make of their Zoho; what every connector has to do is in connector.conformance.ts. */

const marta = v.parse(agentIdSchema, 'u_00000000000000000006');
const marker = 'Sidetone c_AAAAAAAAAAAAAAAAAAAAAA';
const contact = { kind: 'contact', id: '482913000000531001' } as const;

let clock: TurnableClock;
let zoho: LocalZoho;
let team: Awaited<ReturnType<typeof zohoTeam>>;
let ownerId: string;

beforeAll(async () => {
  clock = new TurnableClock();
  zoho = await startLocalZoho({ clock });
  team = await zohoTeam(zoho, clock);
  await team.signIn('elena', 'organisation');
  ({ crmUserId: ownerId } = (await team.signIn('marta', marta)).user);
});
beforeEach(async () => {
  // What was asked of fields before is out of date.
  await clock.turn(20 * 60_000);
});
afterEach(() => {
  zoho.control.faults.remove();
  Object.assign(zoho.control.settings, defaultSettings());
  for (const { id } of stored('Calls')) zoho.control.records.remove('Calls', id);
  for (const { id } of stored('Tasks')) zoho.control.records.remove('Tasks', id);
});
afterAll(async () => {
  await team.context.close();
  await zoho.stop();
});

const stored = (module: 'Calls' | 'Tasks') => zoho.control.records.all(module, 'zillum');
const call = (over: Partial<CallEntry> = {}): CallEntry => ({
  subject: 'Call to Laura Gómez',
  type: 'outbound',
  startedAt: new Date(clock.now().getTime() - 60_000),
  talkedSeconds: 60,
  result: null,
  description: marker,
  timeZone: 'Europe/Madrid',
  ...over,
});
const plan = (over: Partial<FollowUpEntry> = {}): FollowUpEntry => ({
  kind: 'task',
  subject: 'Send the offer',
  at: new Date(clock.now().getTime() + 86_400_000),
  timeZone: 'Europe/Madrid',
  ownerId,
  description: `${marker}/task`,
  ...over,
});
const choices = (...pairs: [actual: string, shown: string][]) => ({
  options: pairs.map(([actual, es]) => ({ actual, display: { en: es, es } })),
  closed: true,
});

it('sends the choice that an organisation has in place of Zoho’s own', async () => {
  zoho.control.settings.picklists = {
    'Calls.Call_Result': choices(['R-01', 'Interesado'], ['R-02', 'No interesado']),
    'Tasks.Status': choices(['Pendiente', 'Not Started'], ['Hecha', 'Completed']),
  };
  expect(await team.crm.logCall(marta, contact, call({ result: 'interesado' }))).toMatchObject({ ok: true });
  expect(await team.crm.createFollowUp(marta, contact, plan())).toMatchObject({ ok: true });
  expect(stored('Calls')[0]?.values.Call_Result).toBe('R-01');
  expect(stored('Tasks')[0]?.values.Status).toBe('Pendiente');
});

it('writes the call without its result where the organisation takes none but its own', async () => {
  zoho.control.settings.picklists = { 'Calls.Call_Result': choices(['A', 'Alfa']) };
  expect(await team.crm.logCall(marta, contact, call({ result: 'Interesado' }))).toMatchObject({ ok: true });
  expect(stored('Calls')).toHaveLength(1);
  expect(stored('Calls')[0]?.values.Call_Result ?? null).toBeNull();
});

it('keeps the agent’s words as the result where Zoho takes any', async () => {
  expect(await team.crm.logCall(marta, contact, call({ result: 'Buzón de voz' }))).toMatchObject({ ok: true });
  expect(stored('Calls')[0]?.values.Call_Result).toBe('Buzón de voz');
});

it('takes up a renamed choice within a quarter of an hour, and asks no more often', async () => {
  const asked = () => zoho.control.requests.list('/settings/fields').length;
  await team.crm.logCall(marta, contact, call({ result: 'Interested' }));
  const before = asked();
  await team.crm.logCall(marta, contact, call({ result: 'Interested' }));
  expect(asked()).toBe(before);
  zoho.control.settings.picklists = { 'Calls.Call_Result': choices(['New', 'Interested']) };
  await clock.turn(15 * 60_000);
  await team.crm.logCall(marta, contact, call({ result: 'Interested' }));
  expect(stored('Calls').map(({ values }) => values.Call_Result)).toEqual(['Interested', 'Interested', 'New']);
});

it('asks with her own token, and writes all the same, while the organisation’s connection is down', async () => {
  zoho.control.settings.picklists = { 'Tasks.Status': choices(['Pendiente', 'Not Started']) };
  zoho.control.faults.add({ kind: 'unavailable', area: 'api', user: 'elena' });
  expect(await team.crm.createFollowUp(marta, contact, plan())).toMatchObject({ ok: true });
  expect(stored('Tasks')[0]?.values.Status).toBe('Pendiente');
  await clock.turn(60_000);
  zoho.control.settings.picklists = {};
  zoho.control.faults.add({ kind: 'unavailable', area: 'api', path: '/settings/fields' });
  expect(await team.crm.createFollowUp(marta, contact, plan())).toMatchObject({ ok: true });
  expect(stored('Tasks')[1]?.values.Status).toBe('Not Started');
});

it.each([200, 202, 400] as const)('reads a refused row under %i', async (refusedStatus) => {
  Object.assign(zoho.control.settings, { refusedStatus });
  const nobody = await team.crm.createFollowUp(marta, contact, plan({ ownerId: '482913000000999999' }));
  expect(nobody).toMatchObject({
    ok: false,
    failure: { problem: { code: 'crm-refused', params: { field: 'Propietario de tarea' } }, ambiguous: false },
  });
});

it.each([true, false])('finds calls and tasks in the lists of what is over too (lists apart: %s)', async (apart) => {
  zoho.control.settings.openActivitiesApart = apart;
  const logged = await team.crm.logCall(marta, contact, call());
  const planned = await team.crm.createFollowUp(marta, contact, plan());
  if (!logged.ok || !planned.ok) throw new Error('not written');
  zoho.control.records.update('Tasks', planned.value.id, { values: { Status: 'Completed' } }, 'marta');
  const trace = { record: contact, since: clock.now() };
  expect(await team.crm.findWritten(marta, { ...trace, what: 'call', marker })).toEqual(logged);
  const task = await team.crm.findWritten(marta, { ...trace, what: 'follow-up-task', marker: `${marker}/task` });
  expect(task).toEqual(planned);
});

it('lets the organisation’s workflow rules run: nothing tells Zoho otherwise', async () => {
  const sent: unknown[] = [];
  const fetched = globalThis.fetch;
  globalThis.fetch = (url, init) => {
    if (init?.method === 'POST') sent.push(init.body);
    return fetched(url, init);
  };
  try {
    await team.crm.logCall(marta, contact, call());
  } finally {
    globalThis.fetch = fetched;
  }
  expect(sent).toHaveLength(1);
  expect(sent[0]).not.toContain('trigger');
});

it('says of a call entered as missed that it was answered: in type and length where the organisation lets it, else in words', async () => {
  const missed = call({ subject: 'Missed call from Laura', type: 'missed', talkedSeconds: 0 });
  const happened = { subject: 'Call from Laura', type: 'inbound', talkedSeconds: 42 } as const;
  const change = { result: null, description: `Answered\n${marker}`, happened };
  for (const lets of [false, true]) {
    zoho.control.settings.callTypesChange = lets;
    const logged = await team.crm.logCall(marta, contact, missed);
    if (!logged.ok) throw new Error(logged.failure.problem.message);
    const { id } = logged.value;
    expect(await team.crm.updateCall(marta, id, change)).toEqual({ ok: true, value: { id } });
    const entry = stored('Calls').find((one) => one.id === id)?.values;
    expect(entry).toMatchObject({ Subject: 'Call from Laura', Description: `Answered\n${marker}` });
    expect([entry?.Call_Type, entry?.Call_Duration ?? null]).toEqual(lets ? ['Inbound', '00:42'] : ['Missed', null]);
  }
});
