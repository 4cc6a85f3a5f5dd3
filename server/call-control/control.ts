import type { CallEvent, TimedEvent } from '#server/calls/call-event.ts';
import type { Direction } from '#shared/call/call.ts';
import type { AskWord, CallControl, KeptAsk } from '#shared/call/control.ts';
import type { AgentId, E164 } from '#shared/ids.ts';
import type { ControlCommand, GaveUp, Role } from './control-event.ts';
import type { LegStatus } from './leg-status.ts';

/**
 * A call between answer and end: who is in it, and where each of its legs is. A fold of the ledger's events like the call's own state,
 * blind to their order and number.
 *
 *     none ──► dial ──► moving ──► room ──► over      none: nobody of ours talks to the customer
 *      ▲        │ ▲        └──► dial: came to nothing  dial: an agent's leg and the customer's in one <Dial>
 *      │        ▼ └──────┐           │                 moving: the child is told to go into the room, the parent follows
 *      └────── passing ──┴─ dial ◄───┘                 room: the conference `c-<call id>`
 *                                                      passing: the customer's own leg rings somebody else, or is told to
 */
export interface Conversation {
  facts: CallFacts;
  at: 'none' | 'dial' | 'moving' | 'room' | 'passing' | 'over';
  /** Twilio's id of the room where they talk, once it exists. */
  room: string | null;
  legs: readonly ConversationLeg[];
  /** Whose call it is now; null: nobody has answered yet. */
  agentId: AgentId | null;
  /** All that was asked, oldest first. */
  asks: readonly KnownAsk[];
  /** The asks that are neither settled nor given up, oldest first. */
  open: readonly KnownAsk[];
  /** The other person in it, or rung for it. */
  transfer: Transfer | null;
  recording: {
    state: 'off' | 'announcing' | 'on' | 'paused';
    part: number;
    sid: string | null;
    /** Under which Twilio keeps it. */
    leg: string | null;
  };
  /** What Twilio was told, in that order. */
  told: readonly Told[];
  /** What the customer's leg has asked, in that order. */
  questions: readonly Question[];
  /** Who has asked to end the call. */
  ending: readonly AgentId[];
  /** What the fold has read from, for what only a plan needs. */
  events: readonly TimedEvent[];
}

export interface ConversationLeg {
  leg: string;
  role: Role;
  /** Whose softphone or mobile; null: a phone outside. */
  agentId: AgentId | null;
  /** Hers rings on her mobile, where nothing tells us that she wants to end the call. */
  mobile: boolean;
  number: E164 | null;
  /** For whom it was rung into the room; null: by a Dial, or it came in. */
  askId: string | null;
  /** Which document of the customer's leg rang it; null: none. */
  led: number | null;
  state: 'ringing' | 'in-dial' | 'moving' | 'in-room' | 'out' | 'over';
  /** What is known of it last. */
  status: LegStatus;
  /** When it came into the room or left it, or else changed last. */
  since: Date;
  held: boolean;
  heldSince: Date | null;
  /** The room has told so, too; false: only Twilio's answer has, so far. */
  holdSeen: boolean;
  muted: boolean;
  endsRoom: boolean;
  coaching: string | null;
}

export interface KnownAsk {
  askId: string;
  agentId: AgentId;
  ask: KeptAsk;
  at: Date;
  outcome: 'open' | 'settled' | GaveUp;
  /** When that was so; null: open. */
  doneAt: Date | null;
}

export interface Told {
  n: number;
  command: ControlCommand;
  at: Date;
  /** null: no answer yet. */
  answer: { result: 'done' | 'gone' | 'refused' | 'unknown'; sid: string | null; at: Date } | null;
}

export type Question = Extract<TimedEvent, { kind: 'led' }>;

export interface Transfer {
  askId: string;
  /** Who asked for it. */
  by: AgentId;
  how: 'blind' | 'consult' | 'add';
  agentId: AgentId | null;
  number: E164 | null;
  /** `waiting`: on hold, while the customer and `by` talk. */
  state: 'ringing' | 'talking' | 'waiting' | 'together';
  since: Date;
}

/** The fixed facts of a call. */
export interface CallFacts {
  direction: Direction;
  /** The leg that came in: the customer's (incoming), the agent's (outgoing). */
  parentLeg: string;
  /** Outgoing: who placed it. */
  agentId: AgentId | null;
  /** The customer's. */
  number: E164 | null;
  /** Recorded from the beginning: its first part belongs to its first Dial. */
  records: boolean;
  /** What is recorded later must be announced first. */
  announces: boolean;
}

/** What has to be done about a conversation now. Asked again after each of its events, and at `lookAgainAt`. */
export interface Plan {
  /** In this order; nothing more is told before all of them are answered, or 5 s have passed. */
  commands: ControlCommand[];
  /** Asks that are done or come to nothing, a call that is handed over. Then `commands` is empty: plan again. */
  append: CallEvent[];
  /** When something that is waited for is overdue; null: nothing is. */
  lookAgainAt: Date | null;
}

/** A leg asks what comes next. */
export interface Asking {
  leg: string;
  /** Which of its questions; the same one gets the same answer. */
  step: number;
  after: 'dial' | 'room' | 'redirect';
  /** How that Dial ended; null: it was none. */
  status: LegStatus | null;
  /** Her agent's softphone is known to be dead. */
  agentLost: boolean;
  /** Of the call's agents: the mobiles of those whose softphones are not there to be rung. */
  mobiles: readonly { agentId: AgentId; number: E164 }[];
  now: Date;
}

/** What a leg that asks meets next. */
export type NextDocument =
  /** `held` comes later: she joins talking, and is put on hold as soon as the room knows her. */
  | { do: 'room'; role: Role; leg: string; label: string; endsRoom: boolean }
  /** Rings whom the customer is passed on to. */
  | { do: 'transfer'; askId: string; agentId: AgentId | null; number: E164 | null; seconds: number }
  /**
   * Rings the agent who passed her on, or whose line was lost; `mobile`: that besides. `again`: her phone was not there a moment ago: 2 s of
   * silence first, no words.
   */
  | {
      do: 'ring-back';
      agentId: AgentId;
      mobile: E164 | null;
      seconds: number;
      words: 'transfer-failed' | 'line-lost';
      again: boolean;
    }
  /** On to the line's flow: the group rings (rescue), or the queue takes her. */
  | { do: 'flow'; happened: 'line-lost' | 'transfer-failed' | 'to-queue' }
  | { do: 'hang-up' };

export type { AskWord, CallControl, TimedEvent };
