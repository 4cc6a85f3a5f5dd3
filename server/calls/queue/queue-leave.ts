import * as v from 'valibot';
import type { Happened } from '#server/call-flow/turn.ts';
import { type Decision, takeTurn } from '#server/calls/take-turn.ts';
import type { Context } from '#server/context.ts';
import type { AgentId, CallId } from '#shared/ids.ts';
import type { WhyLeave } from './queue-wait.ts';

/** A caller who waited is out of Twilio's queue. */
export interface OutOfQueue {
  callId: CallId;
  leg: string;
  /** The step in which she waited. */
  step: number;
}

const whySchema = v.picklist([
  'voicemail-key',
  'call-back-key',
  'full',
  'too-long',
  'nobody-online',
  'closed',
  'failed',
] satisfies WhyLeave[]);

/** Nothing that leads anywhere: she goes on waiting. */
const NOTHING: Happened = { what: 'rang-out' };

/** She has left by our own doing: what is kept with her place says why. */
export async function leaveQueue(context: Context, out: OutOfQueue): Promise<Decision> {
  const entry = await entryOf(context, out.callId);
  const why = v.safeParse(whySchema, entry?.why);
  if (why.success) return takeTurn(context, { ...out, happened: { what: 'left-queue', why: why.output } });
  // Without a place to go back to she would be sent round in circles.
  const goesOn = entry?.state === 'waiting' || entry?.state === 'offered';
  return takeTurn(context, { ...out, happened: goesOn ? NOTHING : { what: 'left-queue', why: 'failed' } });
}

/** Twilio could not keep her waiting, or would not take her in. */
export const leftQueue = (context: Context, out: OutOfQueue, why: WhyLeave): Promise<Decision> =>
  takeTurn(context, { ...out, happened: { what: 'left-queue', why } });

/**
 * Twilio has moved her out of the queue to where we sent her: an agent is free for her. An offer that has been taken back meanwhile, or
 * was never made to this agent, puts her back into the place that she had. `agentId` undefined: whoever it is that she is offered to.
 */
export async function offered(context: Context, out: OutOfQueue, agentId?: AgentId): Promise<Decision> {
  const entry = await entryOf(context, out.callId);
  const to = entry?.state === 'offered' ? entry.offered_to : null;
  const good = to !== null && (agentId === undefined || to === agentId);
  return takeTurn(context, { ...out, happened: good ? { what: 'offered', agentId: to } : NOTHING });
}

/** Whether an agent is being rung for her, or is about to be. */
export async function isOffered(context: Context, callId: CallId): Promise<boolean> {
  return (await entryOf(context, callId))?.state === 'offered';
}

const entryOf = ({ db }: Context, callId: CallId) =>
  db
    .selectFrom('queue_entries')
    .select(['state', 'why', 'offered_to'])
    .where('call_id', '=', callId)
    .executeTakeFirst();
