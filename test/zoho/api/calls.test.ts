import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TurnableClock } from '#test/support/clock.ts';
import { LAURA_ID } from '#test/zoho/data/seed-records.ts';
import { type LocalZoho, startLocalZoho } from '#test/zoho/local-zoho.ts';
import { answerTo, send, tokensOf } from '#test/zoho/zoho-client.ts';

const clock = new TurnableClock();
let zoho: LocalZoho;
let ana: string;
let ken: string;
beforeAll(async () => {
  zoho = await startLocalZoho({ clock });
  ana = (await tokensOf(zoho, 'ana')).access_token;
  ken = (await tokensOf(zoho, 'ken')).access_token;
});
afterAll(() => zoho.stop());

const post = (path: string, ...data: unknown[]) => send(zoho, ken, 'POST', path, { data });
const put = (path: string, ...data: unknown[]) => send(zoho, ken, 'PUT', path, { data });
const who = { Who_Id: { id: LAURA_ID } };
const logged = {
  Subject: 'Call to Laura Gómez',
  Call_Type: 'Outbound',
  Call_Start_Time: '2026-03-02T09:50:00+01:00',
  Call_Duration: '02:05',
  ...who,
};
const planned = {
  Subject: 'Call back',
  Call_Type: 'Outbound',
  Outgoing_Call_Status: 'Scheduled',
  Call_Start_Time: '2026-03-03T09:00:00+01:00',
  ...who,
};
const madeId = (answer: Awaited<ReturnType<typeof post>>): string => answer.body.data[0].details.id;
const reason = (answer: Awaited<ReturnType<typeof post>>) => {
  const { code, details } = answer.body.data[0];
  return [answer.status, code, details.api_name];
};

describe('a call', () => {
  it('that took place is logged by whose token it is, with what it was and how long it took', async () => {
    const made = await post('/Calls', logged);
    expect(made).toMatchObject({
      status: 201,
      body: { data: [{ code: 'SUCCESS', message: 'record added', details: { Created_By: { name: 'Ken Adeyemi' } } }] },
    });
    expect((await answerTo(zoho, ken, `/Calls/${madeId(made)}`)).data[0]).toMatchObject({
      ...logged,
      Who_Id: { id: LAURA_ID, name: 'Laura Gómez' },
      Call_Duration_in_seconds: 125,
      Outgoing_Call_Status: 'Completed',
      Owner: { name: 'Ken Adeyemi' },
    });
  });

  it('can be about a lead or an account by What_Id and $se_module', async () => {
    const lead = zoho.control.records.all('Leads', 'zillum')[0]?.id;
    const { Who_Id, ...bare } = logged;
    const made = await post('/Calls', { ...bare, What_Id: { id: lead }, $se_module: 'Leads' });
    expect(made.status).toBe(201);
    expect((await answerTo(zoho, ken, `/Calls/${madeId(made)}`)).data[0]).toMatchObject({
      What_Id: { id: lead },
      $se_module: 'Leads',
      Who_Id: null,
    });
    expect(reason(await post('/Calls', { ...bare, What_Id: { id: lead } }))).toEqual([
      202,
      'DEPENDENT_FIELD_MISSING',
      'What_Id',
    ]);
    expect(reason(await post('/Calls', { ...bare, What_Id: { id: lead }, $se_module: 'Accounts' }))[1]).toBe(
      'INVALID_DATA',
    );
  });

  it('that is planned lies ahead, has no length, and may belong to a colleague', async () => {
    const owner = zoho.control.users.named('priya').id;
    const made = await post('/Calls', { ...planned, Owner: { id: owner }, Reminder: '15 mins' });
    expect((await answerTo(zoho, ken, `/Calls/${madeId(made)}`)).data[0]).toMatchObject({
      Owner: { name: 'Priya Nair' },
      Created_By: { name: 'Ken Adeyemi' },
      Reminder: '15 mins',
    });
  });

  it.each([
    ['with no subject', { ...logged, Subject: undefined }, 'MANDATORY_NOT_FOUND', 'Subject'],
    ['with no start', { ...logged, Call_Start_Time: undefined }, 'MANDATORY_NOT_FOUND', 'Call_Start_Time'],
    [
      'that took place tomorrow',
      { ...logged, Call_Start_Time: planned.Call_Start_Time },
      'INVALID_DATA',
      'Call_Start_Time',
    ],
    ['that took place, but took no time', { ...logged, Call_Duration: undefined }, 'INVALID_DATA', 'Call_Duration'],
    ['of 61 seconds a minute', { ...logged, Call_Duration: '1:61' }, 'INVALID_DATA', 'Call_Duration'],
    ['that was missed and took a minute', { ...logged, Call_Type: 'Missed' }, 'INVALID_DATA', 'Call_Duration'],
    [
      'planned for yesterday',
      { ...planned, Call_Start_Time: '2026-03-01T09:00:00+01:00' },
      'INVALID_DATA',
      'Call_Start_Time',
    ],
    ['planned with a length', { ...planned, Call_Duration: '05:00' }, 'INVALID_DATA', 'Call_Duration'],
    ['planned to come in', { ...planned, Call_Type: 'Inbound' }, 'INVALID_DATA', 'Outgoing_Call_Status'],
    ['of a type by its translation', { ...logged, Call_Type: 'Saliente' }, 'INVALID_DATA', 'Call_Type'],
    [
      'whose start has no offset',
      { ...logged, Call_Start_Time: '2026-03-02T08:50:00' },
      'INVALID_DATA',
      'Call_Start_Time',
    ],
    [
      'whose start has Z',
      { ...logged, Call_Start_Time: '2026-03-02T08:50:00.000Z' },
      'INVALID_DATA',
      'Call_Start_Time',
    ],
    ['with a field there is not', { ...logged, Call_Notes: 'x' }, 'INVALID_DATA', 'Call_Notes'],
    ['with a number for text', { ...logged, Subject: 5 }, 'INVALID_DATA', 'Subject'],
    [
      'with seconds of its own',
      { ...logged, Call_Duration_in_seconds: 125 },
      'INVALID_DATA',
      'Call_Duration_in_seconds',
    ],
    ['with a contact of no id', { ...logged, Who_Id: { id: '4829' } }, 'INVALID_DATA', 'Who_Id'],
    ['with an id as a number', { ...logged, Who_Id: { id: 482913 } }, 'INVALID_DATA', 'id'],
    ['with a reminder there is not', { ...planned, Reminder: '7 mins' }, 'INVALID_DATA', 'Reminder'],
    ['for nobody', { ...planned, Owner: { id: '1' } }, 'INVALID_DATA', 'Owner'],
    ['with a description too long', { ...logged, Description: 'x'.repeat(32_001) }, 'INVALID_DATA', 'Description'],
  ])('%s is refused, and why', async (_, call, code, api) => {
    expect(reason(await post('/Calls', call))).toEqual([202, code, api]);
  });

  it('can be changed in its words, but not in what happened', async () => {
    const id = madeId(await post('/Calls', logged));
    await clock.turn(60_000);
    const changed = await put(`/Calls/${id}`, { Description: 'Asked for an offer.', Call_Result: 'Interested' });
    expect(changed).toMatchObject({ status: 200, body: { data: [{ message: 'record updated', details: { id } }] } });
    expect((await answerTo(zoho, ken, `/Calls/${id}`)).data[0]).toMatchObject({
      ...logged,
      Who_Id: { id: LAURA_ID },
      Description: 'Asked for an offer.',
      Created_Time: '2026-03-02T10:00:00+01:00',
      Modified_Time: '2026-03-02T10:01:00+01:00',
    });
    expect(reason(await put('/Calls', { id, Call_Type: 'Inbound' }))[2]).toBe('Call_Type');
    expect(reason(await put('/Calls', { id, Owner: { id: zoho.control.users.named('ana').id } }))[2]).toBe('Owner');
    expect(reason(await put('/Calls', { id, Subject: null }))).toEqual([202, 'MANDATORY_NOT_FOUND', 'Subject']);
  });
});

it('asks for what an administrator made required, and takes the choices she renamed', async () => {
  const { settings } = zoho.control;
  settings.customFields = [
    { module: 'Calls', api: 'Campaign', label: 'Campaña', type: 'text', required: true, options: [] },
  ];
  settings.picklists['Calls.Call_Type'] = {
    options: [{ actual: 'Salida', display: { en: 'Out', es: 'Salida' } }],
    closed: true,
  };
  expect(reason(await post('/Calls', logged))).toEqual([202, 'MANDATORY_NOT_FOUND', 'Campaign']);
  expect(reason(await post('/Calls', { ...logged, Campaign: 'Spring' }))).toEqual([202, 'INVALID_DATA', 'Call_Type']);
  const { layouts } = await answerTo(zoho, ana, '/settings/layouts?module=Calls');
  const field = (api: string) => layouts[0].sections[0].fields.find((f: { api_name: string }) => f.api_name === api);
  expect(field('Campaign')).toMatchObject({ required: true, custom_field: true, system_mandatory: false });
  expect(field('Call_Type').pick_list_values).toEqual([
    expect.objectContaining({ actual_value: 'Salida', display_value: 'Salida' }),
  ]);
  settings.customFields = [];
  settings.picklists = {};
  settings.refusedStatus = 200;
  expect((await post('/Calls', { ...logged, Subject: null })).status).toBe(200);
  settings.refusedStatus = 202;
});
