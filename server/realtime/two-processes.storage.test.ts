import { afterAll, beforeAll, expect, it } from 'vitest';
import { reachableAgents } from '#server/agents/reachable.ts';
import { endSessions } from '#server/agents/sessions.ts';
import { agentApi } from '#shared/api/agent-api.ts';
import { agent, walkSignIn } from '#test/support/agent.ts';
import { eventually, nothingHappens } from '#test/support/eventually.ts';
import { type TestPostgres, testPostgres } from '#test/support/postgres/test-postgres.ts';
import { startServer, type TestServer } from '#test/support/server.ts';

let postgres: TestPostgres;
let first: TestServer;
let second: TestServer;

beforeAll(async () => {
  postgres = await testPostgres();
  const config = { storage: { engine: 'postgres' as const, url: postgres.url } };
  // Both at once on an empty database, as a supervisor starts them.
  [first, second] = await Promise.all([startServer({ config, setUp: false }), startServer({ config, setUp: false })]);
  const links = [first.setUpLink, second.setUpLink];
  // The link of the later one is good; which that is nobody can say.
  for (const [at, server] of [first, second].entries()) {
    const link = links[at];
    if (link) await fetch(`${link}/continue`, { redirect: 'manual' }).then((step) => follow(server, step));
  }
});
afterAll(async () => {
  await Promise.all([first.stop(), second.stop()]);
  await postgres.drop();
});

async function follow(server: TestServer, step: Response): Promise<void> {
  const atCrm = step.headers.get('Location');
  if (atCrm) await fetch(await server.approve(atCrm, 'ana'));
}

it('a server is set up once for all its processes', async () => {
  for (const server of [first, second]) {
    expect((await walkSignIn(server, 'ken', 'v'.repeat(43))).searchParams.get('code')).toBeTruthy();
  }
});

it('what one process tells reaches the socket that another holds', async () => {
  const ken = await agent(first, 'ken');
  await ken.setPresence('away');
  const token = ken.token;
  const asked = await fetch(`${second.origin}${agentApi.setPresence.path}`, {
    method: 'PUT',
    headers: { Authorization: `Bearer ${token}`, 'Sidetone-Contract': '1.4', 'Content-Type': 'application/json' },
    body: JSON.stringify({ presence: 'online' }),
  });
  expect(asked.status).toBe(200);
  await eventually('her socket hears of it', () => ken.me.presence === 'online');
});

it('who waits at one process for word of an agent is woken by the other, once, and by no other agent', async () => {
  const [ken, ana] = [await agent(first, 'ken'), await agent(first, 'ana')];
  const woken: string[] = [];
  const over = new AbortController();
  first.context.realtime.watch(ken.id, () => woken.push('ken'), over.signal);
  first.context.realtime.watch(ana.id, () => woken.push('ana'), AbortSignal.abort());
  await second.context.realtime.tell(second.context.db, [ana.id, ken.id], 'calls');
  await eventually('it is woken', () => woken.length > 0);
  await second.context.realtime.tell(second.context.db, [ken.id], 'calls');
  await nothingHappens('it is woken once', () => woken, 200);
  expect(woken).toEqual(['ken']);
  over.abort();
});

it('an agent is reachable for every process, whichever holds her socket', async () => {
  const ken = await agent(first, 'ken');
  expect(await reachableAgents(second.context.db, new Date(), [ken.id])).toEqual([ken.id]);
});

it('her newer softphone at one process takes the place of the older at the other', async () => {
  const older = await agent(first, 'ken');
  const newer = await agent(second, 'ken');
  await eventually('the older one is closed', () => older.closed?.code === 4409);
  expect(newer.closed).toBeUndefined();
  await older.connect();
  await eventually('and the other way round', () => newer.closed?.code === 4409);
});

it('a softphone that is on a call, and back at the other process, is on that call alone', async () => {
  const before = await agent(first, 'ken');
  await before.device({ registered: true, onCall: true });
  // Its process has died and said nothing: the row tells of a call that nobody will ever end.
  const back = await agent(second, 'ken');
  await back.device({ registered: true, onCall: true });
  await back.device({ registered: true, onCall: false });
  await eventually(
    'she can be rung',
    async () => (await reachableAgents(second.context.db, new Date(), [back.id])).length,
  );
  expect(await reachableAgents(first.context.db, new Date(), [back.id])).toEqual([back.id]);
});

it('signing out at one process closes the socket at the other', async () => {
  const ken = await agent(first, 'ken');
  const { context } = second;
  await context.db.transaction().execute((tx) => endSessions(context, tx, { agentIds: [ken.id] }));
  await eventually('her socket closes', () => ken.closed?.code === 4401, 5_000);
});

it('nothing is lost when the database cuts every connection', async () => {
  const ken = await agent(first, 'ken');
  const heard = ken.events.length;
  await postgres.cutConnections();
  await eventually('her softphone is told everything anew', () =>
    ken.events.slice(heard).some((event) => event.type === 'me'),
  );
  await second.context.realtime.tell(second.context.db, [ken.id], 'me');
  const before = ken.events.length;
  await eventually('and hears what is told from then on', () => ken.events.length > before);
});

it('a process that stops sends its softphones to the other, and nobody is rung where it was', async () => {
  const ken = await agent(first, 'ken');
  await first.stop();
  await eventually('her socket is closed with "come again"', () => ken.closed?.code === 1001);
  expect(await reachableAgents(second.context.db, new Date(), [ken.id])).toEqual([]);
  await ken.connect(second);
  await ken.device({ registered: true, onCall: false });
  expect(await reachableAgents(second.context.db, new Date(), [ken.id])).toEqual([ken.id]);
});
