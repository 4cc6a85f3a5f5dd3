import type { Kysely } from 'kysely';
import { endSupervision } from '#server/calls/control/end-supervision.ts';
import type { Context } from '#server/context.ts';
import type { Database } from '#server/database/schema.ts';
import type { TeamRules } from '#shared/api/supervise-api.ts';
import type { AgentId } from '#shared/ids.ts';
import { noteChange } from './changes.ts';

/** Of a team that has chosen nothing; the same as the columns' own defaults. */
const UNCHOSEN: TeamRules = { supervision: false, awayAfterUnanswered: 0 };

/** What the whole team goes by. */
export async function teamRules(db: Kysely<Database>): Promise<TeamRules> {
  const row = await db.selectFrom('team').select(['supervision', 'away_after_unanswered']).executeTakeFirst();
  return row ? { supervision: row.supervision, awayAfterUnanswered: row.away_after_unanswered } : UNCHOSEN;
}

/** Keeps what is given; nothing is written down where nothing changes. A count that is no longer wanted, or another one, begins anew. */
export async function saveTeamRules(context: Context, by: AgentId, change: Partial<TeamRules>): Promise<TeamRules> {
  const saved = await context.db.transaction().execute(async (tx) => {
    await tx.selectFrom('team').select('id').forUpdate().execute();
    const before = await teamRules(tx);
    const { supervision = before.supervision, awayAfterUnanswered = before.awayAfterUnanswered } = change;
    const counts = awayAfterUnanswered !== before.awayAfterUnanswered;
    if (!counts && supervision === before.supervision) return before;
    await tx
      .updateTable('team')
      .set({ supervision, away_after_unanswered: awayAfterUnanswered })
      .where('id', '=', 1)
      .execute();
    if (counts) await tx.updateTable('agents').set({ unanswered: 0 }).where('unanswered', '>', 0).execute();
    const values = { supervision, unanswered: awayAfterUnanswered };
    await noteChange(context, tx, { by, kind: 'team-rules-saved', values });
    context.log.info('team rules saved', values);
    return { supervision, awayAfterUnanswered };
  });
  if (!saved.supervision) await endSupervision(context);
  return saved;
}
