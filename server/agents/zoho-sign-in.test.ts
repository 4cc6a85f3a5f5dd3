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
  expect((await walkSignIn(server, 'olga', verifier)).searchParams.get('problem')).toBe('sign-in-refused');
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
