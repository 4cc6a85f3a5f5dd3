import { describeMe } from '#server/agents/me.ts';
import { whyNoNumber } from '#server/calls/policy/callable-number.ts';
import type { Context } from '#server/context.ts';
import type { BlockedNumber } from '#shared/api/team-api.ts';
import { cleanText } from '#shared/clean-text.ts';
import type { AgentId, E164 } from '#shared/ids.ts';
import { readNumber } from '#shared/phone-number.ts';
import { problem } from '#shared/problem.ts';
import { failed, ok, type Result } from '#shared/result.ts';
import { noteChange } from './changes.ts';

type Done = Result<Record<string, never>>;

/** Callers whom no line takes, newest first. */
export async function blockedNumbers({ db }: Pick<Context, 'db'>): Promise<BlockedNumber[]> {
  const rows = await db
    .selectFrom('blocked_numbers')
    .innerJoin('agents', 'agents.id', 'blocked_numbers.blocked_by')
    .select(['blocked_numbers.number', 'reason', 'blocked_at', 'agents.name'])
    .orderBy('blocked_at', 'desc')
    .orderBy('number')
    .execute();
  return rows.map((row) => ({
    number: row.number,
    reason: row.reason,
    at: row.blocked_at.toISOString(),
    by: row.name,
  }));
}

/** From now on no line takes this caller. Once more: the reason is the newer one. */
export async function blockNumber(
  context: Context,
  by: AgentId,
  entered: { number: string; reason: string },
): Promise<Done> {
  const { country } = await describeMe(context, by);
  const read = readNumber(entered.number, country);
  if (!read.ok) return failed({ ...whyNoNumber[read.why], field: 'number' });
  const { number } = read;
  const row = { reason: cleanText(entered.reason), blocked_at: context.clock.now(), blocked_by: by };
  await context.db.transaction().execute(async (tx) => {
    await tx
      .insertInto('blocked_numbers')
      .values({ number, ...row })
      .onConflict((conflict) => conflict.column('number').doUpdateSet(row))
      .execute();
    await noteChange(context, tx, { by, kind: 'number-blocked', subject: number });
  });
  context.log.info('number blocked', { by });
  return ok({});
}

export async function unblockNumber(context: Context, by: AgentId, number: E164): Promise<Done> {
  const unblocked = await context.db.transaction().execute(async (tx) => {
    const row = await tx
      .deleteFrom('blocked_numbers')
      .where('number', '=', number)
      .returning('number')
      .executeTakeFirst();
    if (row) await noteChange(context, tx, { by, kind: 'number-unblocked', subject: number });
    return row !== undefined;
  });
  return unblocked ? ok({}) : failed(problem('not-found', 'That number is not blocked.'));
}
