import * as v from 'valibot';
import { controlEventSchemas } from '#server/call-control/control-event.ts';
import { isFinal, type LegStatus, legStatusSchema } from '#server/call-control/leg-status.ts';
import { agentIdSchema } from '#shared/ids.ts';
import { endingSchema, turnEventSchema } from './turn-event.ts';

export { isFinal, type LegStatus, legStatusSchema };

/** Why somebody of a group does not ring. */
export const skippedSchema = v.picklist(['offline', 'away', 'on-a-call', 'not-active']);
export type Skipped = v.InferOutput<typeof skippedSchema>;

const leg = v.pipe(v.string(), v.maxLength(64));
const step = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** Seconds of conversation as the network counted them; null where it did not say. */
const seconds = v.nullable(v.pipe(v.number(), v.minValue(0)));

/**
 * One fact of a call's life, appended and never changed. Those up to `end-asked` are decisions of ours; the others are reports of the
 * network, which come late, twice, in any order, or not at all.
 */
export const callEventSchema = v.variant('kind', [
  /** Outgoing: a call id was given to an agent. */
  v.object({ kind: v.literal('placed') }),
  /** Outgoing: her softphone has connected with it, and the number is being dialled. */
  v.object({ kind: v.literal('connected'), leg }),
  /** Outgoing: given up before the softphone connected, by her or by time. */
  v.object({ kind: v.literal('withdrawn') }),
  /** Incoming: a customer called. */
  v.object({ kind: v.literal('arrived'), leg }),
  /** Incoming: one step through the line's flow. */
  turnEventSchema,
  /** Incoming: these agents are rung, all at once, for so many seconds; `mobiles`: these on their mobiles. Who else would have been. */
  v.object({
    kind: v.literal('rang'),
    step,
    agentIds: v.array(agentIdSchema),
    mobiles: v.optional(v.array(agentIdSchema)),
    skipped: v.optional(v.array(v.object({ agentId: agentIdSchema, why: skippedSchema }))),
    seconds: v.number(),
    /** They are on a call each, which this one rings beside. */
    second: v.optional(v.literal(true)),
  }),
  /** Incoming: she waits, `place` counted from 1; so many others waited before her. */
  v.object({ kind: v.literal('queued'), step, place: v.pipe(v.number(), v.safeInteger(), v.minValue(1)) }),
  /** Incoming: the flow is at its end; the caller is told why, and the call ends. `apology`: Sidetone itself failed. */
  v.object({ kind: v.literal('said'), step, words: endingSchema }),
  /** Incoming: not answered at all. */
  v.object({ kind: v.literal('refused'), why: v.picklist(['blocked', 'withheld']) }),
  /** Incoming: whoever answered this agent's mobile has pressed 1: it is no voicemail of hers. */
  v.object({ kind: v.literal('accepted'), leg, agentId: agentIdSchema }),
  /** Incoming: the CRM has told who looks after the caller. */
  v.object({ kind: v.literal('owned'), agentId: agentIdSchema }),
  /** An agent asked to end the call: what follows is her doing. */
  v.object({
    kind: v.literal('end-asked'),
    agentId: agentIdSchema,
    /** How often she had been called back by then: what she asked before counts no more. Missing: never. */
    back: v.optional(step),
  }),
  /**
   * A rung leg changed. `agentId`: whose softphone or mobile it is; null for any other phone. `askId`: it was rung straight into the room
   * for this ask; `led`: by the document that the customer's leg got as this step (a transfer, a ring back); neither: by the line's flow,
   * or by the outgoing call itself.
   */
  v.object({
    kind: v.literal('leg'),
    leg,
    status: legStatusSchema,
    agentId: v.nullable(agentIdSchema),
    mobile: v.optional(v.boolean()),
    askId: v.optional(v.pipe(v.string(), v.maxLength(64))),
    led: v.optional(step),
    seconds,
  }),
  /** Ringing or talking is over. `leg`: the one that was talked to, where known. */
  v.object({ kind: v.literal('dial-ended'), step, status: legStatusSchema, leg: v.nullable(leg), seconds }),
  /** Outgoing: her own leg was over before the customer's, or could not be found again: her line was lost, unless she had asked to end the call. */
  v.object({ kind: v.literal('agent-left') }),
  /** The whole call's own leg changed: the customer's (incoming), the agent's (outgoing). */
  v.object({ kind: v.literal('parent'), status: legStatusSchema }),
  ...controlEventSchemas,
]);
export type CallEvent = v.InferOutput<typeof callEventSchema>;

/** An event with its time: the network's own where it told one, else when we heard of it. */
export type TimedEvent = CallEvent & { at: Date };

/** Two reports with the same key are the same fact. */
export function keyOf(event: CallEvent): string {
  switch (event.kind) {
    case 'turn':
    case 'rang':
    case 'queued':
    case 'said':
    case 'dial-ended':
      return `${event.kind}:${event.step}`;
    case 'leg':
      return `leg:${event.leg}:${event.status}`;
    case 'end-asked':
      return `end-asked:${event.agentId}${event.back ? `:${event.back}` : ''}`;
    case 'recorded':
      return `recorded:${event.part}:${event.what}`;
    case 'accepted':
      return `accepted:${event.leg}`;
    case 'asked':
    case 'gave-up':
    case 'settled':
    case 'handed':
      return `${event.kind}:${event.askId}`;
    case 'told':
    case 'answered':
    case 'looked':
      return `${event.kind}:${event.n}`;
    case 'led':
      return `led:${event.leg}:${event.step}`;
    case 'room':
      return `room:${event.room}:${event.sequence}`;
    case 'parent':
      return `parent:${event.status}`;
    default:
      return event.kind;
  }
}

/** Somebody has asked for something, or a leg was led by us: until then a call rings, is talked and ends by itself. */
export const isUnderHand = (events: readonly CallEvent[]): boolean =>
  events.some(({ kind }) => kind === 'asked' || kind === 'led');
