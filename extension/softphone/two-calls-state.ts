import type { Ask } from '#shared/call/control.ts';
import type { CallId } from '#shared/ids.ts';
import { ownProblem, type Problem } from '#shared/problem.ts';
import { type CallEffect, type CallEvent, type CallState, NO_CALL } from './call-state.ts';

/**
 * An agent's two calls, as a pure and total machine (`two-calls.ts`) over two of `call-machine.ts`: the one at the *front*, which everything is about, and
 * one *beside* it, which rings softly or is on hold. While one of them is on, the front one is.
 *
 * ```
 *   front live ──invited──▶ front live, beside ringing ──second-answer──▶ holding the front ──held──▶ beside comes to the front and is
 *                             │ second-decline, caller gone                │ refused, overdue           answered; the other waits beside
 *                             ▼                                            ▼
 *                           front live                                   as before, and told           second-swap: the same, both live
 *
 *   the front one ends ──▶ the one beside comes to the front; the ended one stands beside until it is put away
 * ```
 */
export interface TwoCalls {
  front: CallState;
  beside: CallState;
  /** What waits for the front call's customer to be on hold. `n` tells its time limit from an earlier one's. */
  wanted: { what: 'answer' | 'swap'; n: number } | null;
  holds: number;
}

export type TwoCallsEvent =
  | CallEvent
  | { type: 'second-answer' | 'second-swap' | 'second-decline'; at: string }
  /** The server would not hold, or has not done so within `HOLD_LIMIT_MS`. */
  | { type: 'not-held'; n: number; problem: Problem; at: string };

export type TwoCallsEffect =
  | CallEffect
  | { do: 'ask'; callId: CallId; ask: Ask }
  /** Asks for a hold, whose failure comes as `not-held`. */
  | { do: 'hold'; callId: CallId; n: number }
  /** Whoever asked to answer or swap is told: null: done. */
  | { do: 'settle'; problem: Problem | null };

export interface TwoCallsStep {
  state: TwoCalls;
  effects: TwoCallsEffect[];
}

/** How long she waits for the hold before she is told that it did not work. */
export const HOLD_LIMIT_MS = 8_000;

export const NO_CALLS: TwoCalls = { front: NO_CALL, beside: NO_CALL, wanted: null, holds: 0 };

export const gone = () => ownProblem('call-gone');
export const notHeld = () => ownProblem('control-failed', { retry: true });
