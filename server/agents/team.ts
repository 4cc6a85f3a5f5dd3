import type { Kysely } from 'kysely';
import type { Context } from '#server/context.ts';
import type { SignedInAtCrm } from '#server/crm/crm.ts';
import type { Database } from '#server/database/schema.ts';
import { tokenHash } from '#server/secrets.ts';
import { type Problem, problem } from '#shared/problem.ts';

export interface Team {
  organisationId: string;
  organisationName: string;
}

/** The pinned organisation; undefined until the set-up link was used. */
export async function pinnedTeam(db: Kysely<Database>): Promise<Team | undefined> {
  const row = await db.selectFrom('team').selectAll().executeTakeFirst();
  if (!row?.organisation_id) return undefined;
  return { organisationId: row.organisation_id, organisationName: row.organisation_name ?? '' };
}

/**
 * A new set-up link while no organisation is pinned, else undefined. It replaces the one of the last start, so a link that
 * lies about in an old log is worth nothing.
 */
export async function newSetUpLink({
  config,
  db,
  randomBytes,
}: Pick<Context, 'config' | 'db' | 'randomBytes'>): Promise<string | undefined> {
  const token = randomBytes(32).toString('base64url');
  const fresh = {
    id: 1 as const,
    crm: 'zoho' as const,
    organisation_id: null,
    organisation_name: null,
    country: null,
    users_synced_at: null,
    set_up_token_hash: tokenHash(token),
  };
  const row = await db
    .insertInto('team')
    .values(fresh)
    .onConflict((conflict) =>
      conflict
        .column('id')
        .doUpdateSet({ set_up_token_hash: fresh.set_up_token_hash })
        .where('team.organisation_id', 'is', null),
    )
    .returning('id')
    .executeTakeFirst();
  return row && `${config.publicUrl}/set-up/${token}`;
}

/** What is wrong with a set-up link's token; undefined when it is good. */
export async function setUpFault(db: Kysely<Database>, token: string): Promise<Problem | undefined> {
  const row = await db
    .selectFrom('team')
    .select(['organisation_id', 'set_up_token_hash'])
    .forUpdate()
    .executeTakeFirst();
  if (row?.organisation_id) {
    return problem('set-up-link-used', 'This server is set up already. Sign in with the extension.');
  }
  if (row?.set_up_token_hash === tokenHash(token)) return undefined;
  return problem('not-found', 'This set-up link is not the one that the server printed when it was last started.');
}

/** Pins the organisation for good: this server is theirs from now on. */
export async function pinTeam(tx: Kysely<Database>, { organisation }: SignedInAtCrm): Promise<void> {
  await tx
    .updateTable('team')
    .set({
      organisation_id: organisation.id,
      organisation_name: organisation.name,
      country: organisation.country,
      set_up_token_hash: null,
    })
    .where('id', '=', 1)
    .execute();
}
