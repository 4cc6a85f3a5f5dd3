import type { CallEvent, TimedEvent } from '#server/calls/call-event.ts';
import type { Direction } from '#shared/call/call.ts';
import type { AskWord, CallControl, KeptAsk } from '#shared/call/control.ts';
import type { AgentId, E164 } from '#shared/ids.ts';
import type { ControlCommand, GaveUp, Role } from './control-event.ts';

/**
 * A call between answer and end: who is in it, and where each of its legs is. A fold of the ledger's events like the call's own state,
 * blind to their order and number.
 *
 *     dial ──► moving ──► room ──► over          dial: our leg and the customer's in one <Dial>
 *      │          └──► dial (it came to nothing)  moving: the child is told to go into the room, the parent follows
 *      └──► passing ──► dial | over               room: the conference `c-<call id>`, for as long as the call lasts
 *                                                 passing: the customer rings somebody else, from her own leg
 */
export interface Conversation {
  at: 'none' | 'dial' | 'moving' | 'room' | 'passing' | 'over';
  /** Twilio's id of the room, once it exists. */
  room: string | null;
  legs: readonly ConversationLeg[];
  /** Whose call it is now. */
  agentId: AgentId | null;
  /** The asks that are neither settled nor given up, oldest first. */
  open: readonly OpenAsk[];
  /** The last ask that came to nothing and was followed by no other. */
  lastFailure: { ask: KeptAsk; agentId: AgentId; why: GaveUp } | null;
  recording: { state: 'off' | 'announcing' | 'on' | 'paused'; part: number; sid: string | null };
}

export interface ConversationLeg {
  leg: string;
  role: Role;
  /** Whose softphone or mobile; null: a phone outside. */
  agentId: AgentId | null;
  number: E164 | null;
  state: 'ringing' | 'in-dial' | 'moving' | 'in-room' | 'out' | 'over';
  held: boolean;
  heldSince: Date | null;
  muted: boolean;
  endsRoom: boolean;
  coaching: string | null;
}

export interface OpenAsk {
  askId: string;
  agentId: AgentId;
  ask: KeptAsk;
  at: Date;
}

/** The fixed facts of a call. */
export interface CallFacts {
  direction: Direction;
  /** The leg that came in: the customer's (incoming), the agent's (outgoing). */
  parentLeg: string;
  /** Outgoing: who placed it. */
  agentId: AgentId | null;
  number: E164 | null;
}

/** What has to be done about a conversation now. Asked again after each of its events, and at `lookAgainAt`. */
export interface Plan {
  commands: ControlCommand[];
  /** Asks that are done or come to nothing, a call that is handed over. */
  append: CallEvent[];
  /** When something that is waited for is overdue; null: nothing is. */
  lookAgainAt: Date | null;
}

/** What a leg that asks meets next. */
export type NextDocument =
  /** `held`: she joins on hold as soon as the room knows her. */
  | { do: 'room'; role: Role; leg: string; endsRoom: boolean; record: boolean }
  /** Rings whom the customer is passed on to. */
  | { do: 'transfer'; askId: string; agentId: AgentId | null; number: E164 | null; seconds: number; record: boolean }
  /** Rings the agent who passed her on, or whose line was lost. */
  | { do: 'ring-back'; agentId: AgentId; seconds: number; words: 'transfer-failed' | 'line-lost'; record: boolean }
  /** On to the line's flow: the group rings (rescue), or the queue takes her. */
  | { do: 'flow'; happened: 'line-lost' | 'to-queue' }
  | { do: 'hang-up' };

export type { AskWord, CallControl, TimedEvent };
