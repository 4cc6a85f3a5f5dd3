import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { onBothEngines } from '#test/support/both-engines.ts';
import { eventually, nothingHappens } from '#test/support/eventually.ts';
import { migrate } from './migrate.ts';
import type { Storage } from './storage.ts';

onBothEngines((open) => {
  let storage: Storage;
  beforeAll(async () => {
    storage = await open();
  });
  afterAll(() => storage.close());

  const agent = (key: string) => ({
    id: sql<never>`${`u_${key}`}`,
    crm_user_id: key,
    name: key,
    email: `${key}@zillum.example`,
    role: 'agent' as const,
    active: true,
    locale: 'es-ES',
    time_zone: 'Europe/Madrid',
    presence: 'online' as const,
    presence_since: new Date('2026-03-02T09:00:00.123Z'),
    last_signed_in_at: null,
  });

  it('runs each migration once, also when several start together', async () => {
    const runs = await Promise.all([migrate(storage.db), migrate(storage.db), migrate(storage.db)]);
    expect(runs.flat()).toEqual([]);
  });

  it('gives times back as they were, to the millisecond', async () => {
    await storage.db.insertInto('agents').values(agent('times')).execute();
    const row = await storage.db
      .selectFrom('agents')
      .select('presence_since')
      .where('name', '=', 'times')
      .executeTakeFirstOrThrow();
    expect(row.presence_since.toISOString()).toBe('2026-03-02T09:00:00.123Z');
  });

  it('gives JSON back as a value and a count as a number', async () => {
    const former = { voiceUrl: 'https://former.example/"voice"', none: '' };
    await storage.db
      .insertInto('incoming_numbers')
      .values({
        number: sql<never>`'+34910601234'`,
        twilio_sid: 'PN1',
        name: 'Ventas',
        former_webhooks: JSON.stringify(former),
        updated_at: new Date(),
      })
      .execute();
    const rows = await storage.db.selectFrom('incoming_numbers').select('former_webhooks').execute();
    expect(rows).toEqual([{ former_webhooks: former }]);
    const { count } = await storage.db
      .selectFrom('incoming_numbers')
      .select((eb) => eb.fn.countAll().as('count'))
      .executeTakeFirstOrThrow();
    expect(count).toBe(1);
  });

  it('keeps nothing of a transaction that fails', async () => {
    const failing = storage.db.transaction().execute(async (tx) => {
      await tx.insertInto('agents').values(agent('undone')).execute();
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await storage.db.selectFrom('agents').select('id').where('name', '=', 'undone').execute()).toEqual([]);
  });

  it('refuses what the tables do not allow', async () => {
    const twice = { ...agent('times'), id: sql<never>`'u_other'` };
    await expect(storage.db.insertInto('agents').values(twice).execute()).rejects.toThrow(/unique/);
    const stray = sql`insert into sessions values ('h', 'u_nobody', now(), now(), now())`;
    await expect(stray.execute(storage.db)).rejects.toThrow(/foreign key/);
    const local = sql`insert into outgoing_numbers values ('u_times', '612345678', now())`;
    await expect(local.execute(storage.db)).rejects.toThrow(/check/);
  });

  it('hears a notification when its transaction commits, and never one that was rolled back', async () => {
    const heard: string[] = [];
    const stop = new AbortController();
    await storage.listen(
      'test',
      (payload) => heard.push(payload),
      () => undefined,
      stop.signal,
    );
    await storage.db.transaction().execute(async (tx) => {
      await sql`select pg_notify('test', 'committed ñ')`.execute(tx);
      await nothingHappens('heard before the commit', () => heard.length, 100);
    });
    await eventually('the committed one is heard', () => heard.includes('committed ñ'));
    await storage.db
      .transaction()
      .execute(async (tx) => {
        await sql`select pg_notify('test', 'rolled back')`.execute(tx);
        throw new Error('no');
      })
      .catch(() => undefined);
    await sql`select pg_notify('test', 'last')`.execute(storage.db);
    await eventually('the last one is heard', () => heard.includes('last'));
    expect(heard).toEqual(['committed ñ', 'last']);
    stop.abort();
  });
});
