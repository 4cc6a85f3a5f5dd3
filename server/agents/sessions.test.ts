import { afterAll, beforeAll, expect, it } from 'vitest';
import { adminApi } from '#shared/api/admin-api.ts';
import { agentApi } from '#shared/api/agent-api.ts';
import { agent, ask, signIn } from '#test/support/agent.ts';
import { TurnableClock } from '#test/support/clock.ts';
import { eventually } from '#test/support/eventually.ts';
import { startServer, type TestServer } from '#test/support/server.ts';
import { endSessions } from './sessions.ts';
import { syncUsers } from './user-sync.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const clock = new TurnableClock();
const signedOut = { ok: false, problem: expect.objectContaining({ code: 'signed-out' }) };

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ clock, limits: { sessionDays: 2, heartbeatMs: HOUR_MS, silentMs: 365 * DAY_MS } });
});
afterAll(() => server.stop());

const me = (token: string | undefined) => ask(server.origin, token, agentApi.me);

it('ends some days after its last use, not after its beginning', async () => {
  const { token } = await signIn(server, 'ken');
  for (let use = 0; use < 3; use += 1) {
    await clock.turn(DAY_MS);
    expect(await me(token)).toMatchObject({ ok: true });
  }
  await clock.turn(2 * DAY_MS);
  expect(await me(token)).toEqual(signedOut);
});

it('writes at most once an hour that a session was used', async () => {
  const { token } = await signIn(server, 'ken');
  const lastUsed = async () => {
    const rows = await server.context.db
      .selectFrom('sessions')
      .select('last_used_at')
      .orderBy('last_used_at', 'desc')
      .execute();
    return rows[0]?.last_used_at.getTime();
  };
  const begun = await lastUsed();
  await clock.turn(HOUR_MS - 1);
  await me(token);
  expect(await lastUsed()).toBe(begun);
  await clock.turn(1);
  await me(token);
  expect(await lastUsed()).toBe((begun ?? 0) + HOUR_MS);
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

it('reads the users at start, and again when 15 minutes have passed by the clock', async () => {
  const syncedAt = async () => {
    const team = await server.context.db.selectFrom('team').select('users_synced_at').executeTakeFirstOrThrow();
    return team.users_synced_at?.getTime() ?? 0;
  };
  const before = await syncedAt();
  await clock.turn(16 * 60_000);
  await eventually('they are read again', async () => (await syncedAt()) > before);
});

it('an open softphone keeps its session alive', async () => {
  const ken = await agent(server, 'ken');
  await clock.turn(2 * HOUR_MS);
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
  const asked = await ask(server.origin, token, adminApi.people);
  // Until the area is mounted the path is unknown; it must never be answered.
  expect(asked.ok).toBe(false);
});
