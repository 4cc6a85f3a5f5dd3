import { afterAll, beforeAll, expect, it } from 'vitest';
import { agent } from '#test/support/agent.ts';
import { startServer, type TestServer } from '#test/support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

it('signs an agent in with her CRM account and greets her softphone', async () => {
  const ken = await agent(server, 'ken');
  expect(ken.me.agent).toMatchObject({ name: 'Ken Adeyemi', role: 'agent', locale: 'en-GB' });
  expect(ken.me.team).toBe('Zillum Renting, S.L.');
  expect(ken.me.presence).toBe('online');
});
