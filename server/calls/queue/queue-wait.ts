import type { Kysely } from 'kysely';
import { isOpen } from '#server/call-flow/opening-hours.ts';
import type { Caller } from '#server/call-flow/prompts.ts';
import { announcement, queueKeys } from '#server/call-flow/queue-words.ts';
import type { Happened, Part } from '#server/call-flow/turn.ts';
import type { CallRow } from '#server/calls/call-row.ts';
import { type FlowOfCall, flowOfCall } from '#server/calls/flow-of-call.ts';
import { whereabouts } from '#server/calls/whereabouts.ts';
import type { Context } from '#server/context.ts';
import type { Database } from '#server/database/schema.ts';
import type { AudioId } from '#shared/call-flow/prompt.ts';
import type { AgentId, CallId } from '#shared/ids.ts';
import { canBeCalledBack } from './call-back.ts';
import { expectedMinutes, placeInLine } from './expected-wait.ts';
import { PUTTING_THROUGH_TAKES_MS } from './queue-offer.ts';

/**
 * Whoever chose Online and was seen this recently counts as there, though her softphone may be connecting anew: after a restart of this
 * server all of them do, and nobody who waits may be sent away for it.
 */
const SEEN_MS = 60_000;

export type WhyLeave = (Happened & { what: 'left-queue' })['why'];

/** A waiting caller's music has run out, or she has pressed a key. */
export interface WaitAsked {
  callId: CallId;
  leg: string;
  /** The step in which she waits. */
  step: number;
  /** Empty: none. */
  keys: string;
}

/** What she hears next: the announcement, then music for so many seconds, in which she may press a key. */
export type WaitDecision =
  | { do: 'leave' }
  | { do: 'wait'; parts: Part[]; music: AudioId | null; musicSeconds: number; keys: boolean; callers: number };

/** Decides whether a caller goes on waiting. Why she does not is kept with her place: it is asked for once she has left Twilio's queue. */
export async function waitOn(context: Context, asked: WaitAsked): Promise<WaitDecision> {
  return context.db.transaction().execute(async (tx) => {
    const row = await tx.selectFrom('calls').selectAll().where('id', '=', asked.callId).executeTakeFirst();
    const entry = await tx
      .selectFrom('queue_entries')
      .selectAll()
      .where('call_id', '=', asked.callId)
      .where('state', '!=', 'left')
      .where('call_back', '=', false)
      .executeTakeFirst();
    // Whoever is not where we believe her to be is told what was decided for her.
    if (!row || !entry || row.parent_sid !== asked.leg || row.flow_position?.at.place !== 'queue')
      return { do: 'leave' };
    // She was to be put through, and Twilio has not heard of it: it asks what comes next once she has left, and is told then.
    if (entry.state === 'offered' && isMissed(context, entry.offered_at)) return { do: 'leave' };
    const met = await flowOfCall(tx, row);
    const { flow } = met;
    const waitedMs = context.clock.now().getTime() - entry.entered_at.getTime();
    const leftMs = flow.queue.minutes * 60_000 - waitedMs;
    const agents = await agentsThere(context, tx, entry.people.agentIds);
    const callable = canBeCalledBack(context, row.line, row.number);
    const why = whyLeave(context, met, { callable, keys: asked.keys, agents, leftMs });
    if (why && (await markLeaving(tx, row.id, why))) return { do: 'leave' };
    return {
      do: 'wait',
      ...(await heardNext(tx, row, { ...row.flow_position, callable, flow, agents, leftMs })),
      callers: flow.queue.callers,
    };
  });
}

const isMissed = ({ clock }: Context, offeredAt: Date | null): boolean =>
  offeredAt !== null && clock.now().getTime() - offeredAt.getTime() > PUTTING_THROUGH_TAKES_MS;

interface Waiting {
  /** Whether she can be called back: nobody is promised it in vain. */
  callable: boolean;
  keys: string;
  /** How many of those whom she waits for are there, on a call or not. */
  agents: number;
  /** Until she has waited too long. */
  leftMs: number;
}

function whyLeave(
  { clock }: Context,
  { flow, deleted }: FlowOfCall,
  { callable, keys, agents, leftMs }: Waiting,
): WhyLeave | undefined {
  const { voicemail, callBack } = queueKeys(flow, callable);
  if (keys !== '' && keys === voicemail) return 'voicemail-key';
  if (keys !== '' && keys === callBack) return 'call-back-key';
  if (leftMs <= 0) return 'too-long';
  if (!isOpen(flow.hours, flow.timeZone, clock.now())) return 'closed';
  return deleted || agents === 0 ? 'nobody-online' : undefined;
}

/** False: an agent is being rung for her already. She stays where she is until she is fetched. */
async function markLeaving(tx: Kysely<Database>, callId: CallId, why: WhyLeave): Promise<boolean> {
  const marked = await tx
    .updateTable('queue_entries')
    .set({ why })
    .where('call_id', '=', callId)
    .where('state', '=', 'waiting')
    .returning('call_id')
    .executeTakeFirst();
  return marked !== undefined;
}

async function heardNext(
  tx: Kysely<Database>,
  row: CallRow,
  {
    agents,
    callable,
    flow,
    language,
    leftMs,
  }: Pick<Waiting, 'agents' | 'callable' | 'leftMs'> & Pick<Caller, 'flow' | 'language'>,
) {
  const { queue } = flow;
  const place = queue.tellPosition || queue.tellWait ? await placeInLine(tx, row.id) : 1;
  const minutes = queue.tellWait ? await expectedMinutes(tx, { line: row.line, place, agents }) : null;
  const keys = queueKeys(flow, callable);
  return {
    parts: announcement({ flow, language }, { place, minutes, callable }),
    music: queue.music.kind === 'default' ? null : queue.music.kind === 'file' ? queue.music.file : queue.music.urlFile,
    musicSeconds: Math.max(1, Math.min(queue.announceSeconds, Math.ceil(leftMs / 1_000))),
    keys: keys.voicemail !== null || keys.callBack !== null,
  };
}

async function agentsThere(
  context: Pick<Context, 'clock' | 'config'>,
  tx: Kysely<Database>,
  agentIds: readonly AgentId[],
): Promise<number> {
  if (agentIds.length === 0) return 0;
  const seen = await tx
    .selectFrom('agents')
    .innerJoin('endpoints', 'endpoints.agent_id', 'agents.id')
    .select('agents.id')
    .distinct()
    .where('agents.id', 'in', [...agentIds])
    .where('agents.active', '=', true)
    .where('agents.presence', '=', 'online')
    .where('endpoints.alive_at', '>=', new Date(context.clock.now().getTime() - SEEN_MS))
    .execute();
  if (seen.length > 0) return seen.length;
  // Somebody may be talking on her mobile, her computer shut.
  const all = await whereabouts(context, tx, agentIds);
  return all.filter(({ active, presence, busy }) => active && presence === 'online' && busy).length;
}
