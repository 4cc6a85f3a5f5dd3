import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TurnableClock } from '#test/support/clock.ts';
import { LAURA_ID } from '#test/zoho/data/seed-records.ts';
import { type LocalZoho, startLocalZoho } from '#test/zoho/local-zoho.ts';
import { answerTo, byPhone, get, tokensOf } from '#test/zoho/zoho-client.ts';

const clock = new TurnableClock();
let zoho: LocalZoho;
let ana: string;
let ken: string;
let rosa: string;
beforeAll(async () => {
  zoho = await startLocalZoho({ clock });
  ana = (await tokensOf(zoho, 'ana')).access_token;
  ken = (await tokensOf(zoho, 'ken')).access_token;
  rosa = (await tokensOf(zoho, 'rosa')).access_token;
});
afterAll(() => zoho.stop());

const answer = (token: string, path: string) => answerTo(zoho, token, path);

describe('records', () => {
  it('gives the contact of the demo, whole', async () => {
    const { data } = await answer(ana, `/Contacts/${LAURA_ID}`);
    expect(data[0]).toMatchObject({
      id: LAURA_ID,
      Full_Name: 'Laura Gómez',
      Mobile: '+34 612 345 678',
      Phone: '+34 944 23 11 60',
      Account_Name: { name: 'Transportes Gómez, S.L.', id: expect.any(String) },
      Owner: { name: 'Ana Ruiz', email: 'ana@zillum.example', id: expect.any(String) },
      Do_Not_Call: false,
      Created_Time: expect.stringMatching(/^2025-09-01T10:12:00\+02:00$/),
    });
  });

  it('answers 204 for a record that is gone, of another module or another organisation', async () => {
    const gone = zoho.control.records.create({
      module: 'Leads',
      organisation: 'zillum',
      owner: 'ken',
      visibleTo: 'everyone',
      values: { Full_Name: 'Gone' },
    });
    expect(await answer(ken, `/Leads/${gone.id}`)).toHaveProperty('data');
    zoho.control.records.remove('Leads', gone.id);
    expect(await answer(ken, `/Leads/${gone.id}`)).toBe(204);
    expect(await answer(ana, `/Leads/${LAURA_ID}`)).toBe(204);
    expect(await answer(rosa, `/Contacts/${LAURA_ID}`)).toBe(204);
  });

  it('forbids a private record, and refuses an id that is none', async () => {
    const { data } = await answer(ana, byPhone('600 555 030'));
    const response = await get(zoho, ken, `/Contacts/${data[0].id}`);
    expect([response.status, (await response.json()).code]).toEqual([403, 'NO_PERMISSION']);
    expect(await answer(ana, '/Contacts/12')).toMatchObject({
      code: 'INVALID_DATA',
      details: { resource_path_index: 1 },
    });
  });

  it('lists with fields, in pages, and only what changed since a moment', async () => {
    expect(await answer(ana, '/Accounts')).toMatchObject({
      code: 'REQUIRED_PARAM_MISSING',
      details: { param_name: 'fields' },
    });
    const list = await answer(ana, '/Accounts?fields=Account_Name,Phone&sort_order=asc&per_page=10&page=3');
    expect(list.info).toMatchObject({ count: 5, page: 3, more_records: false });
    expect(Object.keys(list.data[0]).sort()).toEqual(['Account_Name', 'Phone', 'id']);
    const since = { 'if-modified-since': clock.now().toISOString() };
    expect((await get(zoho, ana, '/Accounts?fields=id', since)).status).toBe(304);
    await clock.turn(1_000);
    zoho.control.records.update('Accounts', list.data[0].id, { values: { Phone: '1' } }, 'ken');
    const changed = await (await get(zoho, ana, '/Accounts?fields=Modified_By', since)).json();
    expect(changed.data).toEqual([
      { id: list.data[0].id, Modified_By: expect.objectContaining({ name: 'Ken Adeyemi' }) },
    ]);
  });

  it('names the phone fields of a module, custom ones too, in the language of who asks', async () => {
    const { fields } = await answer(ana, '/settings/fields?module=Contacts');
    const phones = fields.filter((f: { data_type: string }) => f.data_type === 'phone');
    expect(phones.map((f: { api_name: string }) => f.api_name)).toEqual([
      'Phone',
      'Mobile',
      'Other_Phone',
      'Home_Phone',
      'Asst_Phone',
      'WhatsApp',
    ]);
    expect(phones[0].field_label).toBe('Teléfono');
    expect((await answer(ken, '/settings/fields?module=Contacts')).fields[6].field_label).toBe('Phone');
    expect(await answer(ana, '/settings/fields')).toMatchObject({ code: 'REQUIRED_PARAM_MISSING' });
    expect(await answer(ana, '/settings/fields?module=Cats')).toMatchObject({ code: 'INVALID_MODULE' });
  });

  it('refuses addresses and methods it does not have', async () => {
    expect(await answer(ana, '/Contacts/1/2/3')).toMatchObject({ code: 'INVALID_URL_PATTERN' });
    const response = await fetch(`${zoho.httpUrl}/crm/v8/Contacts`, { method: 'DELETE' });
    expect([response.status, (await response.json()).code]).toEqual([405, 'INVALID_REQUEST_METHOD']);
  });
});
