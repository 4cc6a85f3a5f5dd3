import type { Kysely } from 'kysely';
import { callSettings } from '#server/admin/call-settings.ts';
import type { SignedInAgent } from '#server/agents/sessions.ts';
import type { Context } from '#server/context.ts';
import type { Database } from '#server/database/schema.ts';
import type { AgentId, CallId } from '#shared/ids.ts';

type Tx = Kysely<Database>;

const EXPECTED = { sid: null, state: 'expected', channels: null, seconds: null, started_at: null } as const;

/** Twilio is told to record this call: from now on this part of its recording is waited for. */
export async function expectRecording(
  { clock }: Pick<Context, 'clock'>,
  tx: Tx,
  callId: CallId,
  part = 1,
): Promise<void> {
  await tx
    .insertInto('recordings')
    .values({ call_id: callId, part, ...EXPECTED, updated_at: clock.now() })
    .onConflict((conflict) => conflict.columns(['call_id', 'part']).doNothing())
    .execute();
}

/** Nobody is recorded after all: whoever was told of it has declined. What has begun already stays. */
export async function expectNothing(tx: Tx, callId: CallId): Promise<void> {
  await tx.deleteFrom('recordings').where('call_id', '=', callId).where('state', '=', 'expected').execute();
}

/**
 * Twilio is told to record what the caller has to say: that is waited for now, in place of a conversation that there was none of; after
 * one, as its next part.
 */
export async function expectVoicemail({ clock }: Pick<Context, 'clock'>, tx: Tx, callId: CallId): Promise<void> {
  const expected = { ...EXPECTED, voicemail: true, updated_at: clock.now() };
  const parts = await tx
    .selectFrom('recordings')
    .select(['part', 'state', 'voicemail'])
    .where('call_id', '=', callId)
    .orderBy('part')
    .execute();
  if (parts.some(({ voicemail }) => voicemail)) return;
  const empty = parts.find(({ state }) => state === 'expected' || state === 'absent');
  const part = empty?.part ?? (parts.at(-1)?.part ?? 0) + 1;
  await tx
    .insertInto('recordings')
    .values({ call_id: callId, part, ...expected })
    .onConflict((conflict) => conflict.columns(['call_id', 'part']).doUpdateSet(expected))
    .execute();
}

/** Whether Twilio was told so. */
export async function isExpected(tx: Tx, callId: CallId): Promise<boolean> {
  const row = await tx.selectFrom('recordings').select('state').where('call_id', '=', callId).executeTakeFirst();
  return row !== undefined;
}

/** Whether she may play the recording of a call: her own, or a voicemail that was left on a line of hers. */
export async function mayPlay(
  db: Tx,
  agent: Pick<SignedInAgent, 'id' | 'role'>,
  call: { agent_id: string | null; id?: CallId },
): Promise<boolean> {
  if (agent.role === 'admin') return true;
  const { recordingsFor } = await callSettings(db);
  if (recordingsFor !== 'own') return recordingsFor === 'everyone';
  return call.agent_id === agent.id || (call.id !== undefined && (await isVoicemailForHer(db, agent.id, call.id)));
}

async function isVoicemailForHer(db: Tx, agentId: AgentId, callId: CallId): Promise<boolean> {
  const hers = await db
    .selectFrom('recordings')
    .innerJoin('calls', 'calls.id', 'recordings.call_id')
    .innerJoin('incoming_number_agents as hers', 'hers.number', 'calls.line')
    .select('calls.id')
    .where('calls.id', '=', callId)
    .where('recordings.voicemail', '=', true)
    .where('hers.agent_id', '=', agentId)
    .executeTakeFirst();
  return hers !== undefined;
}
