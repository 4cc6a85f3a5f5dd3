import { holdCall } from '#server/calls/call.store.ts';
import { blank, newCallId } from '#server/calls/new-call.ts';
import { planWriteBack } from '#server/calls/write-back.plan.ts';
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
