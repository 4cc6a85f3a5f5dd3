import { holdCall } from '#server/calls/call.store.ts';
import { keyOf, type TimedEvent } from '#server/calls/call-event.ts';
import { blank, newCallId } from '#server/calls/new-call.ts';
import { planWriteBack } from '#server/calls/write-back/write-back.plan.ts';
import type { Context } from '#server/context.ts';
import type { WrapUpDraft } from '#shared/call/wrap-up.ts';
import type { AgentId, CallId } from '#shared/ids.ts';
import { CUSTOMER, LINE } from './telephony.ts';

export const LAURA = { kind: 'contact', id: '1' } as const;

/** All that an agent can note of a call. */
export const NOTED: WrapUpDraft = {
  outcome: 'interested',
  description: 'Quiere un presupuesto.',
  followUpCall: { subject: 'Llamar a Laura', at: '2026-03-03T08:00:00.000Z' },
  followUpTask: { subject: 'Preparar presupuesto', at: '2026-03-06T08:00:00.000Z' },
  record: LAURA,
  log: true,
};

/** A call of this agent that has just ended after three minutes. null: nobody has answered it. */
export async function endedCall(
  context: Pick<Context, 'clock' | 'db' | 'randomBytes'>,
  agentId: AgentId | null,
  over: { draft?: WrapUpDraft; saved?: boolean; recorded?: boolean; secondsAgo?: number } = {},
): Promise<CallId> {
  const { clock, db } = context;
  const id = newCallId(context);
  const endedAt = new Date(clock.now().getTime() - (over.secondsAgo ?? 0) * 1_000);
  await db
    .insertInto('calls')
    .values({
      ...blank,
      id,
      direction: agentId ? 'outgoing' : 'incoming',
      line: LINE,
      number: CUSTOMER,
      agent_id: agentId,
      parent_sid: `CA${id}`,
      state: 'ended',
      disposition: agentId ? 'answered' : 'missed',
      talked_seconds: agentId ? 180 : 0,
      created_at: new Date(endedAt.getTime() - 200_000),
      ended_at: endedAt,
    })
    .execute();
  await keepEvents(context, id, agentId ? conversation(endedAt) : unanswered(endedAt));
  if (agentId && over.draft)
    await db
      .insertInto('wrap_ups')
      .values({
        call_id: id,
        agent_id: agentId,
        draft: JSON.stringify(over.draft),
        edit: 1,
        card: null,
        updated_at: clock.now(),
        saved_at: over.saved === false ? null : clock.now(),
      })
      .execute();
  if (over.recorded) await recordedCall(context, id);
  return id;
}

/** What the network has told of a call; in place of what it told before. */
export async function keepEvents(
  { clock, db }: Pick<Context, 'clock' | 'db'>,
  id: CallId,
  events: readonly TimedEvent[],
): Promise<void> {
  await db.deleteFrom('call_events').where('call_id', '=', id).execute();
  for (const event of events) {
    const { kind, at, ...data } = event;
    await db
      .insertInto('call_events')
      .values({ call_id: id, key: keyOf(event), kind, at, data: JSON.stringify(data), received_at: clock.now() })
      .execute();
  }
}

const conversation = (at: Date): TimedEvent[] => [
  { kind: 'placed', at },
  { kind: 'connected', leg: 'CA1', at },
  { kind: 'leg', leg: 'CA2', status: 'ended', agentId: null, seconds: 180, at },
  { kind: 'dial-ended', step: 0, status: 'ended', leg: 'CA2', seconds: 180, at },
  { kind: 'parent', status: 'ended', at },
];
const unanswered = (at: Date): TimedEvent[] => [
  { kind: 'arrived', leg: 'CA1', at },
  { kind: 'said', step: 0, words: 'unavailable', at },
];

/** Its recording is ready at Twilio. */
export async function recordedCall({ clock, db }: Pick<Context, 'clock' | 'db'>, id: CallId): Promise<void> {
  await db
    .insertInto('recordings')
    .values({
      call_id: id,
      sid: `RE${id}`,
      state: 'completed',
      channels: 2,
      seconds: 180,
      started_at: clock.now(),
      updated_at: clock.now(),
    })
    .execute();
}

/** Plans what is to be written of a call, as its end, its save or its recording does. */
export async function planned(context: Context, id: CallId, again = false): Promise<void> {
  await holdCall(context, { id }, async ({ tx, row }) => {
    await planWriteBack(context, tx, row, again);
  });
}
