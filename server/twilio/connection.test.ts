import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestContext, testContext } from '#test/support/context.ts';
import { seedAgent, seedConnection } from '#test/support/telephony.ts';
import { steadyConnection } from './connection.ts';

let context: TestContext;
beforeAll(async () => {
  context = await testContext();
  await seedConnection(context, await seedAgent(context, 'Ana'));
});
afterAll(() => context.close());

const rename = (name: string) => context.db.updateTable('twilio_connection').set({ account_name: name }).execute();

it('hears of another account within a second, and at once when it asks for the latest', async () => {
  const connection = steadyConnection(context);
  await rename('first');
  expect((await connection.recent())?.accountName).toBe('first');
  await rename('second');
  expect((await connection.recent())?.accountName).toBe('first');
  await context.clock.turn(1_000);
  expect((await connection.recent())?.accountName).toBe('second');
  await rename('third');
  expect((await connection.latest())?.accountName).toBe('third');
  expect((await connection.recent())?.accountName).toBe('third');
});

it('does not go on without an account that was just entered', async () => {
  const connection = steadyConnection(context);
  const row = await context.db.selectFrom('twilio_connection').selectAll().executeTakeFirstOrThrow();
  await context.db.deleteFrom('twilio_connection').execute();
  expect(await connection.recent()).toBeUndefined();
  await context.db.insertInto('twilio_connection').values(row).execute();
  expect(await connection.recent()).toBeDefined();
});
