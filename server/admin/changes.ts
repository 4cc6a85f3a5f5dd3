import type { Kysely } from 'kysely';
import * as v from 'valibot';
import type { Context } from '#server/context.ts';
import type { Database } from '#server/database/schema.ts';
import { CHANGE_KINDS, type Change, KINDS_SINCE_1_4 } from '#shared/api/team-api.ts';
import { CONTRACT } from '#shared/api/version.ts';
import type { AgentId } from '#shared/ids.ts';

const MOST = 200;
const kindSchema = v.picklist(CHANGE_KINDS);

export interface NewChange {
  by: AgentId;
  kind: Change['kind'];
  /** A number, or a person's name. */
  subject?: string | null;
  /** Never a secret, never a text that only its writer should read. */
  values?: Change['values'];
  /** When; default: now. */
  at?: Date;
}

/** Writes down who changed what: in the transaction of the change itself, so that neither is without the other. Answers its id. */
export async function noteChange(
  { clock }: Pick<Context, 'clock'>,
  tx: Kysely<Database>,
  { by, kind, subject = null, values = {}, at = clock.now() }: NewChange,
): Promise<number> {
  const { id } = await tx
    .insertInto('changes')
    .values({ at, agent_id: by, kind, subject, details: JSON.stringify(values) })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** What administrators have changed, newest first; at most 200. `minor`: of the reader's contract. */
export async function changes({ db }: Pick<Context, 'db'>, minor: number = CONTRACT.minor): Promise<Change[]> {
  const rows = await db
    .selectFrom('changes')
    .innerJoin('agents', 'agents.id', 'changes.agent_id')
    .select(['changes.at', 'changes.kind', 'changes.subject', 'changes.details', 'agents.name'])
    .orderBy('changes.at', 'desc')
    .orderBy('changes.id', 'desc')
    .limit(MOST)
    .execute();
  return rows.flatMap((row) => {
    const kind = v.safeParse(kindSchema, row.kind);
    // Of a newer version's kind, after a step back: it can't be put in words here.
    if (!kind.success || (minor < 4 && KINDS_SINCE_1_4.includes(kind.output))) return [];
    return [{ kind: kind.output, at: row.at.toISOString(), by: row.name, subject: row.subject, values: row.details }];
  });
}
