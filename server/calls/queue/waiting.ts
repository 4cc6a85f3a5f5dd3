import { type Kysely, sql } from 'kysely';
import type { Context } from '#server/context.ts';
import type { Database } from '#server/database/schema.ts';
import type { People } from '#shared/call-flow/call-flow.schema.ts';
import type { CallId, E164 } from '#shared/ids.ts';

type Tx = Kysely<Database>;
type Needs = Pick<Context, 'clock'>;

/**
 * A caller waits for these people. Who was offered to an agent in vain waits on in the place that she had; whoever has been talking since,
 * and is back, begins anew, behind those who wait already: what she is told of her place and her time is true. Nobody is offered her before
 * Twilio has her in its queue (`beganToWait`), or at least has had the time for it: until then it still reads what we have answered.
 */
export async function keepWaiting(
  { clock }: Needs,
  tx: Tx,
  { callId, line, people }: { callId: CallId; line: E164; people: People },
): Promise<void> {
  await tx
    .insertInto('queue_entries')
    .values({
      call_id: callId,
      line,
      people: JSON.stringify(people),
      entered_at: clock.now(),
      state: 'waiting',
      offered_to: null,
      offered_at: clock.now(),
      left_at: null,
      why: null,
    })
    .onConflict((conflict) =>
      conflict.column('call_id').doUpdateSet(({ ref }) => ({
        state: 'waiting',
        offered_to: null,
        offered_at: clock.now(),
        why: null,
        left_at: null,
        people: ref('excluded.people'),
        entered_at: sql<Date>`case when queue_entries.state = 'left' then excluded.entered_at else queue_entries.entered_at end`,
      })),
    )
    .execute();
}

/** Twilio asks what she hears while she waits: she can be taken out of its queue. */
export async function beganToWait(db: Tx, callId: CallId): Promise<void> {
  await db
    .updateTable('queue_entries')
    .set({ offered_at: null })
    .where('call_id', '=', callId)
    .where('state', '=', 'waiting')
    .where('call_back', '=', false)
    .execute();
}

/** She waits no longer, and why. `callBack`: she has hung up, and keeps her place until somebody calls her. */
export async function endWaiting(
  { clock }: Needs,
  tx: Tx,
  callId: CallId,
  why: string,
  { callBack = false } = {},
): Promise<void> {
  const waited = tx.updateTable('queue_entries').where('call_id', '=', callId).where('state', '!=', 'left');
  if (callBack)
    await waited
      .set({ state: 'waiting', call_back: true, offered_to: null, offered_at: null, why })
      .where('call_back', '=', false)
      .execute();
  else
    await waited
      .set({ state: 'left', left_at: clock.now(), why, offered_to: null, offered_at: null })
      .where('call_back', '=', false)
      .execute();
}

/**
 * Nobody waits whose call is over, or who talks by now: whatever was reported late, or never. A call that was talked before she came into
 * the queue is talked again once another leg of it is answered. `callId`: of this call only. Callers who are called back have hung up, and
 * wait on.
 */
export async function settleWaiting({ clock }: Needs, db: Tx, callId?: CallId): Promise<void> {
  await sql`
    update queue_entries
    set state = 'left', left_at = ${clock.now()}, offered_to = null, offered_at = null,
      why = case when calls.answered_at is null then coalesce(queue_entries.why, 'gone') else 'answered' end
    from calls
    where calls.id = queue_entries.call_id
      and (
        calls.state = 'ended'
        or calls.state = 'talking' and (calls.answered_at >= queue_entries.entered_at or ${answeredSince})
      )
      and queue_entries.state <> 'left' and not queue_entries.call_back
      ${callId === undefined ? sql`` : sql`and queue_entries.call_id = ${callId}`}
  `.execute(db);
}

/** Somebody has answered her since she waits: Twilio's reports tell their time in whole seconds. A mobile is answered by whoever presses 1. */
const answeredSince = sql`exists (
  select from call_events
  where call_events.call_id = calls.id
    and (
      call_events.kind = 'accepted'
      or call_events.kind = 'leg' and coalesce(call_events.data->>'mobile', 'false') = 'false'
        and (
          call_events.data->>'status' = 'answered'
          or call_events.data->>'status' = 'ended' and (call_events.data->>'seconds')::float8 > 0
        )
    )
    and call_events.at - coalesce((call_events.data->>'seconds')::float8, 0) * interval '1 second'
      > queue_entries.entered_at - interval '1 second'
)`;
