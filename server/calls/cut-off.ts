import type { ExpressionBuilder } from 'kysely';
import { type SqlBool, sql } from 'kysely';
import type { Database } from '#server/database/schema.ts';

/**
 * Whether an outgoing conversation ended because the agent's line was lost (her browser or her computer died): the customer is to be
 * called back. Reports come in any order: it holds until she is known to have ended the call herself.
 */
export function wasCutOff(calls: ExpressionBuilder<Database, 'calls'>) {
  const told = (kind: 'agent-left' | 'end-asked') =>
    calls.exists(
      calls
        .selectFrom('call_events')
        .select('call_events.id')
        .where(sql<SqlBool>`call_events.call_id = calls.id`)
        .where('call_events.kind', '=', kind),
    );
  const answered = calls('calls.disposition', '=', 'answered');
  return calls.and([answered, told('agent-left'), calls.not(told('end-asked'))]).as('cut_off');
}
