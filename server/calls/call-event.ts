import * as z from 'zod';
import { agentIdSchema } from '#shared/ids.ts';

/** What became of one leg, in the order of a leg's life; the last six are final. */
export const legStatusSchema = z.enum([
  'initiated',
  'ringing',
  'answered',
  'ended',
  'busy',
  'no-answer',
  'declined',
  'failed',
  'cancelled',
]);
export type LegStatus = z.infer<typeof legStatusSchema>;

/** What a caller was told instead of being put through. `apology`: Sidetone itself failed. */
export const wordsSchema = z.enum(['busy', 'unavailable', 'nobody-answered', 'apology']);
export type Words = z.infer<typeof wordsSchema>;

const leg = z.string().max(64);
const step = z.int().min(0);
/** Seconds of conversation as the network counted them; null where it did not say. */
const seconds = z.number().min(0).nullable();

/**
 * One fact of a call's life, appended and never changed. The first six are decisions of ours; the others are reports of the network,
 * which come late, twice, in any order, or not at all.
 */
export const callEventSchema = z.discriminatedUnion('kind', [
  /** Outgoing: a call id was given to an agent. */
  z.object({ kind: z.literal('placed') }),
  /** Outgoing: her softphone has connected with it, and the number is being dialled. */
  z.object({ kind: z.literal('connected'), leg }),
  /** Outgoing: given up before the softphone connected, by her or by time. */
  z.object({ kind: z.literal('withdrawn') }),
  /** Incoming: a customer called. */
  z.object({ kind: z.literal('arrived'), leg }),
  /** Incoming: these agents are rung, all at once, for so many seconds. */
  z.object({ kind: z.literal('rang'), step, agentIds: z.array(agentIdSchema), seconds: z.number() }),
  /** Incoming: nobody could be reached; the caller is told so, and the call ends. */
  z.object({ kind: z.literal('said'), step, words: wordsSchema }),
  /** An agent asked to end the call: what follows is her doing. */
  z.object({ kind: z.literal('end-asked'), agentId: agentIdSchema }),
  /** A rung leg changed. `agentId`: whose softphone it is; null for a phone. */
  z.object({ kind: z.literal('leg'), leg, status: legStatusSchema, agentId: z.nullable(agentIdSchema), seconds }),
  /** Ringing or talking is over. `leg`: the one that was talked to, where known. */
  z.object({ kind: z.literal('dial-ended'), step, status: legStatusSchema, leg: leg.nullable(), seconds }),
  /** The whole call's own leg changed: the customer's (incoming), the agent's (outgoing). */
  z.object({ kind: z.literal('parent'), status: legStatusSchema }),
]);
export type CallEvent = z.infer<typeof callEventSchema>;

/** An event with its time: the network's own where it told one, else when we heard of it. */
export type TimedEvent = CallEvent & { at: Date };

/** Two reports with the same key are the same fact. */
export function keyOf(event: CallEvent): string {
  switch (event.kind) {
    case 'rang':
    case 'said':
    case 'dial-ended':
      return `${event.kind}:${event.step}`;
    case 'leg':
      return `leg:${event.leg}:${event.status}`;
    case 'parent':
      return `parent:${event.status}`;
    default:
      return event.kind;
  }
}

export const isFinal = (status: LegStatus): boolean =>
  status !== 'initiated' && status !== 'ringing' && status !== 'answered';
