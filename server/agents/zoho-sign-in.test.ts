import { afterAll, beforeAll, expect, it } from 'vitest';
import { agentApi } from '#shared/api/agent-api.ts';
import { agent, walkSignIn } from '#test/support/agent.ts';
import { eventually } from '#test/support/eventually.ts';
import { startServer, type TestServer } from '#test/support/server.ts';
import { type LocalZoho, startLocalZoho } from '#test/zoho/local-zoho.ts';
import { syncUsers } from './user-sync.ts';

const verifier = 'v'.repeat(43);
let zoho: LocalZoho;
let server: TestServer;
beforeAll(async () => {
  zoho = await startLocalZoho();
  server = await startServer({ zoho });
});
afterAll(async () => {
  await server.stop();
  await zoho.stop();
});

it('signs an agent in through Zoho’s own pages', async () => {
  const ken = await agent(server, 'ken');
  expect(ken.me).toMatchObject({ team: 'Zillum Renting, S.L.', country: 'ES', crmOrigin: 'https://crm.zoho.eu' });
  expect(ken.me.agent).toMatchObject({ name: 'Ken Adeyemi', role: 'agent', timeZone: 'Europe/Madrid' });
});

it('refuses a Zoho account of another organisation, and a user whom Zoho has made inactive', async () => {
  expect((await walkSignIn(server, 'rosa', verifier)).searchParams.get('problem')).toBe('wrong-organisation');
  expect((await walkSignIn(server, 'olga', verifier)).searchParams.get('problem')).toBe('user-not-active');
});

it('says to someone who was made inactive since her last sign-in that she is', async () => {
  await agent(server, 'jim');
  zoho.control.deactivate('jim');
  expect((await walkSignIn(server, 'jim', verifier)).searchParams.get('problem')).toBe('user-not-active');
  zoho.control.users.change('jim', { status: 'active' });
});

it.each(['rosa', 'olga'])('gives back what %s has granted it, since it does not let her in', async (user) => {
  await walkSignIn(server, user, verifier);
  await eventually('Zoho was told', () => zoho.control.tokens.live(user) === 0);
});

it('turns an account of another organisation away in the same words when Zoho takes no revocation', async () => {
  zoho.control.faults.add({ kind: 'connection-reset', path: '/revoke', times: 1 });
  expect((await walkSignIn(server, 'rosa', verifier)).searchParams.get('problem')).toBe('wrong-organisation');
});

it('gives back the grant of an earlier sign-in, but not the one that serves the organisation', async () => {
  zoho.control.tokens.revoke('ken');
  for (let n = 0; n < 3; n++) await walkSignIn(server, 'ken', verifier);
  await eventually('only her last grant is left', () => zoho.control.tokens.live('ken') === 1);
  for (let n = 0; n < 3; n++) await walkSignIn(server, 'ana', verifier);
  await eventually('her last grant and the organisation’s are left', () => zoho.control.tokens.live('ana') === 2);
  expect(await server.context.crm.users()).toMatchObject({ ok: true });
});

it('knows the whole team from Zoho, and signs out who is deactivated there', async () => {
  const priya = await agent(server, 'priya');
  expect(await syncUsers(server.context)).toMatchObject({ ok: true, value: { deactivated: 0 } });
  const names = await server.context.db.selectFrom('agents').select('name').where('active', '=', true).execute();
  expect(names.map((row) => row.name)).toEqual(
    expect.arrayContaining(['Ana Ruiz', 'Nuria Hernández', 'Diego Salcedo']),
  );
  zoho.control.deactivate('priya');
  expect(await syncUsers(server.context)).toMatchObject({ ok: true, value: { deactivated: 1 } });
  await eventually('her socket closes', () => priya.closed?.code === 4401);
  expect(await priya.ask(agentApi.me)).toMatchObject({ ok: false, problem: { code: 'signed-out' } });
});

it('keeps Zoho’s tokens encrypted', async () => {
  const rows = await server.context.db.selectFrom('crm_tokens').selectAll().execute();
  expect(rows.length).toBeGreaterThan(1);
  for (const row of rows) {
    expect(row.refresh_token).toMatch(/^s1\./);
    expect(server.context.secrets.open(row.refresh_token)).toMatch(/^1000\./);
  }
});
