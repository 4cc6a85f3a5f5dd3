import { announcementFor } from '#server/calls/recording/announcement.ts';
import { expectRecording, isExpected } from '#server/calls/recording/recordings.ts';
import type { Context } from '#server/context.ts';
import type { AgentId, CallId, E164 } from '#shared/ids.ts';
import { type HeldCall, holdCall } from './call.store.ts';

/** A softphone connects with a call id. */
export interface Connection {
  agentId: AgentId;
  callId: CallId;
  /** The softphone's own leg. */
  leg: string;
}

/** Longer than any request takes that is going to succeed; far from Twilio's 15 s. */
const PLACING_MS = 5_000;

/** Recorded once that is said to whoever answers, from her answer on, or not at all. */
export type RecordHow = 'once-announced' | 'from-answer' | 'no';

export type Connected =
  | { do: 'dial'; callId: CallId; line: E164; number: E164; record: RecordHow }
  | { do: 'refuse'; why: 'unknown' | 'used' | 'over' | 'too-late' | 'no-longer-hers'; line: E164 | null };

/**
 * Turns a call id into a call, once: it must be this agent's, given out within its time, not used by another leg, and its line must still
 * be hers. The same leg asking again gets the same answer. Number and line come from our row: whoever stole an access token can name
 * no number.
 */
export async function connectCall(context: Context, asked: Connection): Promise<Connected> {
  const connected = await oncePlaced(context, asked.agentId, () =>
    holdCall(context, { id: asked.callId }, (call) => connect(context, call, asked)),
  );
  const result = connected ?? ({ do: 'refuse', why: 'unknown', line: null } as const);
  if (result.do === 'refuse') context.log.warn('call id refused', { callId: asked.callId, why: result.why });
  return result;
}

/**
 * A softphone connects while it asks for the call, so its row may come after the webhook: what `look` finds, asked at once and whenever
 * something of this agent's calls is told; undefined when nothing has come in time.
 */
async function oncePlaced<T>(
  { clock, realtime }: Context,
  agentId: AgentId,
  look: () => Promise<T | undefined>,
): Promise<T | undefined> {
  const over = new AbortController();
  const late = clock.sleep(PLACING_MS, over.signal).then(
    () => 'late' as const,
    () => 'late' as const,
  );
  try {
    for (;;) {
      const told = Promise.withResolvers<'told'>();
      realtime.watch(agentId, () => told.resolve('told'), over.signal);
      const found = await look();
      if (found || (await Promise.race([told.promise, late])) === 'late') return found;
    }
  } finally {
    over.abort();
  }
}

async function connect(context: Context, call: HeldCall, asked: Connection): Promise<Connected> {
  const { row, tx } = call;
  const now = context.clock.now();
  if (row.direction !== 'outgoing' || row.agent_id !== asked.agentId || !row.number)
    return { do: 'refuse', why: 'unknown', line: null };
  if (row.parent_sid !== null && row.parent_sid !== asked.leg) return { do: 'refuse', why: 'used', line: row.line };
  if (call.state.state === 'ended') return { do: 'refuse', why: 'over', line: row.line };
  const dial = { do: 'dial', callId: row.id, line: row.line, number: row.number } as const;
  if (row.parent_sid === asked.leg) return { ...dial, record: await recordHow(call, await isExpected(tx, row.id)) };

  if (!row.usable_until || row.usable_until < now) {
    await call.append({ kind: 'withdrawn' });
    return { do: 'refuse', why: 'too-late', line: row.line };
  }
  const pair = await pairOf(call, asked.agentId);
  if (!pair) {
    await call.append({ kind: 'withdrawn' });
    return { do: 'refuse', why: 'no-longer-hers', line: row.line };
  }
  const other = await tx.selectFrom('calls').select('id').where('parent_sid', '=', asked.leg).executeTakeFirst();
  if (other) return { do: 'refuse', why: 'used', line: row.line };
  await tx.updateTable('calls').set({ parent_sid: asked.leg }).where('id', '=', row.id).execute();
  await call.append({ kind: 'connected', leg: asked.leg });
  if (pair.record) await expectRecording(context, tx, row.id);
  return { ...dial, record: await recordHow(call, pair.record) };
}

/** How a call is recorded that is to be. */
export async function recordHow({ row, tx }: HeldCall, record: boolean): Promise<RecordHow> {
  if (!record) return 'no';
  return (await announcementFor(tx, row.line, row.number)) ? 'once-announced' : 'from-answer';
}

/** Rights apply at once: an agent made inactive, or whose number was taken away, places no call with an id from before. */
function pairOf({ tx, row }: HeldCall, agentId: AgentId): Promise<{ record: boolean } | undefined> {
  return tx
    .selectFrom('outgoing_numbers')
    .innerJoin('agents', 'agents.id', 'outgoing_numbers.agent_id')
    .select('outgoing_numbers.record')
    .where('agents.id', '=', agentId)
    .where('agents.active', '=', true)
    .where('outgoing_numbers.number', '=', row.line)
    .executeTakeFirst();
}
