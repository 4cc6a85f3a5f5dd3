import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LAURA_ID } from '#test/zoho/data/seed-records.ts';
import { type LocalZoho, startLocalZoho } from '#test/zoho/local-zoho.ts';
import { get, tokensOf } from '#test/zoho/zoho-client.ts';

let zoho: LocalZoho;
beforeAll(async () => {
  zoho = await startLocalZoho();
});
afterAll(() => zoho.stop());

async function ask(method: string, path: string, body?: unknown) {
  const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
  const response = await fetch(`${zoho.httpUrl}/control${path}`, { method, ...(text !== undefined && { body: text }) });
  return { status: response.status, body: response.status === 204 ? null : await response.json() };
}

describe('the control, as JSON', () => {
  it('makes, changes and deletes records that the API then shows', async () => {
    const { access_token } = await tokensOf(zoho, 'ken');
    const made = await ask('POST', '/records/Leads', {
      owner: 'ken',
      values: { Full_Name: 'Nova Prova', Phone: '900 55' },
    });
    expect(made.status).toBe(201);
    const path = `/Leads/${made.body.id}`;
    expect((await (await get(zoho, access_token, path)).json()).data[0]).toMatchObject({ Phone: '900 55' });
    await ask('PATCH', `/records${path}`, { values: { Phone: '900 66' }, visibleTo: [], owner: 'priya' });
    expect((await get(zoho, access_token, path)).status).toBe(403);
    expect((await ask('DELETE', `/records${path}`)).status).toBe(204);
    expect((await get(zoho, access_token, path)).status).toBe(204);
    expect((await ask('DELETE', `/records${path}`)).status).toBe(404);
  });

  it('changes people and adds some', async () => {
    expect((await ask('PATCH', '/users/jim', { status: 'disabled', timeZone: 'Europe/Prague' })).body).toMatchObject({
      key: 'jim',
      firstName: 'Jim',
      status: 'disabled',
    });
    expect((await ask('POST', '/users', { key: 'eva', firstName: 'Eva', lastName: 'Mora' })).status).toBe(201);
    expect((await tokensOf(zoho, 'eva')).access_token).toMatch(/^1000\./);
    expect((await ask('POST', '/users', { key: 'eva', firstName: 'Eva', lastName: 'Mora' })).status).toBe(400);
    expect((await ask('PATCH', '/users/nobody', { role: 'x' })).status).toBe(404);
  });

  it('arms faults, tells how many requests they met, and takes them away', async () => {
    const { access_token } = await tokensOf(zoho, 'ana');
    const { id } = (await ask('POST', '/faults', { kind: 'unavailable', area: 'api', times: 1 })).body;
    expect((await get(zoho, access_token, '/users')).status).toBe(503);
    expect((await get(zoho, access_token, '/users')).status).toBe(200);
    expect((await ask('GET', '/faults')).body).toEqual([{ id, kind: 'unavailable', area: 'api', times: 1, met: 1 }]);
    expect((await ask('DELETE', `/faults/${id}`)).status).toBe(204);
    expect((await ask('DELETE', `/faults/${id}`)).status).toBe(404);
  });

  it('expires and revokes tokens, and counts them', async () => {
    const { access_token } = await tokensOf(zoho, 'marta');
    expect((await ask('POST', '/tokens/expire', { user: 'marta' })).body).toEqual({ expired: 1 });
    expect((await get(zoho, access_token, '/users')).status).toBe(401);
    expect((await ask('POST', '/tokens/revoke')).body.revoked).toBeGreaterThan(0);
    expect((await ask('GET', '')).body.tokens.accessTokens).toBeGreaterThan(0);
  });

  it('changes one setting and leaves the others', async () => {
    const changed = await ask('PATCH', '/settings', { searchLagMs: 5_000, calling: 'skype' });
    expect(changed.body).toMatchObject({ searchLagMs: 5_000, calling: 'skype', apiDomain: 'https://www.zohoapis.eu' });
    expect(zoho.control.records.searchLagMs).toBe(5_000);
  });

  it('adds a required field and renames a choice, as an administrator does', async () => {
    const customFields = [{ module: 'Tasks', api: 'Campaign', label: 'Campaña', required: true }];
    const renamed = { actual: 'Pendiente', display: { en: 'Pending', es: 'Pendiente' } };
    const picklists = { 'Tasks.Status': { options: [renamed] } };
    expect((await ask('PATCH', '/settings', { customFields, picklists })).status).toBe(200);
    expect(zoho.control.settings).toMatchObject({
      customFields: [{ api: 'Campaign', type: 'text', required: true, options: [] }],
      picklists: { 'Tasks.Status': { options: [renamed], closed: true } },
    });
    await ask('PATCH', '/settings', { customFields: [], picklists: {} });
  });

  it('lists what hangs on records, without the bytes, and what was written about one', async () => {
    const values = { Note_Content: 'x', Parent_Id: LAURA_ID, $se_module: 'Contacts' };
    const note = (await ask('POST', '/records/Notes', { values })).body;
    const content = { kind: 'file', type: 'audio/wav', bytes: new Uint8Array(9) } as const;
    zoho.control.attachments.add(note, 'RE1.wav', content, { key: 'ana' });
    expect((await ask('GET', '/attachments')).body).toEqual([
      expect.objectContaining({ parent: note.id, name: 'RE1.wav', kind: 'file', size: 9, createdBy: 'ana' }),
    ]);
    await ask('POST', '/records/Tasks', { values: { Subject: 'Send it', Who_Id: LAURA_ID } });
    expect((await ask('GET', `/written/Contacts/${LAURA_ID}`)).body).toMatchObject({
      calls: [],
      plannedCalls: [],
      tasks: [{ values: { Subject: 'Send it' } }],
      notes: [{ note: { id: note.id }, files: [{ name: 'RE1.wav', size: 9 }] }],
      files: [],
    });
    expect((await ask('GET', '/written/Contacts/1')).status).toBe(404);
    expect(() => zoho.control.writtenOn('Leads', LAURA_ID)).toThrow('no record');
  });

  it('shows the request log, filtered, and clears it', async () => {
    await ask('DELETE', '/requests');
    await tokensOf(zoho, 'ana');
    const log = (await ask('GET', '/requests?path=token')).body;
    expect(log).toEqual([expect.objectContaining({ path: '/oauth/v2/token', method: 'POST', user: 'ana' })]);
  });

  it.each([
    ['POST', '/faults', { kind: 'earthquake' }],
    ['POST', '/faults', { kind: 'slow', seconds: 3 }],
    ['POST', '/faults', 'no json'],
    ['POST', '/faults', undefined],
    ['POST', '/faults', { kind: 'slow', method: 'FETCH' }],
    ['POST', '/faults', { kind: 'rate-limited', forMs: 0 }],
    ['PATCH', '/settings', { callin: 'off' }],
    ['PATCH', '/settings', { refusedStatus: 418 }],
    ['PATCH', '/settings', { customFields: [{ module: 'Cats', api: 'X', label: 'X' }] }],
    ['PATCH', '/settings', { picklists: { Status: { options: [] } } }],
    ['PATCH', '/settings', { apiDomain: 'not a url' }],
    ['PATCH', '/users/ana', { timeZone: 'Europe/Atlantis' }],
    ['POST', '/records/Cats', { values: {} }],
    ['POST', '/records/Leads', { owner: 'nobody', values: {} }],
    ['POST', '/records/Leads', { values: { Phone: ['a'] } }],
  ])('refuses %s %s %j, says why and does nothing', async (method, path, body) => {
    const before = JSON.stringify([zoho.control.settings, zoho.control.faults.list()]);
    const { status, body: answer } = await ask(method, path, body);
    expect(status).toBe(400);
    expect(answer.error).toEqual(expect.any(String));
    expect(JSON.stringify([zoho.control.settings, zoho.control.faults.list()])).toBe(before);
  });
});
