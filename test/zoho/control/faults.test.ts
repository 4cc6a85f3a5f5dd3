import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { TurnableClock } from '#test/support/clock.ts';
import { type LocalZoho, startLocalZoho } from '#test/zoho/local-zoho.ts';
import { byPhone, get, tokensOf } from '#test/zoho/zoho-client.ts';

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
beforeEach(() => {
  zoho.control.faults.remove();
});

describe('faults', () => {
  const first = () => get(zoho, ana, '/users');
  it.each([
    ['unavailable', 503, undefined],
    ['server-error', 500, 'INTERNAL_ERROR'],
    ['rate-limited', 429, 'TOO_MANY_REQUESTS'],
    ['out-of-credits', 429, 'LIMIT_EXCEEDED'],
    ['limit-reached', 429, 'LIMIT_REACHED'],
    ['token-expired', 401, 'INVALID_TOKEN'],
    ['token-revoked', 401, 'INVALID_OAUTHTOKEN'],
  ] as const)('%s, as often as was said, and counts them', async (kind, status, code) => {
    const fault = zoho.control.faults.add({ kind, times: 2 });
    const [one, two, three] = [await first(), await first(), await first()];
    expect([one.status, two.status, three.status]).toEqual([status, status, 200]);
    if (code) expect(await one.json()).toMatchObject({ code, status: 'error' });
    expect(fault.met).toBe(2);
  });

  it('refuses with any code of Zoho’s, in a row where the status is a good one', async () => {
    zoho.control.faults.add({ kind: 'refused', code: 'RECORD_LOCKED', times: 1 });
    zoho.control.faults.add({ kind: 'refused', code: 'STORAGE_SPACE_EXCEEDED', status: 202, times: 1 });
    const [one, two] = [await first(), await first()];
    expect([one.status, (await one.json()).code]).toEqual([400, 'RECORD_LOCKED']);
    expect([two.status, (await two.json()).data[0]]).toMatchObject([
      202,
      { code: 'STORAGE_SPACE_EXCEEDED', status: 'error' },
    ]);
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
