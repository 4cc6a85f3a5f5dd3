import type { Kysely } from 'kysely';
import { isOpen } from '#server/call-flow/opening-hours.ts';
import { hold, holdCall } from '#server/calls/call.store.ts';
import { flowOfCall } from '#server/calls/flow-of-call.ts';
import { blank, newCallId } from '#server/calls/new-call.ts';
import { type Connected, recordHow } from '#server/calls/outgoing.ts';
import { callableNumber } from '#server/calls/policy/callable-number.ts';
import { expectRecording, isExpected } from '#server/calls/recording/recordings.ts';
import type { Context } from '#server/context.ts';
import type { Database } from '#server/database/schema.ts';
import type { AgentId, CallId, E164 } from '#shared/ids.ts';
import { countryOfNumber } from '#shared/phone-number.ts';
import type { Waiting } from './queue-line.ts';

type Tx = Kysely<Database>;

/** Whoever asked on Friday evening is called on Monday; later, nobody expects it any more. */
const WORTH_CALLING_MS = 72 * 3_600_000;
/** How long an agent's softphone rings before another one does. */
export const CALL_BACK_RINGS_SECONDS = 20;
/** An answer that takes longer than its ringing and Twilio's slowness is none. */
const USABLE_MS = 60_000;

/** An outgoing call to somebody who has given up waiting, but not her place. */
export interface CallBack {
  do: 'call-back';
  /** The new call. */
  placed: CallId;
  number: E164;
  line: E164;
}

/**
 * Her turn has come, and this agent is free: enters the call to her in the ledger, as the agent's own. Nothing while the number is closed.
 * Whoever can't be called, has been talked to meanwhile, or asked days ago, is called no more. The agent is rung first; the customer only
 * once somebody is there to talk to her. A customer who does not answer is not tried again by itself: the call stands among the agent's.
 */
export async function planCallBack(
  context: Context,
  tx: Tx,
  asked: Waiting & { agentId: AgentId },
): Promise<CallBack | undefined> {
  const { agentId, callId, line, number } = asked;
  const now = context.clock.now();
  const { flow, deleted } = await flowOfCall(tx, { line, flow_version: asked.flowVersion });
  const why = deleted ? 'line-gone' : await whyNotCalled(context, tx, asked);
  if (why || !number) {
    await leave(context, tx, callId, why ?? 'not-callable');
    context.log.info('not called back', { callId, why: why ?? 'not-callable' });
    return undefined;
  }
  if (!isOpen(flow.hours, flow.timeZone, now)) return undefined;
  const row = await tx
    .insertInto('calls')
    .values({
      ...blank,
      id: newCallId(context),
      direction: 'outgoing',
      line,
      number,
      agent_id: agentId,
      usable_until: new Date(now.getTime() + USABLE_MS),
      parent_sid: null,
      state: 'placed',
      created_at: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await (await hold(context, tx, row, true)).append({ kind: 'placed' });
  return { do: 'call-back', placed: row.id, number, line };
}

async function whyNotCalled(
  { clock, config }: Context,
  tx: Tx,
  { enteredAt, line, number }: Waiting,
): Promise<string | undefined> {
  if (clock.now().getTime() - enteredAt.getTime() > WORTH_CALLING_MS) return 'too-late';
  if (!canBeCalledBack({ config }, line, number)) return 'not-callable';
  const talked = await tx
    .selectFrom('calls')
    .select('id')
    .where('number', '=', number)
    .where('created_at', '>', enteredAt)
    .where('answered_at', 'is not', null)
    .limit(1)
    .executeTakeFirst();
  return talked && 'talked-meanwhile';
}

/** Whether a caller of this line may be called at all: not a withheld, costly or emergency number, nor one of a country that is not allowed. */
export function canBeCalledBack({ config }: Pick<Context, 'config'>, line: E164, number: E164 | null): boolean {
  const home = countryOfNumber(line);
  const allowed = config.limits.allowedCountries;
  return number !== null && callableNumber(number, { country: home ?? 'US', home, allowed }).ok;
}

/** The agent has answered: the customer is called now, and has had her turn. The same leg asking again gets the same answer. */
export async function connectCallBack(
  context: Context,
  { callId, agentId, leg }: { callId: CallId; agentId: AgentId; leg: string },
): Promise<Connected> {
  const connected = await holdCall(context, { id: callId }, async (call): Promise<Connected> => {
    const { row, tx } = call;
    if (row.direction !== 'outgoing' || row.agent_id !== agentId || !row.number)
      return { do: 'refuse', why: 'unknown', line: null };
    if (row.parent_sid !== null && row.parent_sid !== leg) return { do: 'refuse', why: 'used', line: row.line };
    if (call.state.state === 'ended') return { do: 'refuse', why: 'over', line: row.line };
    const dial = { do: 'dial', callId: row.id, line: row.line, number: row.number } as const;
    if (row.parent_sid === leg) return { ...dial, record: await recordHow(call, await isExpected(tx, row.id)) };
    const asked = await tx
      .updateTable('queue_entries')
      .set({ state: 'left', left_at: context.clock.now(), why: 'called-back', offered_to: null })
      .where('offered_to', '=', agentId)
      .where('state', '=', 'offered')
      .where('call_back', '=', true)
      .returning(['call_id'])
      .executeTakeFirst();
    if (!asked) {
      await call.append({ kind: 'withdrawn' });
      return { do: 'refuse', why: 'too-late', line: row.line };
    }
    await tx.updateTable('calls').set({ parent_sid: leg }).where('id', '=', row.id).execute();
    call.row = { ...row, parent_sid: leg };
    await call.append({ kind: 'connected', leg });
    const first = await tx.selectFrom('calls').selectAll().where('id', '=', asked.call_id).executeTakeFirstOrThrow();
    const { flow } = await flowOfCall(tx, first);
    if (flow.record) await expectRecording(context, tx, row.id);
    return { ...dial, record: await recordHow(call, flow.record) };
  });
  return connected ?? { do: 'refuse', why: 'unknown', line: null };
}

/** Her softphone's ringing, or the whole call, is over. Where she did not answer, the customer waits on in her place. */
export async function callBackOver(context: Context, callId: CallId, leg: string): Promise<void> {
  await holdCall(context, { id: callId }, async (call) => {
    const { row, tx } = call;
    if (row.parent_sid === leg) return call.append({ kind: 'parent', status: 'ended' });
    if (row.parent_sid !== null || row.direction !== 'outgoing' || !row.agent_id) return;
    await call.append({ kind: 'withdrawn' });
    await tx
      .updateTable('queue_entries')
      .set({ state: 'waiting', offered_to: null })
      .where('offered_to', '=', row.agent_id)
      .where('state', '=', 'offered')
      .where('call_back', '=', true)
      .execute();
  });
}

async function leave({ clock }: Context, tx: Tx, callId: CallId, why: string): Promise<void> {
  await tx
    .updateTable('queue_entries')
    .set({ state: 'left', left_at: clock.now(), why, offered_to: null, offered_at: null })
    .where('call_id', '=', callId)
    .execute();
}
