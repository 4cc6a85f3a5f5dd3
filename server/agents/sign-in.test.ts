import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { agentApi } from '#shared/api/agent-api.ts';
import { EXTENSION_ID } from '#shared/extension-id.ts';
import { agent, ask, REDIRECT_URI, signIn, walkSignIn } from '#test/support/agent.ts';
import { TurnableClock } from '#test/support/clock.ts';
import { redirectOf, startServer, type TestServer } from '#test/support/server.ts';

const clock = new TurnableClock();
const codeVerifier = randomBytes(32).toString('base64url');
const challenge = createHash('sha256').update(codeVerifier).digest('base64url');

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ clock, limits: { signInsPerMinute: 1_000 } });
});
afterAll(() => server.stop());

const begin = (over: Record<string, string>) => {
  const query = { redirect_uri: REDIRECT_URI, state: 'st', code_challenge: challenge, ...over };
  return `${server.origin}/sign-in?${new URLSearchParams(query)}`;
};
const codeFor = async (user: string) => {
  const code = (await walkSignIn(server, user, codeVerifier)).searchParams.get('code');
  if (!code) throw new Error('no code');
  return code;
};
const exchange = (code: string, verifier = codeVerifier) =>
  ask(server.origin, undefined, agentApi.signIn, { code, codeVerifier: verifier });
const refused = { ok: false, problem: expect.objectContaining({ code: 'sign-in-refused' }) };

it('signs an agent in with her CRM account and greets her softphone', async () => {
  const ken = await agent(server, 'ken');
  expect(ken.me).toMatchObject({
    team: 'Zillum Renting, S.L.',
    presence: 'online',
    country: 'ES',
    twilioConnected: false,
  });
  expect(ken.me.agent).toMatchObject({ name: 'Ken Adeyemi', role: 'agent', locale: 'en-GB' });
  expect(await ken.ask(agentApi.me)).toMatchObject({ ok: true, value: { agent: { id: ken.id } } });
});

it('makes a CRM administrator an admin', async () => {
  expect((await signIn(server, 'elena')).me.agent.role).toBe('admin');
});

it('hands the extension back its own state', async () => {
  const back = await walkSignIn(server, 'ken', codeVerifier);
  expect(back.origin).toBe(`https://${EXTENSION_ID}.chromiumapp.org`);
  expect(back.searchParams.get('state')).toBe('extension-state');
});

it('refuses an account of another organisation', async () => {
  const back = await walkSignIn(server, 'rosa', codeVerifier);
  expect(back.searchParams.get('problem')).toBe('wrong-organisation');
  expect(back.searchParams.get('code')).toBeNull();
  expect([...server.fakeCrm.kept.values()].map((tokens) => tokens.refreshToken)).not.toContain('refresh-rosa');
  expect(server.fakeCrm.discarded).toContain('refresh-rosa');
});

it('refuses a CRM user who is no longer active', async () => {
  expect((await walkSignIn(server, 'olga', codeVerifier)).searchParams.get('problem')).toBe('user-not-active');
});

it('says so when the CRM does not answer', async () => {
  server.fakeCrm.away = true;
  expect((await walkSignIn(server, 'ken', codeVerifier)).searchParams.get('problem')).toBe('crm-away');
  server.fakeCrm.away = false;
});

it('brings the person back to the extension even when Sidetone itself makes a mistake', async () => {
  const { crm } = server.context;
  const { keepTokens } = crm;
  crm.keepTokens = async () => {
    throw new Error('inner reason');
  };
  const back = await walkSignIn(server, 'ken', codeVerifier);
  crm.keepTokens = keepTokens;
  expect(back.searchParams.get('problem')).toBe('internal');
  expect(back.href).not.toContain('inner');
});

it('takes a hand-over code once', async () => {
  const code = await codeFor('ken');
  expect(await exchange(code)).toMatchObject({ ok: true });
  expect(await exchange(code)).toEqual(refused);
});

it('gives the code to one of two that come at once', async () => {
  const code = await codeFor('ken');
  const both = await Promise.all([exchange(code), exchange(code)]);
  expect(both.filter((result) => result.ok)).toHaveLength(1);
});

it('refuses a code after 60 seconds, a forged one, and one whose verifier is another', async () => {
  const late = await codeFor('ken');
  await clock.leap(60_000);
  expect(await exchange(late)).toEqual(refused);
  expect(await exchange('forged')).toEqual(refused);
  const stolen = await codeFor('ken');
  expect(await exchange(stolen, randomBytes(32).toString('base64url'))).toEqual(refused);
  expect(await exchange(stolen)).toEqual(refused);
});

it('refuses a CRM answer whose state is forged, used or too old', async () => {
  const status = async (url: URL | string) => (await fetch(url, { redirect: 'manual' })).status;
  expect(await status(`${server.origin}/sign-in/callback?code=code-of-ken-1&state=forged`)).toBe(403);
  const back = await server.approve(await redirectOf(begin({})), 'ken');
  expect(await status(back)).toBe(302);
  expect(await status(back)).toBe(403);
  const slow = await server.approve(await redirectOf(begin({})), 'ken');
  await clock.leap(15 * 60_000);
  expect(await status(slow)).toBe(403);
});

it('tells the extension that the person pressed Reject', async () => {
  const state = new URL(await redirectOf(begin({}))).searchParams.get('state');
  const back = await redirectOf(`${server.origin}/sign-in/callback?error=access_denied&state=${state}`);
  expect(new URL(back).search).toBe('?problem=sign-in-refused&state=st');
});

it.each([
  'https://evil.example/',
  `https://${EXTENSION_ID}.chromiumapp.org.evil.example/`,
  `https://user@${EXTENSION_ID}.chromiumapp.org/`,
  `http://${EXTENSION_ID}.chromiumapp.org/`,
  'https://ponmlkjihgfedcbaponmlkjihgfedcba.chromiumapp.org/',
  'javascript:alert(1)',
])('sends nobody to %s', async (redirectUri) => {
  const response = await fetch(begin({ redirect_uri: redirectUri }), { redirect: 'manual' });
  expect(response.status).toBe(403);
  expect(response.headers.get('Location')).toBeNull();
});

it.each([
  ['code_challenge', 'short'],
  ['code_challenge_method', 'plain'],
  ['state', ''],
  ['state', 'x'.repeat(501)],
])('tells the extension that its request is wrong: %s=%s', async (name, value) => {
  const back = new URL(await redirectOf(begin({ [name]: value })));
  expect(back.origin).toBe(`https://${EXTENSION_ID}.chromiumapp.org`);
  expect(back.searchParams.get('problem')).toBe('bad-request');
});

it('[req 72] restores the presence she had chosen, and is online the first time', async () => {
  const ken = await agent(server, 'ken');
  await ken.setPresence('away');
  await ken.ask(agentApi.signOut);
  expect((await signIn(server, 'ken')).me.presence).toBe('away');
  await (await agent(server, 'ken')).setPresence('online');
});

it('connects the organisation again when an administrator signs in after its tokens were lost', async () => {
  await server.context.db.deleteFrom('crm_tokens').where('owner', '=', 'organisation').execute();
  server.fakeCrm.kept.delete('organisation');
  await signIn(server, 'ken');
  expect(server.fakeCrm.kept.has('organisation')).toBe(false);
  await signIn(server, 'elena');
  expect(server.fakeCrm.kept.get('organisation')?.refreshToken).toBe('refresh-elena');
});

it('keeps no token and no code in plain text', async () => {
  const { token } = await signIn(server, 'ken');
  const sessions = await server.context.db.selectFrom('sessions').selectAll().execute();
  const codes = await server.context.db.selectFrom('once_codes').selectAll().execute();
  const stored = JSON.stringify([sessions, codes]);
  expect(stored).not.toContain(token);
  expect(stored).not.toContain(codeVerifier);
  expect(stored).not.toContain('chromiumapp');
});
