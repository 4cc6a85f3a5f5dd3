import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { TurnableClock } from '#test/support/clock.ts';
import { LAURA_ID } from '#test/zoho/data/seed-records.ts';
import { type LocalZoho, startLocalZoho } from '#test/zoho/local-zoho.ts';
import { get, tokensOf } from '#test/zoho/zoho-client.ts';

const clock = new TurnableClock();
let zoho: LocalZoho;
let ana: string;
let ken: string;
let rosa: string;
beforeAll(async () => {
  zoho = await startLocalZoho({ clock });
  [ana, ken, rosa] = [
    (await tokensOf(zoho, 'ana')).access_token,
    (await tokensOf(zoho, 'ken')).access_token,
    (await tokensOf(zoho, 'rosa')).access_token,
  ];
});
afterAll(() => zoho.stop());
beforeEach(() => {
  zoho.control.faults.remove();
  zoho.control.records.searchLagMs = 0;
});

/** The body, or the bare status when there is none. */
async function answer(token: string, path: string) {
  const response = await get(zoho, token, path);
  return response.status === 204 ? 204 : await response.json();
}
async function names(token: string, path: string): Promise<string[]> {
  const body = await answer(token, path);
  return body === 204
    ? []
    : body.data.map((row: { Full_Name?: string; Account_Name: string }) => row.Full_Name ?? row.Account_Name);
}
const byPhone = (phone: string) => `/Contacts/search?phone=${encodeURIComponent(phone)}`;

describe('who may ask', () => {
  it('refuses a request without a token, with another scheme or a made-up one', async () => {
    const url = `${zoho.httpUrl}/crm/v8/users`;
    const bare = await fetch(url);
    expect([bare.status, await bare.json()]).toEqual([
      401,
      { code: 'AUTHENTICATION_FAILURE', details: {}, message: 'Authentication failed', status: 'error' },
    ]);
    const bearer = await fetch(url, { headers: { authorization: `Bearer ${ana}` } });
    expect(bearer.status).toBe(401);
    const made = await get(zoho, '1000.abc', '/users');
    expect([made.status, (await made.json()).code]).toEqual([401, 'INVALID_TOKEN']);
  });

  it('asks for the scope of each request, and for two when searching', async () => {
    const { access_token } = await tokensOf(zoho, 'ana', 'ZohoCRM.modules.contacts.READ');
    expect(await answer(access_token, `/Contacts/${LAURA_ID}`)).toHaveProperty('data');
    for (const path of ['/org', '/users', '/settings/fields?module=Leads', '/Leads?fields=id', byPhone('944')])
      expect(await answer(access_token, path), path).toMatchObject({ code: 'OAUTH_SCOPE_MISMATCH' });
  });
});

describe('organisation and users', () => {
  it('says which organisation the token belongs to', async () => {
    expect((await answer(ana, '/org')).org[0]).toMatchObject({
      company_name: 'Zillum Renting, S.L.',
      zgid: '20089413572',
    });
    expect((await answer(rosa, '/org')).org[0]).toMatchObject({ company_name: 'Asesoría Beltrán, S.L.P.' });
  });

  it('says who is asking', async () => {
    const { users } = await answer(ana, '/users?type=CurrentUser');
    expect(users).toEqual([
      expect.objectContaining({
        full_name: 'Ana Ruiz',
        email: 'ana@zillum.example',
        status: 'active',
        confirm: true,
        language: 'es_ES',
        time_zone: 'Europe/Madrid',
        profile: { name: 'Administrator', id: expect.any(String) },
      }),
    ]);
  });

  it('tells active, confirmed and all users apart', async () => {
    const list = async (type: string): Promise<string[]> =>
      (await answer(ana, `/users?type=${type}`)).users.map((u: { full_name: string }) => u.full_name);
    expect(await list('AllUsers')).toHaveLength(12);
    expect(await list('ActiveUsers')).toHaveLength(11);
    expect(await list('ActiveUsers')).not.toContain('Olga Benítez');
    expect(await list('ActiveConfirmedUsers')).not.toContain('Pau Ferrer');
    expect(await list('AdminUsers')).toEqual(['Ana Ruiz', 'Elena Prat']);
    expect(await answer(ana, '/users?type=Everyone')).toMatchObject({ code: 'INVALID_DATA' });
  });

  it('gives users page by page', async () => {
    const first = await answer(ana, '/users?type=ActiveUsers&per_page=8');
    const second = await answer(ana, '/users?type=ActiveUsers&per_page=8&page=2');
    expect(first.info).toEqual({ per_page: 8, count: 8, page: 1, more_records: true });
    expect(second.info).toEqual({ per_page: 8, count: 3, page: 2, more_records: false });
    for (const bad of ['page=0', 'page=x', 'per_page=201', 'per_page=-1'])
      expect(await answer(ana, `/users?${bad}`), bad).toMatchObject({ code: 'INVALID_DATA' });
  });
});

describe('search by phone', () => {
  it('finds what contains the text as it was stored, in any phone field', async () => {
    expect(await names(ana, byPhone('+34 612 345 678'))).toEqual(['Laura Gómez']);
    expect(await names(ana, byPhone('944 23 11 60'))).toEqual(['Laura Gómez', 'Andrés Gómez Ibarra', 'Iker Zubía']);
    expect(await names(ana, byPhone('655 010 203')), 'Other_Phone').toEqual(['Laura Gómez']);
    expect(await names(ana, byPhone('+34600555014')), 'a custom field').toEqual(['Montse Rovira']);
    expect(await names(ana, '/Accounts/search?phone=4155')).toEqual([]);
    expect(await names(ana, `/Accounts/search?phone=${encodeURIComponent('(415)')}`)).toEqual([
      'Blue Mesa Freight Inc.',
    ]);
  });

  it('misses the same number written otherwise', async () => {
    expect(await answer(ana, byPhone('612345678'))).toBe(204);
    expect(await answer(ana, byPhone('+34612345678'))).toBe(204);
  });

  it('answers 204 and no body when nobody has the number', async () => {
    const response = await get(zoho, ana, byPhone('999999999999'));
    expect([response.status, await response.text()]).toEqual([204, '']);
  });

  it('pages, and gives the fields asked for', async () => {
    const body = await answer(ana, `${byPhone('944 23 11 60')}&per_page=2&fields=Full_Name`);
    expect(body.info).toMatchObject({ count: 2, more_records: true });
    expect(body.data[0]).toEqual({ Full_Name: 'Laura Gómez', id: LAURA_ID });
  });

  it('does not find another organisation’s contact with the same number', async () => {
    expect(await names(rosa, byPhone('+34 612 345 678'))).toEqual(['Laura Gómez (Beltrán)']);
  });

  it('hides a private contact from colleagues, not from its owner, who it is shared with, or an administrator', async () => {
    const gorka = byPhone('600555031');
    const [priya, tomas] = [await tokensOf(zoho, 'priya'), await tokensOf(zoho, 'tomas')];
    expect(await answer(ken, gorka)).toBe(204);
    for (const token of [priya.access_token, tomas.access_token, ana])
      expect(await names(token, gorka)).toEqual(['Gorka Aldana']);
  });

  it('does not let a masked number be found by who may not see it', async () => {
    const assistant = byPhone('944 23 11 60 ext. 9');
    expect(await names(ana, assistant)).toEqual(['Laura Gómez']);
    expect(await answer(ken, assistant)).toBe(204);
    const { data } = await answer(ken, `/Contacts/${LAURA_ID}`);
    expect(data[0].Asst_Phone).toBe('****************. 9');
  });

  it('lags behind writes when told to, for new, changed and deleted records', async () => {
    const { records } = zoho.control;
    const make = (Phone: string) =>
      records.create({
        module: 'Contacts',
        organisation: 'zillum',
        owner: 'ana',
        visibleTo: 'everyone',
        values: { Full_Name: Phone, Phone },
      });
    const old = make('900 11');
    records.searchLagMs = 30_000;
    make('900 22');
    records.update('Contacts', old.id, { values: { Phone: '900 33' } }, 'ana');
    expect(await names(ana, byPhone('900 11'))).toEqual(['900 11']);
    expect(await answer(ana, byPhone('900 22'))).toBe(204);
    await clock.turn(30_000);
    expect(await answer(ana, byPhone('900 11'))).toBe(204);
    expect(await names(ana, byPhone('900 22'))).toEqual(['900 22']);
    records.remove('Contacts', old.id);
    expect(await names(ana, byPhone('900 33'))).toEqual(['900 11']);
    await clock.turn(30_000);
    expect(await answer(ana, byPhone('900 33'))).toBe(204);
  });

  it('needs something to look for, in a module that exists', async () => {
    expect(await answer(ana, '/Contacts/search')).toMatchObject({ code: 'REQUIRED_PARAM_MISSING' });
    expect(await answer(ana, '/contacts/search?phone=1')).toMatchObject({ code: 'INVALID_MODULE' });
  });
});

describe('search by other things', () => {
  it('reads criteria with and, or, groups and escapes', async () => {
    const by = (criteria: string) => names(ana, `/Contacts/search?criteria=${encodeURIComponent(criteria)}`);
    expect(await by('(Full_Name:equals:laura gómez)')).toEqual(['Laura Gómez']);
    expect(await by('((Last_Name:starts_with:Gómez)and(First_Name:equals:Andrés))')).toEqual(['Andrés Gómez Ibarra']);
    expect(await by('((First_Name:equals:Rui)or((First_Name:equals:Reto)and(Do_Not_Call:equals:false)))')).toEqual([
      'Rui Tavares',
      'Reto Zurbriggen',
    ]);
    expect(await by('(Phone:equals:+49 \\(0\\)30 23125-014)')).toEqual(['Katrin Vogel']);
    expect(await by('(Mobile:in:600 555 015,655555016)')).toEqual(['Ginés Belmonte', 'Covadonga Llaneza']);
  });

  it.each([
    '',
    'Last_Name:equals:x',
    '(Last_Name:like:x)',
    '(Last_Name:equals:a(b)',
    '((Last_Name:equals:a)and)',
    '(a:equals:b)x',
  ])('refuses criteria that are not well formed: %s', async (criteria) => {
    expect(await answer(ana, `/Contacts/search?criteria=${encodeURIComponent(criteria)}`)).toMatchObject({
      code: 'INVALID_DATA',
    });
  });

  it('finds by mail and by word', async () => {
    expect(await names(ana, '/Contacts/search?email=laura@transportesgomez.example')).toEqual(['Laura Gómez']);
    expect(await names(ana, '/Leads/search?word=espiga')).toEqual(['Lucía Ferrándiz']);
    expect(await answer(ana, '/Leads/search?word=e')).toMatchObject({ code: 'INVALID_DATA' });
  });
});

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
    const response = await fetch(`${zoho.httpUrl}/crm/v8/Contacts`, { method: 'POST', body: '{}' });
    expect([response.status, (await response.json()).code]).toEqual([405, 'INVALID_REQUEST_METHOD']);
  });
});

describe('faults', () => {
  const first = () => get(zoho, ana, '/users');
  it.each([
    ['unavailable', 503, undefined],
    ['server-error', 500, 'INTERNAL_ERROR'],
    ['rate-limited', 429, 'TOO_MANY_REQUESTS'],
    ['out-of-credits', 429, 'LIMIT_EXCEEDED'],
    ['token-expired', 401, 'INVALID_TOKEN'],
    ['token-revoked', 401, 'INVALID_OAUTHTOKEN'],
  ] as const)('%s, as often as was said, and counts them', async (kind, status, code) => {
    const fault = zoho.control.faults.add({ kind, times: 2 });
    const [one, two, three] = [await first(), await first(), await first()];
    expect([one.status, two.status, three.status]).toEqual([status, status, 200]);
    if (code) expect(await one.json()).toMatchObject({ code, status: 'error' });
    expect(fault.met).toBe(2);
  });

  it('cuts the connection', async () => {
    zoho.control.faults.add({ kind: 'connection-reset', path: '/users', times: 1 });
    await expect(first()).rejects.toThrow();
    expect((await first()).status).toBe(200);
    expect(zoho.control.requests.list('/users').at(-2)).toMatchObject({ status: 0, fault: 'connection-reset' });
  });

  it('is slow until the clock has been turned', async () => {
    zoho.control.faults.add({ kind: 'slow', ms: 20_000, times: 1 });
    let done = false;
    const late = first().then(() => {
      done = true;
    });
    await expect.poll(() => zoho.control.faults.list()[0]?.met).toBe(1);
    expect(done).toBe(false);
    await clock.turn(20_000);
    await late;
  });

  it('meets only the area, path and person it was meant for', async () => {
    zoho.control.faults.add({ kind: 'server-error', area: 'api', path: '/search', user: 'ken' });
    expect((await get(zoho, ken, byPhone('944'))).status).toBe(500);
    expect((await get(zoho, ana, byPhone('944'))).status).toBe(200);
    expect((await get(zoho, ken, '/users')).status).toBe(200);
  });
});

it('keeps a log of who asked what', async () => {
  zoho.control.requests.clear();
  await get(zoho, ken, byPhone('944 23'));
  expect(zoho.control.requests.list()).toEqual([
    expect.objectContaining({
      area: 'api',
      path: '/crm/v8/Contacts/search',
      query: { phone: '944 23' },
      user: 'ken',
      status: 200,
    }),
  ]);
});
