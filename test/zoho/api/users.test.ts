import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LAURA_ID } from '#test/zoho/data/seed-records.ts';
import { type LocalZoho, startLocalZoho } from '#test/zoho/local-zoho.ts';
import { answerTo, byPhone, get, tokensOf } from '#test/zoho/zoho-client.ts';

let zoho: LocalZoho;
let ana: string;
let rosa: string;
beforeAll(async () => {
  zoho = await startLocalZoho();
  ana = (await tokensOf(zoho, 'ana')).access_token;
  rosa = (await tokensOf(zoho, 'rosa')).access_token;
});
afterAll(() => zoho.stop());

const answer = (token: string, path: string) => answerTo(zoho, token, path);

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
