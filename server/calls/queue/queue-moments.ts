import { sql } from 'kysely';
import { LONGEST_CALL_MS, NEWS_TAKES_MS } from '#server/calls/whereabouts.ts';
import type { Context } from '#server/context.ts';
import { CALL_BACK_AGAIN_MS, ENTERING_TAKES_MS, SAME_AGENT_AGAIN_MS } from './queue-line.ts';

/**
 * When somebody who waits may be offered to an agent though nothing happens before: time alone makes it so. An agent's time for her notes
 * is over, or Twilio should have told of her last call by then; a caller whom she did not answer may be put through to her again. Null: no
 * such moment lies ahead, and whatever else happens is told.
 */
export async function nextMoment({ clock, db }: Pick<Context, 'clock' | 'db'>): Promise<Date | null> {
  const now = clock.now();
  const after = (ms: number) => sql`${`${ms} milliseconds`}::interval`;
  const recent = new Date(now.getTime() - LONGEST_CALL_MS);
  const { rows } = await sql<{ at: Date | null }>`
    with awaited as (
      select distinct jsonb_array_elements_text(people->'agentIds') as agent_id from queue_entries where state = 'waiting'
    )
    select min(at) as at from (
      select offered_at + case when call_back then ${after(CALL_BACK_AGAIN_MS)} else ${after(ENTERING_TAKES_MS)} end as at
      from queue_entries where state = 'waiting'
      union all
      select call_events.at + ${after(SAME_AGENT_AGAIN_MS)}
      from call_events join queue_entries using (call_id)
      where queue_entries.state = 'waiting' and call_events.kind = 'rang' and call_events.data->>'second' is null
      union all
      select calls.ended_at + (select wrap_up_seconds from team limit 1) * interval '1 second'
      from calls join awaited using (agent_id)
      where calls.created_at > ${recent}
      union all
      select coalesce(calls.answered_at, calls.created_at) + ${after(NEWS_TAKES_MS)}
      from calls join awaited using (agent_id)
      where calls.state <> 'ended' and calls.created_at > ${recent}
    ) as moments
    where at > ${now}
  `.execute(db);
  return rows[0]?.at ?? null;
}
