import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TurnableClock } from '#test/support/clock.ts';
import { type LocalZoho, startLocalZoho } from '#test/zoho/local-zoho.ts';
import { authorisationQuery, authorise, get, REDIRECT_URI, tokenAnswer, tokensOf } from '#test/zoho/zoho-client.ts';

const MINUTE = 60_000;
const clock = new TurnableClock();
let zoho: LocalZoho;
beforeAll(async () => {
  zoho = await startLocalZoho({ clock });
});
afterAll(() => zoho.stop());

const exchange = (code: string | null, more: Record<string, string> = {}) =>
  tokenAnswer(zoho, { grant_type: 'authorization_code', code: code ?? '', redirect_uri: REDIRECT_URI, ...more });
const refresh = (token: string) => tokenAnswer(zoho, { grant_type: 'refresh_token', refresh_token: token });
const works = async (token: string) => (await get(zoho, token, '/users?type=CurrentUser')).status;

describe('signing in at Zoho', () => {
  it('shows the people of the organisation and a stranger, each as a button', async () => {
    const page = await (await fetch(`${zoho.httpUrl}/oauth/v2/auth?${authorisationQuery(zoho)}`)).text();
    for (const key of ['ana', 'ken', 'olga', 'rosa']) expect(page).toContain(`data-user="${key}"`);
    expect(page).toContain('Ana Ruiz');
    expect(page, 'Pau has not accepted his invitation').not.toContain('data-user="pau"');
  });

  it('goes straight to the consent of the person in login_hint, by key or mail', async () => {
    for (const hint of ['ken', 'ken@zillum.example']) {
      const url = `${zoho.httpUrl}/oauth/v2/auth?${authorisationQuery(zoho, { login_hint: hint })}`;
      const page = await (await fetch(url)).text();
      expect(page).toContain('id="accept"');
      expect(page).toContain('Ken Adeyemi');
    }
  });

  it('comes back with code, state and the place of the account', async () => {
    const back = await authorise(zoho, 'ana', { state: 'a b&c' });
    expect(back.origin + back.pathname).toBe(REDIRECT_URI);
    expect(back.searchParams.get('code')).toMatch(/^1000\./);
    expect(back.searchParams.get('state')).toBe('a b&c');
    expect(back.searchParams.get('location')).toBe('eu');
    expect(back.searchParams.get('accounts-server')).toBe('https://accounts.zoho.eu');
  });

  it('comes back with an error and the state when the person rejects', async () => {
    const back = await authorise(zoho, 'ana', {}, 'reject');
    expect(Object.fromEntries(back.searchParams)).toEqual({ error: 'access_denied', state: 'st-1' });
  });

  it.each([
    ['an unknown client', { client_id: '1000.OTHER' }],
    ['an unregistered redirect URI', { redirect_uri: 'https://evil.example/callback' }],
    ['a redirect URI that only begins like a registered one', { redirect_uri: 'http://localhost.evil.example/' }],
    ['a redirect URI that hides its host', { redirect_uri: 'http://localhost:x@evil.example/' }],
    ['a redirect URI with a fragment', { redirect_uri: `${REDIRECT_URI}#x` }],
    ['no redirect URI', { redirect_uri: null }],
    ['another response type', { response_type: 'token' }],
    ['no scope', { scope: null }],
    ['a scope that does not exist', { scope: 'ZohoCRM.users.READ,Everything' }],
    ['a plain PKCE challenge', { code_challenge: 'abc', code_challenge_method: 'plain' }],
  ])('shows an error and sends nobody anywhere for %s', async (_, more) => {
    const response = await fetch(`${zoho.httpUrl}/oauth/v2/auth?${authorisationQuery(zoho, more)}`, {
      redirect: 'manual',
    });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('This request cannot go on');
  });

  it.each(['/oauth/v2/auth/sign-in', '/oauth/v2/auth/consent', '/signin'])(
    '%s refuses what is no form of its own',
    async (path) => {
      for (const body of [
        '{"user":"ana"}',
        new URLSearchParams({ request: 'x', user: 'ana', decision: 'accept', serviceurl: 'x' }),
      ]) {
        const headers = typeof body === 'string' ? { 'content-type': 'application/json' } : undefined;
        const response = await fetch(zoho.httpUrl + path, { method: 'POST', body, ...(headers && { headers }) });
        expect(response.status).toBe(400);
      }
    },
  );

  it('does not let markup of the request into its pages', async () => {
    const query = authorisationQuery(zoho, { scope: '<script>alert(1)</script>' });
    const page = await (await fetch(`${zoho.httpUrl}/oauth/v2/auth?${query}`)).text();
    expect(page).not.toContain('<script>');
  });
});

describe('a code', () => {
  it('gives tokens for an hour, once', async () => {
    const code = (await authorise(zoho, 'ana')).searchParams.get('code');
    const answer = await exchange(code);
    expect(answer).toMatchObject({
      api_domain: 'https://www.zohoapis.eu',
      token_type: 'Bearer',
      expires_in: 3600,
      refresh_token: expect.stringMatching(/^1000\./),
    });
    expect(await works(String(answer.access_token))).toBe(200);
    expect(await exchange(code)).toEqual({ error: 'invalid_code' });
  });

  it('is worth nothing after three minutes', async () => {
    const [early, late] = [await authorise(zoho, 'ken'), await authorise(zoho, 'ken')];
    await clock.turn(3 * MINUTE - 1);
    expect(await exchange(early.searchParams.get('code'))).toHaveProperty('access_token');
    await clock.turn(1);
    expect(await exchange(late.searchParams.get('code'))).toEqual({ error: 'invalid_code' });
  });

  it('must come with the redirect URI it was given to', async () => {
    const code = (await authorise(zoho, 'ana')).searchParams.get('code');
    expect(await exchange(code, { redirect_uri: 'http://127.0.0.1:9/other' })).toEqual({
      error: 'invalid_redirect_uri',
    });
  });

  it('must be proven by the verifier when the client sent a challenge', async () => {
    const verifier = 'v'.repeat(64);
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    const pkce = { code_challenge: challenge, code_challenge_method: 'S256' };
    const [good, bad, none] = [
      await authorise(zoho, 'ana', pkce),
      await authorise(zoho, 'ana', pkce),
      await authorise(zoho, 'ana', pkce),
    ];
    expect(await exchange(good.searchParams.get('code'), { code_verifier: verifier })).toHaveProperty('access_token');
    expect(await exchange(bad.searchParams.get('code'), { code_verifier: 'w'.repeat(64) })).toEqual({
      error: 'invalid_code',
    });
    expect(await exchange(none.searchParams.get('code'))).toEqual({ error: 'invalid_code' });
  });

  it('gives no refresh token without offline access, nor a second one without prompt=consent', async () => {
    const online = await authorise(zoho, 'carmen', { access_type: null });
    expect(await exchange(online.searchParams.get('code'))).not.toHaveProperty('refresh_token');
    await tokensOf(zoho, 'carmen');
    const again = await authorise(zoho, 'carmen', { prompt: null });
    expect(await exchange(again.searchParams.get('code'))).not.toHaveProperty('refresh_token');
  });
});

describe('refusals of the token endpoint', () => {
  it.each([
    ['another client', { client_id: 'x' }, 'invalid_client'],
    ['a wrong secret', { client_secret: 'x' }, 'invalid_client_secret'],
    ['an unknown refresh token', { refresh_token: '1000.nope' }, 'invalid_code'],
    ['another grant type', { grant_type: 'password' }, 'invalid_request'],
  ])('come with status 200: %s', async (_, form, error) => {
    const body = new URLSearchParams({
      client_id: zoho.clientId,
      client_secret: zoho.clientSecret,
      grant_type: 'refresh_token',
      ...form,
    });
    const response = await fetch(`${zoho.httpUrl}/oauth/v2/token`, { method: 'POST', body });
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ error });
  });

  it('comes for a body that is no form as well', async () => {
    const headers = { 'content-type': 'multipart/form-data; boundary=x' };
    const response = await fetch(`${zoho.httpUrl}/oauth/v2/token`, { method: 'POST', body: 'broken', headers });
    expect([response.status, await response.json()]).toEqual([200, { error: 'invalid_client' }]);
  });

  it('reads its parameters from the query as well', async () => {
    const { refresh_token } = await tokensOf(zoho, 'elena');
    const query = authorisationQuery(zoho, {
      client_secret: zoho.clientSecret,
      grant_type: 'refresh_token',
      refresh_token,
    });
    const response = await fetch(`${zoho.httpUrl}/oauth/v2/token?${query}`, { method: 'POST' });
    expect(await response.json()).toHaveProperty('access_token');
  });
});

describe('tokens', () => {
  it('end after an hour and can be refreshed', async () => {
    const { access_token, refresh_token } = await tokensOf(zoho, 'ken');
    await clock.turn(60 * MINUTE - 1);
    expect(await works(access_token)).toBe(200);
    await clock.turn(1);
    expect(await works(access_token)).toBe(401);
    const fresh = await refresh(refresh_token);
    expect(await works(String(fresh.access_token))).toBe(200);
    expect(fresh).not.toHaveProperty('refresh_token');
  });

  it('are denied, with status 200, after ten refreshes within ten minutes', async () => {
    const { refresh_token } = await tokensOf(zoho, 'priya');
    for (let n = 0; n < 10; n++) expect(await refresh(refresh_token)).toHaveProperty('access_token');
    expect(await refresh(refresh_token)).toMatchObject({ error: 'Access Denied' });
    await clock.turn(10 * MINUTE);
    expect(await refresh(refresh_token)).toHaveProperty('access_token');
  });

  it('crowd out the oldest when a sixteenth is made', async () => {
    const { access_token, refresh_token } = await tokensOf(zoho, 'tomas');
    for (let n = 0; n < 7; n++) await refresh(refresh_token);
    await clock.turn(10 * MINUTE);
    for (let n = 0; n < 7; n++) await refresh(refresh_token);
    expect(await works(access_token), 'fifteen are alive').toBe(200);
    await refresh(refresh_token);
    const refused = await get(zoho, access_token, '/users');
    expect(refused.status).toBe(401);
    expect(await refused.json()).toMatchObject({ code: 'INVALID_OAUTHTOKEN' });
  });

  it('kill the first refresh token when a user and client get their twenty-first', async () => {
    const first = await tokensOf(zoho, 'marta');
    for (let n = 0; n < 19; n++) await tokensOf(zoho, 'marta');
    expect(await refresh(first.refresh_token)).toHaveProperty('access_token');
    await tokensOf(zoho, 'marta');
    expect(await refresh(first.refresh_token)).toEqual({ error: 'invalid_code' });
    expect(await works(first.access_token)).toBe(401);
  });

  it('are all dead once the refresh token is revoked', async () => {
    const { access_token, refresh_token } = await tokensOf(zoho, 'nuria');
    const revoke = () => fetch(`${zoho.httpUrl}/oauth/v2/token/revoke?token=${refresh_token}`, { method: 'POST' });
    expect(await (await revoke()).json()).toEqual({ status: 'success' });
    expect(await works(access_token)).toBe(401);
    expect(await refresh(refresh_token)).toEqual({ error: 'invalid_code' });
  });

  it('stop working for someone whom the organisation makes inactive', async () => {
    const { access_token, refresh_token } = await tokensOf(zoho, 'jim');
    zoho.control.deactivate('jim');
    expect(await works(access_token)).toBe(401);
    expect(await refresh(refresh_token)).toEqual({ error: 'invalid_code' });
  });

  it('are given to someone who was made inactive, and the API takes none of them', async () => {
    const { access_token, refresh_token } = await tokensOf(zoho, 'olga');
    expect(await works(access_token)).toBe(401);
    expect(await refresh(refresh_token)).toEqual({ error: 'invalid_code' });
  });

  it('can be expired and revoked by the control, for one person', async () => {
    const [diego, elena] = [await tokensOf(zoho, 'diego'), await tokensOf(zoho, 'elena')];
    expect(zoho.control.tokens.expire('diego')).toBeGreaterThan(0);
    expect([await works(diego.access_token), await works(elena.access_token)]).toEqual([401, 200]);
    expect(await refresh(diego.refresh_token)).toHaveProperty('access_token');
    zoho.control.tokens.revoke('diego');
    expect(await refresh(diego.refresh_token)).toEqual({ error: 'invalid_code' });
    expect(await refresh(elena.refresh_token)).toHaveProperty('access_token');
  });
});

it('never writes a code, a token or a secret into the request log', async () => {
  const { access_token, refresh_token } = await tokensOf(zoho, 'ana');
  await fetch(`${zoho.httpUrl}/oauth/v2/token?refresh_token=${refresh_token}&client_secret=${zoho.clientSecret}`, {
    method: 'POST',
  });
  const log = JSON.stringify(zoho.control.requests.list());
  for (const secret of [access_token, refresh_token, zoho.clientSecret]) expect(log).not.toContain(secret);
});
