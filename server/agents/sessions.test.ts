import { afterAll, beforeAll, expect, it } from 'vitest';
import { adminApi } from '#shared/api/admin-api.ts';
import { agentApi } from '#shared/api/agent-api.ts';
import { type Clock, systemClock } from '#shared/time.ts';
import { agent, ask, signIn } from '#test/support/agent.ts';
import { eventually } from '#test/support/eventually.ts';
import { startServer, type TestServer } from '#test/support/server.ts';
import { endSessions } from './sessions.ts';
import { syncUsers } from './user-sync.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Days pass at once: timers run in real time, only the date jumps. */
let passedMs = 0;
const clock: Clock = { ...systemClock, now: () => new Date(Date.now() + passedMs) };
const pass = (ms: number) => {
  passedMs += ms;
};
const signedOut = { ok: false, problem: expect.objectContaining({ code: 'signed-out' }) };

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ clock, limits: { sessionDays: 2, heartbeatMs: 200, silentMs: 365 * DAY_MS } });
});
afterAll(() => server.stop());

const me = (token: string | undefined) => ask(server.origin, token, agentApi.me);

it('ends some days after its last use, not after its beginning', async () => {
  const { token } = await signIn(server, 'ken');
  for (let use = 0; use < 3; use += 1) {
    pass(DAY_MS);
    expect(await me(token)).toMatchObject({ ok: true });
  }
  pass(2 * DAY_MS);
  expect(await me(token)).toEqual(signedOut);
});

it('writes at most once an hour that a session was used', async () => {
  const { token, me: signedIn } = await signIn(server, 'ken');
  const lastUsed = async () => {
    const rows = await server.context.db
      .selectFrom('sessions')
      .select('last_used_at')
      .where('agent_id', '=', signedIn.agent.id)
      .orderBy('last_used_at', 'desc')
      .execute();
    return rows[0]?.last_used_at.getTime() ?? 0;
  };
  const begun = await lastUsed();
  pass(HOUR_MS / 2);
  await me(token);
  expect(await lastUsed()).toBe(begun);
  pass(HOUR_MS / 2);
  await me(token);
  expect(await lastUsed()).toBeGreaterThanOrEqual(begun + HOUR_MS);
});

it('is no session without a token, with a wrong one, or in the wrong form', async () => {
  expect(await me(undefined)).toEqual(signedOut);
  expect(await me('x'.repeat(43))).toEqual(signedOut);
  expect(await me("' or 1=1 --")).toEqual(signedOut);
});

it('signing out ends this session and closes its socket, and no other', async () => {
  const ken = await agent(server, 'ken');
  const second = await signIn(server, 'ken');
  expect(await ken.ask(agentApi.signOut)).toEqual({ ok: true, value: {} });
  await eventually('her socket closes', () => ken.closed?.code === 4401);
  expect(await ken.ask(agentApi.me)).toEqual(signedOut);
  expect(await me(second.token)).toMatchObject({ ok: true });
});

it('an administrator ends every session of a person', async () => {
  const ken = await agent(server, 'ken');
  const second = await signIn(server, 'ken');
  const { context } = server;
  await context.db.transaction().execute((tx) => endSessions(context, tx, { agentIds: [ken.id] }));
  await eventually('her socket closes', () => ken.closed?.code === 4401);
  expect(await me(second.token)).toEqual(signedOut);
});

it('a CRM user who is made inactive is signed out when the users are read', async () => {
  const ken = await agent(server, 'ken');
  server.fakeCrm.person('ken').active = false;
  expect(await syncUsers(server.context)).toEqual({ ok: true, value: { users: 4, deactivated: 1 } });
  await eventually('her socket closes', () => ken.closed?.code === 4401);
  expect(await ken.ask(agentApi.me)).toEqual(signedOut);
  expect(server.fakeCrm.kept.has(ken.id)).toBe(false);
  server.fakeCrm.person('ken').active = true;
});

it('a change of role, name or language reaches an open softphone', async () => {
  const ken = await agent(server, 'ken');
  Object.assign(server.fakeCrm.person('ken'), { administrator: true, name: 'Kenneth Adeyemi' });
  await syncUsers(server.context);
  await eventually('she is told', () => ken.me.agent.role === 'admin' && ken.me.agent.name === 'Kenneth Adeyemi');
  Object.assign(server.fakeCrm.person('ken'), { administrator: false, name: 'Ken Adeyemi' });
  await syncUsers(server.context);
  await eventually('she is told again', () => ken.me.agent.role === 'agent');
});

it('nobody is signed out because the CRM is away or answers nonsense', async () => {
  const ken = await agent(server, 'ken');
  server.fakeCrm.away = true;
  expect(await syncUsers(server.context)).toMatchObject({ ok: false, problem: { code: 'crm-away' } });
  server.fakeCrm.away = false;
  const people = server.fakeCrm.people.splice(0);
  expect(await syncUsers(server.context)).toMatchObject({ ok: false });
  server.fakeCrm.people.push(...people);
  expect(await ken.ask(agentApi.me)).toMatchObject({ ok: true });
});

it('an open softphone keeps its session alive', async () => {
  const ken = await agent(server, 'ken');
  pass(2 * HOUR_MS);
  await eventually('its session is renewed', async () => {
    const session = await server.context.db
      .selectFrom('sessions')
      .select('expires_at')
      .where('agent_id', '=', ken.id)
      .orderBy('expires_at', 'desc')
      .executeTakeFirstOrThrow();
    return session.expires_at.getTime() > clock.now().getTime() + 1.9 * DAY_MS;
  });
});

it('an agent may not ask what only an admin may', async () => {
  const { token } = await signIn(server, 'ken');
  expect(await ask(server.origin, token, adminApi.people)).toMatchObject({ ok: false, problem: { code: 'not-admin' } });
  const { token: adminToken } = await signIn(server, 'ana');
  expect(await ask(server.origin, adminToken, adminApi.people)).toMatchObject({ ok: true });
  expect(await ask(server.origin, undefined, adminApi.people)).toEqual(signedOut);
});
