import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TurnableClock } from '#test/support/clock.ts';
import { LAURA_ID } from '#test/zoho/data/seed-records.ts';
import { type LocalZoho, startLocalZoho } from '#test/zoho/local-zoho.ts';
import { answerTo, byPhone, send, tokensOf } from '#test/zoho/zoho-client.ts';

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
const note = { Note_Content: 'Wants twelve vans.', Parent_Id: { id: LAURA_ID, module: { api_name: 'Contacts' } } };
const madeId = (answer: Awaited<ReturnType<typeof post>>): string => answer.body.data[0].details.id;
const reason = (answer: Awaited<ReturnType<typeof post>>) => {
  const { code, details } = answer.body.data[0];
  return [answer.status, code, details.api_name];
};

describe('a task', () => {
  it('is kept with its day, reminder and owner, and not started', async () => {
    const Remind_At = { ALARM: 'FREQ=NONE;ACTION=POPUP;TRIGGER=DATE-TIME:2026-03-06T09:00:00+01:00' };
    const made = await post('/Tasks', { Subject: 'Send the offer', Due_Date: '2026-03-06', Remind_At, ...who });
    expect((await answerTo(zoho, ken, `/Tasks/${madeId(made)}`)).data[0]).toMatchObject({
      Subject: 'Send the offer',
      Due_Date: '2026-03-06',
      Remind_At,
      Status: 'Not Started',
      Priority: 'Normal',
      Who_Id: { id: LAURA_ID },
    });
  });

  it.each([
    ['without a subject', { Due_Date: '2026-03-06' }, 'MANDATORY_NOT_FOUND', 'Subject'],
    ['due on a day there is not', { Subject: 'x', Due_Date: '2026-02-30' }, 'INVALID_DATA', 'Due_Date'],
    ['due at a moment', { Subject: 'x', Due_Date: '2026-03-06T09:00:00+01:00' }, 'INVALID_DATA', 'Due_Date'],
    [
      'with a reminder as a moment',
      { Subject: 'x', Remind_At: '2026-03-06T09:00:00+01:00' },
      'INVALID_DATA',
      'Remind_At',
    ],
    ['of a status there is not', { Subject: 'x', Status: 'No iniciada' }, 'INVALID_DATA', 'Status'],
  ])('%s is refused, and why', async (_, task, code, api) => {
    expect(reason(await post('/Tasks', task))).toEqual([202, code, api]);
  });
});

describe('a note', () => {
  it('stands at its record, by both addresses', async () => {
    const one = madeId(await post('/Notes', { ...note, Note_Title: 'Call' }));
    const two = madeId(await post(`/Contacts/${LAURA_ID}/Notes`, { Note_Content: 'Second' }));
    expect((await answerTo(zoho, ken, `/Notes/${one}`)).data[0]).toMatchObject({
      Note_Title: 'Call',
      Note_Content: 'Wants twelve vans.',
      Parent_Id: { id: LAURA_ID, name: 'Laura Gómez', module: { api_name: 'Contacts' } },
    });
    const list = await answerTo(zoho, ken, `/Contacts/${LAURA_ID}/Notes?fields=Note_Content&per_page=2`);
    expect(list.data.map(({ id }: { id: string }) => id)).toEqual([two, one]);
  });

  it.each([
    ['without words', { ...note, Note_Content: '' }, 'MANDATORY_NOT_FOUND', 'Note_Content'],
    ['at no record', { Note_Content: 'x' }, 'MANDATORY_NOT_FOUND', 'Parent_Id'],
    [
      'in the form of older versions',
      { Note_Content: 'x', Parent_Id: LAURA_ID, $se_module: 'Contacts' },
      'INVALID_DATA',
      '$se_module',
    ],
    ['at a record of no module', { Note_Content: 'x', Parent_Id: { id: LAURA_ID } }, 'MANDATORY_NOT_FOUND', 'module'],
    [
      'at a record of another module',
      { Note_Content: 'x', Parent_Id: { id: LAURA_ID, module: { api_name: 'Leads' } } },
      'INVALID_DATA',
      'Parent_Id',
    ],
    ['with a title too long', { ...note, Note_Title: 'x'.repeat(121) }, 'INVALID_DATA', 'Note_Title'],
  ])('%s is refused, and why', async (_, row, code, api) => {
    expect(reason(await post('/Notes', row))).toEqual([202, code, api]);
  });
});

describe('several rows', () => {
  it('stand each for itself: 207 with what became of each', async () => {
    const answer = await post('/Notes', note, { ...note, Note_Content: null }, note);
    expect(answer.status).toBe(207);
    expect(answer.body.data.map(({ code }: { code: string }) => code)).toEqual([
      'SUCCESS',
      'MANDATORY_NOT_FOUND',
      'SUCCESS',
    ]);
    expect(answer.body.data[1].details.json_path).toBe('$.data[1].Note_Content');
  });

  it.each([
    ['no JSON', 'no json', 'INVALID_DATA'],
    ['a list', [], 'INVALID_DATA'],
    ['no data', {}, 'MANDATORY_NOT_FOUND'],
    ['one row bare', { data: note }, 'INVALID_DATA'],
    ['no rows', { data: [] }, 'MANDATORY_NOT_FOUND'],
    ['more than a hundred', { data: Array.from({ length: 101 }, () => note) }, 'INVALID_DATA'],
    ['a trigger there is not', { data: [note], trigger: ['everything'] }, 'INVALID_DATA'],
  ])('are refused as a whole with %s', async (_, body, code) => {
    const answer = await send(zoho, ken, 'POST', '/Notes', body);
    expect([answer.status, answer.body.code]).toEqual([400, code]);
  });
});

describe('who may write', () => {
  it('needs the scope for it, for notes that of the record too', async () => {
    const { access_token } = await tokensOf(zoho, 'ken', 'ZohoCRM.modules.calls.READ,ZohoCRM.modules.notes.CREATE');
    const status = async (path: string, row: unknown) =>
      (await send(zoho, access_token, 'POST', path, { data: [row] })).body.code;
    expect(await status('/Calls', logged)).toBe('OAUTH_SCOPE_MISMATCH');
    expect(await status(`/Contacts/${LAURA_ID}/Notes`, { Note_Content: 'x' })).toBe('OAUTH_SCOPE_MISMATCH');
  });

  it('is nobody at a record she may not see; and what is written there only they see who see it', async () => {
    const gorka = (await answerTo(zoho, ana, byPhone('600555031'))).data[0].id;
    const at = { id: gorka, module: { api_name: 'Contacts' } };
    expect(reason(await post('/Notes', { ...note, Parent_Id: at }))[1]).toBe('NO_PERMISSION');
    expect((await post(`/Contacts/${gorka}/Notes`, { Note_Content: 'x' })).status).toBe(403);
    expect(reason(await post('/Calls', { ...logged, Who_Id: { id: gorka } }))[1]).toBe('NO_PERMISSION');
    const made = await send(zoho, ana, 'POST', '/Notes', { data: [{ ...note, Parent_Id: at }] });
    expect(await answerTo(zoho, ken, `/Notes/${madeId(made)}`)).toMatchObject({ code: 'NO_PERMISSION' });
    const tomas = (await tokensOf(zoho, 'tomas')).access_token;
    expect((await answerTo(zoho, tomas, `/Contacts/${gorka}/Notes?fields=id`)).data).toHaveLength(1);
  });

  it('learns that a record is gone by a bad id', async () => {
    const lead = zoho.control.records.all('Leads', 'zillum')[3]?.id ?? '';
    zoho.control.records.remove('Leads', lead);
    for (const answer of [
      await put(`/Leads/${lead}`, { City: 'X' }),
      await post(`/Leads/${lead}/Notes`, { Note_Content: 'x' }),
    ])
      expect(answer).toMatchObject({
        status: 400,
        body: { code: 'INVALID_DATA', details: { resource_path_index: 1 } },
      });
    expect(await answerTo(zoho, ken, `/Leads/${lead}/Notes?fields=id`)).toMatchObject({ code: 'INVALID_DATA' });
    expect(reason(await put('/Leads', { id: lead, City: 'X' }))).toEqual([202, 'INVALID_DATA', 'id']);
  });
});

it('makes and changes contacts too, and refuses a twin where a field must be unique', async () => {
  const made = await post('/Contacts', { First_Name: 'Eva', Last_Name: 'Mora', Email: 'eva@mora.example' });
  expect((await answerTo(zoho, ken, `/Contacts/${madeId(made)}`)).data[0].Full_Name).toBe('Eva Mora');
  zoho.control.settings.uniqueFields = ['Contacts.Email'];
  const twin = await post('/Contacts', { Last_Name: 'Mora', Email: 'eva@mora.example' });
  expect(twin.body.data[0]).toMatchObject({
    code: 'DUPLICATE_DATA',
    details: { api_name: 'Email', duplicate_record: { id: madeId(made) } },
  });
  zoho.control.settings.uniqueFields = [];
});
