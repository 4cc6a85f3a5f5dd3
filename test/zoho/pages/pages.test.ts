import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LAURA_ID } from '#test/zoho/data/seed-records.ts';
import { type LocalZoho, startLocalZoho } from '#test/zoho/local-zoho.ts';

const TAB = '/crm/org20089413572/tab';
let zoho: LocalZoho;
beforeAll(async () => {
  zoho = await startLocalZoho();
});
afterAll(() => zoho.stop());

const visit = (user: string | null, path: string, init: RequestInit = {}) =>
  fetch(zoho.httpUrl + path, {
    redirect: 'manual',
    ...init,
    headers: user ? { cookie: `zoho_session=${user}` } : {},
  });
const leadsTo = async (user: string | null, path: string) => (await visit(user, path)).headers.get('location');
const record = async (user: string, id = LAURA_ID) =>
  (await visit(user, `/crm/page-data/records/Contacts/${id}`)).json();

describe('addresses', () => {
  it('lead a record by its organisation, module and id to the page, in the user’s language', async () => {
    for (const path of [
      `/Contacts/${LAURA_ID}`,
      `/Contacts/${LAURA_ID}/canvas/77`,
      '/Contacts/custom-view/1/list',
      '/Home/begin',
    ]) {
      const page = await visit('ana', TAB + path);
      expect(page.status, path).toBe(200);
      expect(await page.text()).toContain('<html lang="es">');
    }
    expect(await (await visit('ken', `${TAB}/Home/begin`)).text()).toContain('<html lang="en">');
  });

  it('lead home without the organisation, or with another one', async () => {
    for (const path of ['/crm', '/crm/', `/crm/tab/Contacts/${LAURA_ID}`, `/crm/org1/tab/Contacts/${LAURA_ID}`])
      expect(await leadsTo('ana', path), path).toBe(`${TAB}/Home/begin`);
  });

  it('lead from EntityInfo.do to the record, and home when it names none', async () => {
    expect(await leadsTo('ana', `/crm/EntityInfo.do?module=Contacts&id=${LAURA_ID}`)).toBe(
      `${TAB}/Contacts/${LAURA_ID}`,
    );
    expect(await leadsTo('ana', '/crm/EntityInfo.do?module=Deals&id=12')).toBe(`${TAB}/Potentials/12`);
    for (const query of ['', '?module=Contacts', '?module=//evil.example&id=1', '?module=Contacts&id=../x'])
      expect(await leadsTo('ana', `/crm/EntityInfo.do${query}`), query).toBe(`${TAB}/Home/begin`);
  });

  it('lead a stranger to the sign-in, and back from there', async () => {
    const path = `${TAB}/Contacts/${LAURA_ID}`;
    const signIn = (await leadsTo(null, path)) ?? '';
    expect(signIn).toBe(`/signin?serviceurl=${encodeURIComponent(path)}`);
    expect(await (await visit(null, signIn)).text()).toContain('data-user="ana"');
    const body = new URLSearchParams({ user: 'ana', serviceurl: path });
    const back = await visit(null, '/signin', { method: 'POST', body });
    expect(back.headers.get('location')).toBe(path);
    expect(back.headers.get('set-cookie')).toContain('zoho_session=ana');
  });

  it('never lead from the sign-in to somewhere else', async () => {
    for (const serviceurl of [
      'https://evil.example/crm/',
      '//evil.example/crm/',
      'https://crm.zoho.eu.evil.example/crm/',
    ]) {
      expect((await visit(null, `/signin?serviceurl=${encodeURIComponent(serviceurl)}`)).status, serviceurl).toBe(400);
      const body = new URLSearchParams({ user: 'ana', serviceurl });
      expect((await visit(null, '/signin', { method: 'POST', body })).status, serviceurl).toBe(400);
    }
  });

  it('sign somebody in by ?as=, and drop it from the address', async () => {
    const response = await visit('ana', `${TAB}/Home/begin?as=ken&calling=skype`);
    expect(response.headers.get('location')).toBe(`${TAB}/Home/begin?calling=skype`);
    expect(response.headers.get('set-cookie')).toContain('zoho_session=ken');
  });

  it('belong to their hosts alone', async () => {
    const at = (host: string, path: string) => hostRequest(zoho, host, path);
    expect(await at('crm.zoho.eu', '/crm/v8/users')).toBe(404);
    expect(await at('crm.zoho.eu', '/control')).toBe(404);
    expect(await at('accounts.zoho.eu', `${TAB}/Home/begin`)).toBe(404);
    expect(await at('www.zohoapis.eu', '/oauth/v2/auth')).toBe(404);
    expect(await at('www.zohoapis.eu', '/crm/v8/users')).toBe(401);
    expect(await at('content.zohoapis.eu', '/crm/v8/users')).toBe(401);
  });
});

describe('what the page gets', () => {
  it('comes under a policy that forbids inline scripts and anything from elsewhere', async () => {
    const page = await visit('ana', `${TAB}/Home/begin`);
    const policy = page.headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toContain('unsafe');
    expect(await page.text()).not.toMatch(/<script>|<style|style=/);
  });

  it('is scripts a browser can run: no types left', async () => {
    const script = await visit('ana', '/crm/assets/main.ts');
    expect(script.headers.get('content-type')).toContain('text/javascript');
    expect(await script.text()).not.toContain('import type');
    expect((await visit('ana', '/crm/assets/..%2Fpages.routes.ts')).status).toBe(404);
  });

  it('is the record with its neighbours, in the words of the user', async () => {
    const laura = await record('ana');
    expect(laura).toMatchObject({
      title: 'Laura Gómez',
      subtitle: { text: 'Transportes Gómez, S.L.' },
      previous: null,
    });
    const labels = (view: typeof laura) => view.card.map((field: { label: string }) => field.label);
    expect(labels(laura)).toEqual([
      'Propietario de contacto',
      'Teléfono',
      'Móvil',
      'Otro teléfono',
      'Correo electrónico',
    ]);
    expect(labels(await record('ken'))).toContain('Mobile');
    expect(laura.related.map((list: { id: string }) => list.id)).toEqual([
      'Notes',
      'Attachments',
      'Potentials',
      'Contacts',
      'OpenActivities',
      'ClosedActivities',
      'Emails',
    ]);
  });

  it('keeps a masked number from who may not see it, and lets an administrator uncover it', async () => {
    const assistant = async (user: string) =>
      (await record(user)).sections[0].fields.find((f: { api: string }) => f.api === 'Asst_Phone');
    expect(await assistant('ana')).toMatchObject({
      text: '****************. 9',
      covered: { text: '944 23 11 60 ext. 9' },
    });
    expect(await assistant('ken')).toMatchObject({
      text: '****************. 9',
      covered: { locked: true },
      editable: false,
    });
    expect(JSON.stringify(await record('ken'))).not.toContain('ext. 9');
  });

  it('is not for strangers, nor a private contact for a colleague', async () => {
    const gorka = zoho.control.records.all('Contacts', 'zillum').find((r) => r.values.Mobile === '600555031')?.id;
    const status = async (user: string | null) =>
      (await visit(user, `/crm/page-data/records/Contacts/${gorka}`)).status;
    expect([await status(null), await status('ken'), await status('tomas'), await status('rosa')]).toEqual([
      401, 404, 200, 404,
    ]);
    const list = await (await visit('ken', '/crm/page-data/lists/Contacts')).text();
    expect(list).not.toContain('Gorka');
  });

  it('saves what was typed, and nothing that the page did not offer', async () => {
    const save = (user: string, values: object) =>
      visit(user, `/crm/page-data/records/Contacts/${LAURA_ID}`, { method: 'PUT', body: JSON.stringify({ values }) });
    expect(
      (await save('ken', { Title: 'Directora', Fax: '', Asst_Phone: '1', Full_Name: 'X', Owner: 'ken' })).status,
    ).toBe(200);
    const saved = zoho.control.records.find('Contacts', LAURA_ID);
    expect(saved).toMatchObject({ owner: 'ana', modifiedBy: 'ken' });
    expect(saved?.values).toMatchObject({
      Title: 'Directora',
      Fax: null,
      Asst_Phone: '944 23 11 60 ext. 9',
      Full_Name: 'Laura Gómez',
    });
    expect((await save('ken', { Title: 5 })).status).toBe(400);
    expect((await save('rosa', { Title: 'x' })).status).toBe(404);
  });
});

/** fetch does not let a Host header be set; node:http does. */
async function hostRequest({ httpUrl }: LocalZoho, host: string, path: string): Promise<number | undefined> {
  const { get } = await import('node:http');
  return new Promise((resolve, reject) => {
    get(httpUrl + path, { headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).once('error', reject);
  });
}
