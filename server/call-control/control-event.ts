import * as v from 'valibot';
import { keptAskSchema } from '#shared/call/control.ts';
import { agentIdSchema, e164Schema } from '#shared/ids.ts';
import { legStatusSchema } from './leg-status.ts';

const sid = v.pipe(v.string(), v.maxLength(64));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** The softphone's own id of an ask. */
const askId = v.pipe(v.string(), v.maxLength(64));

/** Which part a leg plays in the room. */
export const roleSchema = v.picklist(['customer', 'agent', 'asked', 'supervisor']);
export type Role = v.InferOutput<typeof roleSchema>;

/** What Twilio is told, one request each. Participants are named by their leg. */
export const controlCommandSchema = v.variant('do', [
  /** The leg leaves its Dial for the room. Of a Dial only the child: the parent follows by the Dial's action. */
  v.object({ do: v.literal('move'), leg: sid, role: roleSchema }),
  v.object({ do: v.literal('hold'), leg: sid, on: v.boolean() }),
  /** Rings somebody straight into the room. */
  v.object({
    do: v.literal('invite'),
    askId,
    role: roleSchema,
    agentId: v.nullable(agentIdSchema),
    number: v.nullable(e164Schema),
    seconds: count,
  }),
  /** Whether the room ends when this leg leaves it. */
  v.object({ do: v.literal('ends-room'), leg: sid, on: v.boolean() }),
  v.object({ do: v.literal('remove'), leg: sid }),
  v.object({ do: v.literal('mute'), leg: sid, on: v.boolean() }),
  /** `to`: the one leg that hears her; null: all do, if she is not muted. */
  v.object({ do: v.literal('coach'), leg: sid, to: v.nullable(sid) }),
  /** The leg asks anew what comes next: a customer who is passed on, or comes back. `step`: the number of that question. */
  v.object({ do: v.literal('redirect'), leg: sid, step: count }),
  /** Ends a leg that rings or talks. */
  v.object({ do: v.literal('end'), leg: sid }),
  /** Says to everybody in the room that it is recorded, before part `part` begins. */
  v.object({ do: v.literal('announce'), part: count }),
  v.object({ do: v.literal('record'), leg: sid, part: count }),
  v.object({ do: v.literal('pause-recording'), recording: sid, leg: sid, on: v.boolean() }),
  v.object({ do: v.literal('stop-recording'), recording: sid, leg: sid }),
  /** Asks who is in the room, and which legs live. */
  v.object({ do: v.literal('look') }),
]);
export type ControlCommand = v.InferOutput<typeof controlCommandSchema>;

/** Why an ask came to nothing. */
export const gaveUpSchema = v.picklist([
  ...['leg-gone', 'refused', 'too-late', 'no-answer', 'busy', 'declined', 'failed', 'cancelled'],
] as const);
export type GaveUp = v.InferOutput<typeof gaveUpSchema>;

/** What happens in a call between answer and end, besides what legs report. Kept by the ledger with its other events. */
export const controlEventSchemas = [
  /** An agent asks something. Asked again with the same id it is the same ask. */
  v.object({ kind: v.literal('asked'), askId, agentId: agentIdSchema, ask: keptAskSchema }),
  /** It came to nothing: the call goes on without it. */
  v.object({ kind: v.literal('gave-up'), askId, why: gaveUpSchema }),
  /** It is done: Twilio has confirmed all of it. */
  v.object({ kind: v.literal('settled'), askId }),
  /** Twilio is about to be told: written before, so that nothing is told that nobody knows of. `n` counts the call's commands from 1. */
  v.object({ kind: v.literal('told'), n: count, command: controlCommandSchema }),
  /** What it answered. `gone`: there is no such leg or room. `unknown`: no answer, or none that says: it may have been done. */
  v.object({
    kind: v.literal('answered'),
    n: count,
    result: v.picklist(['done', 'gone', 'refused', 'unknown']),
    /** Of what was made (a leg, a recording), or where something was changed (a room). */
    sid: v.nullable(sid),
  }),
  /**
   * A leg has asked what comes next, and `into` was its answer. `step` counts its questions, so that a repeated one is the same. `after`:
   * what it has left; `status`: how that Dial ended; null: it was none.
   */
  v.object({
    kind: v.literal('led'),
    leg: sid,
    step: count,
    after: v.picklist(['dial', 'room', 'redirect']),
    status: v.nullable(legStatusSchema),
    into: v.picklist(['room', 'transfer', 'ring-back', 'flow', 'out']),
    /** `transfer`: by which ask. */
    askId: v.nullable(askId),
    /** `ring-back`: whom. */
    agentId: v.nullable(agentIdSchema),
    /** `ring-back`: her mobile, where that rings besides. */
    mobile: v.optional(e164Schema),
    /** `ring-back` and `flow`: why. */
    words: v.nullable(v.picklist(['transfer-failed', 'line-lost', 'to-queue'])),
  }),
  /** The room's own report. `sequence`: Twilio's, for each room. */
  v.object({
    kind: v.literal('room'),
    room: sid,
    sequence: count,
    what: v.picklist([
      ...['start', 'end', 'join', 'leave', 'hold', 'unhold', 'mute', 'unmute', 'modify'],
      ...['announced', 'announce-failed'],
    ] as const),
    leg: v.nullable(sid),
    held: v.nullable(v.boolean()),
    muted: v.nullable(v.boolean()),
    coaching: v.nullable(v.boolean()),
  }),
  /** What Twilio's lists said when it was asked by command `n`. */
  v.object({
    kind: v.literal('looked'),
    n: count,
    room: v.nullable(sid),
    /** `label`: `labelOf`'s, where it has one. `ringing`: asked in, and not there yet. */
    participants: v.array(
      v.object({
        leg: sid,
        label: v.nullable(v.pipe(v.string(), v.maxLength(128))),
        ringing: v.boolean(),
        held: v.boolean(),
        muted: v.boolean(),
      }),
    ),
    /** Legs of the call that are over. */
    over: v.array(sid),
  }),
  /** From now on the call, and what is noted of it, is another agent's. `askId`: of the transfer, or of our own making after a lost line. */
  v.object({ kind: v.literal('handed'), askId, from: agentIdSchema, agentId: agentIdSchema }),
  /** A part of the recording, as Twilio reports it. */
  v.object({
    kind: v.literal('recorded'),
    part: count,
    /** `announcing`: it is being said, and it begins after that, on the customer's own leg. `declined`: whoever heard it has pressed the key. */
    what: v.picklist(['announcing', 'declined', 'started', 'over', 'absent']),
    sid: v.nullable(sid),
    /** The leg that Twilio keeps it under; missing: it has not said. */
    leg: v.optional(v.nullable(sid)),
  }),
] as const;
