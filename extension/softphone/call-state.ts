import type { CallView } from '#extension/wire/snapshots.ts';
import type { LiveCall } from '#shared/api/events.ts';
import type { Party } from '#shared/api/party.ts';
import type { RecordRef } from '#shared/crm/crm-record.ts';
import type { CallId, E164 } from '#shared/ids.ts';
import type { Problem } from '#shared/problem.ts';
import type { Heard } from './call-quality.ts';

/**
 * The agent's call, as a pure and total machine: every event is allowed in every state, and one that comes late, twice or from a leg
 * that is no longer ours changes nothing.
 *
 * ```
 *            dial            leg-ringing           leg-accepted
 *   (none) ───────▶ dialling ───────────▶ ringing-out ─────────▶ live ──┐
 *     ▲                │  └──────────────── leg-accepted ────────▶ │    │ end, leg-ended, leg-failed
 *     │                └─ no-leg, end ────┐     └── end ──┐             ▼
 *     │ dismiss                           ▼               ▼           ended ──▶ (next dial or invite)
 *     └──────────────────────────────── ended ◀── end, leg-ended, calls: answered elsewhere
 *            invited           answer            leg-accepted            ▲
 *   (none) ───────▶ ringing ───────▶ answering ─────────────▶ live ──────┘
 * ```
 */
export interface CallState {
  /** What the agent sees; null: no call. */
  view: CallView | null;
  /** The SDK's leg that belongs to the view. An ended view keeps it, for the error that follows a disconnect. */
  leg: LegId | null;
  /** The server's latest list: a card may come before the leg it belongs to. */
  cards: readonly LiveCall[];
  /** Whether the server has heard of the view's call, or says that it is over while its leg still seems to live. */
  server: 'unheard' | 'on' | 'over';
  /** How well the live leg is heard; null: not measured yet. */
  heard: Heard | null;
}

/** Numbers the legs of one softphone, in the order in which they came up. */
export type LegId = number;

export type CallEvent =
  /** The call connects at once: the server is asked meanwhile, and puts nothing through that it has not allowed. */
  | {
      type: 'dial';
      at: string;
      callId: CallId;
      party: Party;
      record: RecordRef | null;
      line: E164 | null;
      /** Sent by tones once it is answered. */
      extension?: string | null;
    }
  /** The server allowed the call. */
  | { type: 'placed'; at: string; callId: CallId; party: Party; line: E164 }
  /** The server refused the call, or could not be asked. */
  | { type: 'refused'; callId: CallId }
  /** The line gave no leg for the call. */
  | { type: 'no-leg'; at: string; callId: CallId; problem: Problem }
  /** The SDK has a leg for the call being dialled. */
  | { type: 'leg-made'; leg: LegId }
  | { type: 'invited'; at: string; leg: LegId; callId: CallId | null; from: E164 | null; line: E164 | null }
  | { type: 'leg-ringing'; leg: LegId }
  | { type: 'leg-accepted'; leg: LegId; at: string }
  | { type: 'leg-reconnecting'; leg: LegId }
  | { type: 'leg-heard'; leg: LegId; heard: Heard }
  | { type: 'leg-reconnected'; leg: LegId }
  /** The leg is over without a reason given: the other side, or whoever called, hung up. */
  | { type: 'leg-ended'; leg: LegId; at: string }
  | { type: 'leg-failed'; leg: LegId; at: string; how: 'busy' | 'declined' | 'no-answer' | 'failed'; problem: Problem }
  /** A wait that the effect `limit` began is over. */
  | { type: 'overdue'; leg: LegId; wait: Wait; at: string }
  | { type: 'answer'; at: string }
  | { type: 'end'; at: string }
  | { type: 'mute'; muted: boolean }
  | { type: 'digits'; digits: string }
  | { type: 'choose-record'; record: RecordRef }
  | { type: 'calls'; at: string; calls: readonly LiveCall[] }
  | { type: 'dismiss' };

/**
 * `connect`: until the far end rings or answers; `answer`: until the audio of an answered call comes up; `over`: until the leg of a call
 * that is over for the server says so itself.
 */
export type Wait = 'connect' | 'answer' | 'over';
export const WAIT_MS: Record<Wait, number> = { connect: 30_000, answer: 15_000, over: 5_000 };

export type CallEffect =
  | { do: 'connect'; callId: CallId }
  | { do: 'accept'; leg: LegId }
  | { do: 'reject'; leg: LegId }
  | { do: 'hang-up'; leg: LegId }
  /** Lets an invite lie without declining it: somebody else has the call. */
  | { do: 'silence'; leg: LegId }
  | { do: 'mute'; leg: LegId; muted: boolean }
  /** Her voice goes to this leg and to no other. */
  | { do: 'speak-on'; leg: LegId; muted: boolean }
  | { do: 'send-digits'; leg: LegId; digits: string }
  | { do: 'limit'; leg: LegId; wait: Wait }
  /** To the server, without waiting for its answer. */
  | { do: 'tell-ended'; callId: CallId }
  | { do: 'tell-record'; callId: CallId; record: RecordRef };

export interface Step {
  state: CallState;
  effects: CallEffect[];
}

export const NO_CALL: CallState = { view: null, leg: null, cards: [], server: 'unheard', heard: null };

/** Whether a call is going on: another one may neither be placed nor ring. */
export const isOnCall = (view: CallView | null): boolean => view !== null && view.state !== 'ended';

export const unchanged = (state: CallState): Step => ({ state, effects: [] });
