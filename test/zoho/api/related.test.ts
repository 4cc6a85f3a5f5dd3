import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TurnableClock } from '#test/support/clock.ts';
import { LAURA_ID } from '#test/zoho/data/seed-records.ts';
import { type LocalZoho, startLocalZoho } from '#test/zoho/local-zoho.ts';
import { answerTo, send, tokensOf } from '#test/zoho/zoho-client.ts';

const clock = new TurnableClock();
let zoho: LocalZoho;
let ana: string;
beforeAll(async () => {
  zoho = await startLocalZoho({ clock });
  ana = (await tokensOf(zoho, 'ana')).access_token;
  const who = { Who_Id: { id: LAURA_ID }, Call_Type: 'Outbound' };
  await post('/Calls', {
    ...who,
    Subject: 'done',
    Call_Start_Time: '2026-03-02T09:00:00+01:00',
    Call_Duration: '00:40',
  });
  const start = { Call_Start_Time: '2026-03-04T09:00:00+01:00', Outgoing_Call_Status: 'Scheduled' };
  await post('/Calls', { ...who, ...start, Subject: 'planned' });
  await post('/Tasks', { Who_Id: who.Who_Id, Subject: 'to do' });
  await post('/Tasks', { Who_Id: who.Who_Id, Subject: 'done', Status: 'Completed' });
});
afterAll(() => zoho.stop());

const post = (path: string, row: object) => send(zoho, ana, 'POST', path, { data: [row] });
const list = (name: string, query = 'fields=Subject') => answerTo(zoho, ana, `/Contacts/${LAURA_ID}/${name}?${query}`);
async function subjects(name: string): Promise<string[]> {
  return (await list(name)).data.map(({ Subject }: { Subject: string }) => Subject);
}

describe('the lists of a record', () => {
  it('hold its calls and tasks, the newest first', async () => {
    expect(await subjects('Calls')).toEqual(['planned', 'done']);
    expect(await subjects('Tasks')).toEqual(['done', 'to do']);
    expect(await subjects('Calls_History')).toEqual(['done']);
  });

  it('keep open ones apart from closed ones where the organisation has it so', async () => {
    zoho.control.settings.openActivitiesApart = true;
    expect([await subjects('Calls'), await subjects('Calls_History')]).toEqual([['planned'], ['done']]);
    expect([await subjects('Tasks'), await subjects('Tasks_History')]).toEqual([['to do'], ['done']]);
    zoho.control.settings.openActivitiesApart = false;
  });

  it('come in pages', async () => {
    const first = await list('Calls', 'fields=Subject&per_page=1');
    const second = await list('Calls', 'fields=Subject&per_page=1&page=2');
    expect(first.info).toMatchObject({ count: 1, page: 1, more_records: true });
    expect([second.info.more_records, second.data[0].Subject]).toEqual([false, 'done']);
  });

  it('are 204 when empty, refused without fields, and when there is no such list', async () => {
    expect(await list('Notes', 'fields=id')).toBe(204);
    expect(await list('Calls', 'page=1')).toMatchObject({ code: 'REQUIRED_PARAM_MISSING' });
    expect(await list('Cats')).toMatchObject({ code: 'INVALID_DATA', details: { resource_path_index: 2 } });
    expect(await list('Contacts')).toMatchObject({ code: 'INVALID_DATA', details: { resource_path_index: 2 } });
  });

  it('of an account hold its people', async () => {
    const account = zoho.control.records.find('Contacts', LAURA_ID)?.values.Account_Name;
    const { data } = await answerTo(zoho, ana, `/Accounts/${account}/Contacts?fields=Full_Name`);
    expect(data.map(({ Full_Name }: { Full_Name: string }) => Full_Name)).toEqual([
      'Iker Zubía',
      'Andrés Gómez Ibarra',
      'Laura Gómez',
    ]);
  });
});

it('finds by a word in the name, the company or a phone, from two characters on', async () => {
  const names = async (module: string, word: string): Promise<string[]> =>
    (await answerTo(zoho, ana, `/${module}/search?word=${encodeURIComponent(word)}`)).data.map(
      (r: { Full_Name: string }) => r.Full_Name,
    );
  expect(await names('Contacts', 'laura gó')).toEqual(['Laura Gómez']);
  expect(await names('Contacts', 'Transportes Gómez')).toContain('Iker Zubía');
  expect(await names('Contacts', '612 345')).toEqual(['Laura Gómez']);
  expect(await answerTo(zoho, ana, '/Contacts/search?word=qqqq')).toBe(204);
  expect(await answerTo(zoho, ana, '/Contacts/search?word=q')).toMatchObject({ code: 'INVALID_DATA' });
});

it('tells what fields activities have, their choices and what they show', async () => {
  const fields = async (module: string) => (await answerTo(zoho, ana, `/settings/fields?module=${module}`)).fields;
  const field = (all: { api_name: string }[], api: string) => all.find(({ api_name }) => api_name === api);
  const calls = await fields('Calls');
  expect(field(calls, 'Call_Type')).toMatchObject({
    data_type: 'picklist',
    system_mandatory: true,
    pick_list_values: expect.arrayContaining([
      expect.objectContaining({ actual_value: 'Outbound', display_value: 'Saliente' }),
    ]),
  });
  expect(field(calls, 'Call_Start_Time')).toMatchObject({ data_type: 'datetime' });
  expect(field(calls, 'Who_Id')).toMatchObject({ data_type: 'lookup', lookup: { module: { api_name: 'Contacts' } } });
  expect(field(await fields('Tasks'), 'Remind_At')).toMatchObject({ data_type: 'ALARM' });
  expect(field(await fields('Notes'), 'Note_Content')).toMatchObject({ data_type: 'textarea', length: 32_000 });
});
