import { afterAll, beforeAll, expect, it } from 'vitest';
import { TurnableClock } from '#test/support/clock.ts';
import { eventually } from '#test/support/eventually.ts';
import { startServer, type TestServer } from '#test/support/server.ts';

const clock = new TurnableClock();
let server: TestServer;
beforeAll(async () => {
  server = await startServer({ clock });
});
afterAll(() => server.stop());

const team = () => server.context.db.selectFrom('team').selectAll().executeTakeFirstOrThrow();
const names = async () =>
  (await server.context.db.selectFrom('agents').select('name').execute()).map((row) => row.name);

it('reads the CRM’s users as soon as the team is known, and then every 15 minutes by the clock', async () => {
  await eventually('the team is read', async () => (await names()).includes('Elena Prat'));
  const first = (await team()).users_synced_at?.getTime() ?? 0;
  server.fakeCrm.person('elena').name = 'Elena Prat Roca';
  await clock.turn(15 * 60_000);
  await eventually('it is read again', async () => ((await team()).users_synced_at?.getTime() ?? 0) > first);
  expect(await names()).toContain('Elena Prat Roca');
});

it('tries again by itself after the CRM was away', async () => {
  const before = (await team()).users_synced_at?.getTime() ?? 0;
  server.fakeCrm.away = true;
  await clock.turn(15 * 60_000);
  server.fakeCrm.away = false;
  await eventually('it is read', async () => {
    await clock.turn(5 * 60_000);
    return ((await team()).users_synced_at?.getTime() ?? 0) > before;
  });
});
