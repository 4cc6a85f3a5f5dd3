import { expect, it } from 'vitest';
import { testDatabase } from '#test/support/database.ts';

it('fails a transaction that begins after the storage was closed, instead of never coming back', async () => {
  const { db, close } = await testDatabase();
  await db.selectFrom('team').selectAll().execute();
  await close();
  const late = db.transaction().execute((tx) => tx.selectFrom('team').selectAll().execute());
  await expect(late).rejects.toThrow(/closed/);
});

it('fails those that wait in line while the storage closes', async () => {
  const { db, close } = await testDatabase();
  const line = [1, 2, 3].map(() => db.transaction().execute((tx) => tx.selectFrom('team').selectAll().execute()));
  const [settled] = await Promise.all([Promise.allSettled(line), close()]);
  expect(settled).toHaveLength(3);
});

it('changes nothing for a transaction that begins', async () => {
  const { db, close } = await testDatabase();
  const team = { id: 1 as const, crm: 'zoho' as const };
  await db.transaction().execute((tx) => tx.insertInto('team').values(team).execute());
  const failing = db.transaction().execute(async (tx) => {
    await tx.deleteFrom('team').execute();
    throw new Error('thought better of it');
  });
  await expect(failing).rejects.toThrow('thought better of it');
  expect(await db.selectFrom('team').select('id').execute()).toEqual([{ id: 1 }]);
  await close();
});
