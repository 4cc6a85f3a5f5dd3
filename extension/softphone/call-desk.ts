import type { ServerClient } from '#extension/companion/server-client.ts';
import type { CallView } from '#extension/wire/snapshots.ts';
import { lineApi } from '#shared/api/line-api.ts';
import type { Ask } from '#shared/call/control.ts';
import type { CallId } from '#shared/ids.ts';
import type { Problem } from '#shared/problem.ts';
import type { Result } from '#shared/result.ts';
import type { Clock } from '#shared/time.ts';
import { type LegId, WAIT_MS } from './call-state.ts';
import { inCall, loadInCall } from './load-in-call.ts';
import { nextOfOne } from './one-call.ts';
import type { Phone } from './phone.ts';
import {
  HOLD_LIMIT_MS,
  NO_CALLS,
  notHeld,
  type TwoCalls,
  type TwoCallsEffect,
  type TwoCallsEvent,
} from './two-calls-state.ts';

/** A server that is away is told again after 2, 4, 8 … 128 s. */
const FIRST_AGAIN_MS = 2_000;
const LAST_AGAIN_MS = 128_000;

/** An event without its time, which the desk knows. */
type Timeless<E> = E extends { at: string } ? Omit<E, 'at'> : E;
export type CallNews = Timeless<TwoCallsEvent>;

export interface CallDeskParts {
  phone: Phone;
  clock: Clock;
  /** The server on whose behalf the agent calls now. */
  server(): ServerClient;
  /** Asks something of a running call. What becomes of it comes with the server's cards. */
  control(callId: CallId, ask: Ask): Promise<Result<unknown>>;
  changed(): void;
}

/** Runs the machine of her calls: keeps its state, gives it the time, does what it says. Never waits for the server. */
export class CallDesk {
  readonly #parts: CallDeskParts;
  #state: TwoCalls = NO_CALLS;
  #asking: ((problem: Problem | null) => void)[] = [];

  constructor(parts: CallDeskParts) {
    this.#parts = parts;
  }

  get view(): CallView | null {
    return this.#state.front.view;
  }

  /** The call beside it, if there are two. */
  get second(): CallView | null {
    return this.#state.beside.view;
  }

  callOf(leg: LegId): CallId | null {
    const { front, beside } = this.#state;
    return [front, beside].find((one) => one.leg === leg)?.view?.id ?? null;
  }

  /** Whether the present call stands in the server's list. */
  get isKnownToServer(): boolean {
    const { cards, view } = this.#state.front;
    return cards.some(({ id }) => id === view?.id);
  }

  /** Tells the machine what happened just now. */
  happened(news: CallNews): void {
    const { front, beside } = this.#state;
    const event = { ...news, at: this.#parts.clock.now().toISOString() };
    const step = (inCall()?.nextOfTwo ?? nextOfOne)(this.#state, event);
    this.#state = step.state;
    for (const effect of step.effects) this.#run(effect);
    if (this.view?.state === 'live' && inCall() === null) void loadInCall();
    if (this.#state.front.view !== front.view || this.#state.beside.view !== beside.view) this.#parts.changed();
  }

  /** Answers the second call, or swaps; resolves with what hindered it. Settled by the machine within `HOLD_LIMIT_MS`. */
  changeTo(what: 'second-answer' | 'second-swap'): Promise<Problem | null> {
    return new Promise((resolve) => {
      this.#asking.push(resolve);
      this.happened({ type: what });
    });
  }

  #run(effect: TwoCallsEffect): void {
    const { phone, clock, server } = this.#parts;
    switch (effect.do) {
      case 'connect':
        void this.#connect(effect.callId);
        break;
      case 'accept':
        phone.accept(effect.leg);
        break;
      case 'reject':
        phone.reject(effect.leg);
        break;
      case 'hang-up':
        phone.hangUp(effect.leg);
        break;
      case 'silence':
        phone.silence(effect.leg);
        break;
      case 'mute':
        phone.mute(effect.leg, effect.muted);
        break;
      case 'speak-on':
        phone.speakOn(effect.leg, effect.muted);
        break;
      case 'send-digits':
        phone.sendDigits(effect.leg, effect.digits);
        break;
      case 'limit': {
        const { leg, wait } = effect;
        clock.after(WAIT_MS[wait], () => this.happened({ type: 'overdue', leg, wait }));
        break;
      }
      case 'tell-ended':
        void this.#tellEnded(effect.callId);
        break;
      case 'tell-record':
        void server().call(lineApi.chooseRecord, { params: { id: effect.callId }, input: { record: effect.record } });
        break;
      case 'ask':
        void this.#parts.control(effect.callId, effect.ask);
        break;
      case 'hold':
        void this.#hold(effect.callId, effect.n);
        break;
      case 'settle':
        for (const tell of this.#asking.splice(0)) tell(effect.problem);
    }
  }

  /** Heard late it counts all the same: else what she has ended would be offered to her as cut off. */
  async #tellEnded(id: CallId, againMs = FIRST_AGAIN_MS): Promise<void> {
    const { clock, server } = this.#parts;
    const told = await server().call(lineApi.endCall, { params: { id } });
    if (told.ok || !told.problem.retry || againMs > LAST_AGAIN_MS) return;
    clock.after(againMs, () => void this.#tellEnded(id, 2 * againMs));
  }

  async #hold(callId: CallId, n: number): Promise<void> {
    const { clock, control } = this.#parts;
    clock.after(HOLD_LIMIT_MS, () => this.happened({ type: 'not-held', n, problem: notHeld() }));
    const asked = await control(callId, { what: 'hold', on: true });
    if (!asked.ok) this.happened({ type: 'not-held', n, problem: asked.problem });
  }

  async #connect(callId: CallId): Promise<void> {
    const leg = await this.#parts.phone.dial(callId);
    this.happened(leg.ok ? { type: 'leg-made', leg: leg.value } : { type: 'no-leg', callId, problem: leg.problem });
  }
}
