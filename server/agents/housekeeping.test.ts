import { afterAll, beforeAll, expect, it } from 'vitest';
import { countAttempt } from '#server/http/attempts.ts';
import { type TestContext, testContext } from '#test/support/context.ts';
import { deleteExpired } from './housekeeping.ts';
import { giveOnceCode } from './once-codes.ts';

let context: TestContext;
beforeAll(async () => {
  context = await testContext();
});
afterAll(() => context.close());

it('deletes codes and counts a day after they expired, and not before', async () => {
  await giveOnceCode(context, 'sign-in', {}, 60);
  await countAttempt(context, 'sign-in', '203.0.113.9', 10);
  const left = async () => [
    (await context.db.selectFrom('once_codes').selectAll().execute()).length,
    (await context.db.selectFrom('attempts').selectAll().execute()).length,
  ];
  await context.clock.turn(24 * 3_600_000);
  await deleteExpired(context);
  expect(await left()).toEqual([1, 1]);
  await context.clock.turn(61_000);
  await deleteExpired(context);
  expect(await left()).toEqual([0, 0]);
});

it('keeps no address of a person, only what tells two apart', async () => {
  await countAttempt(context, 'sign-in', '203.0.113.9', 10);
  expect(JSON.stringify(await context.db.selectFrom('attempts').selectAll().execute())).not.toContain('203.0.113');
});
