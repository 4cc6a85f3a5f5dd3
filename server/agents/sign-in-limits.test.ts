import { afterAll, beforeAll, expect, it } from 'vitest';
import { agentApi } from '#shared/api/agent-api.ts';
import { CONTRACT, CONTRACT_HEADER, contractText } from '#shared/api/version.ts';
import { ask, walkSignIn } from '#test/support/agent.ts';
import { TurnableClock } from '#test/support/clock.ts';
import { startServer, type TestServer } from '#test/support/server.ts';

const clock = new TurnableClock();
let server: TestServer;
beforeAll(async () => {
  server = await startServer({ clock, setUp: false, limits: { signInsPerMinute: 2 } });
});
afterAll(() => server.stop());

it('tells that nobody has set the server up yet', async () => {
  const back = await walkSignIn(server, 'ken', 'v'.repeat(43));
  expect(back.searchParams.get('problem')).toBe('not-set-up');
  expect(await ask(server.origin, undefined, agentApi.wellKnown)).toEqual({
    ok: true,
    value: { product: 'sidetone', contract: CONTRACT, setUp: false, team: null, crm: 'zoho' },
  });
});

it('slows down who tries sign-in links, set-up links or codes again and again', async () => {
  await clock.turn(60_000);
  const guess = (n: number) => fetch(`${server.origin}/set-up/guess-${n}`);
  expect((await guess(1)).status).toBe(404);
  expect((await guess(2)).status).toBe(404);
  expect((await guess(3)).status).toBe(429);
  expect((await walkSignIn(server, 'ken', 'v'.repeat(43))).searchParams.get('problem')).toBe('too-many-requests');
  const code = { code: 'guess', codeVerifier: 'v'.repeat(43) };
  for (const expected of ['sign-in-refused', 'sign-in-refused', 'too-many-requests']) {
    expect(await ask(server.origin, undefined, agentApi.signIn, code)).toMatchObject({ problem: { code: expected } });
  }
  const refused = await fetch(`${server.origin}${agentApi.signIn.path}`, {
    method: agentApi.signIn.method,
    headers: { 'Content-Type': 'application/json', [CONTRACT_HEADER]: contractText() },
    body: JSON.stringify(code),
  });
  expect([refused.status, refused.headers.get('Retry-After')]).toEqual([429, '60']);
  await clock.turn(60_000);
  expect((await guess(4)).status).toBe(404);
});
