import type { Kysely } from 'kysely';
import * as v from 'valibot';
import type { Context } from '#server/context.ts';
import type { Database } from '#server/database/schema.ts';
import { tokenHash } from '#server/secrets.ts';

type Purpose = Database['once_codes']['purpose'];

/** Gives out a code that stands for `meaning`, works once and only for `ttlSeconds`. The database keeps its hash alone. */
export async function giveOnceCode(
  { clock, db, randomBytes, secrets }: Pick<Context, 'clock' | 'db' | 'randomBytes' | 'secrets'>,
  purpose: Purpose,
  meaning: object,
  ttlSeconds: number,
): Promise<string> {
  const code = randomBytes(32).toString('base64url');
  const now = clock.now();
  await db
    .insertInto('once_codes')
    .values({
      code_hash: tokenHash(code),
      purpose,
      sealed: secrets.seal(JSON.stringify(meaning)),
      expires_at: new Date(now.getTime() + ttlSeconds * 1_000),
      used_at: null,
    })
    .execute();
  return code;
}

/** Uses a code up and answers what it stood for; undefined when it was never given out, was used, or has expired. */
export async function useOnceCode<Meaning>(
  { clock, secrets }: Pick<Context, 'clock' | 'secrets'>,
  db: Kysely<Database>,
  purpose: Purpose,
  code: string,
  schema: v.GenericSchema<unknown, Meaning>,
): Promise<Meaning | undefined> {
  const now = clock.now();
  // One statement, so that of two that come at once only one gets it.
  const row = await db
    .updateTable('once_codes')
    .set({ used_at: now })
    .where('code_hash', '=', tokenHash(code))
    .where('purpose', '=', purpose)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .returning('sealed')
    .executeTakeFirst();
  return row && v.parse(schema, JSON.parse(secrets.open(row.sealed)));
}
