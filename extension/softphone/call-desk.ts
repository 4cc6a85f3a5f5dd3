import type { ServerClient } from '#extension/companion/server-client.ts';
import type { CallView } from '#extension/wire/snapshots.ts';
import { lineApi } from '#shared/api/line-api.ts';
import type { Clock } from '#shared/time.ts';
import { next } from './call-machine.ts';
import { type CallEffect, type CallEvent, type CallState, NO_CALL, WAIT_MS } from './call-state.ts';
import type { Phone } from './phone.ts';

/** An event without its time, which the desk knows. */
type Timeless<E> = E extends { at: string } ? Omit<E, 'at'> : E;
export type CallNews = Timeless<CallEvent>;

export interface CallDeskParts {
  phone: Phone;
  clock: Clock;
  /** The server on whose behalf the agent calls now. */
  server(): ServerClient;
  changed(view: CallView | null): void;
}

/** Runs the call machine: keeps its state, gives it the time, does what it says. Never waits for the server. */
export class CallDesk {
  readonly #parts: CallDeskParts;
  #state: CallState = NO_CALL;

  constructor(parts: CallDeskParts) {
    this.#parts = parts;
  }

  get view(): CallView | null {
    return this.#state.view;
  }

  /** Whether the present call stands in the server's list. */
  get isKnownToServer(): boolean {
    const { cards, view } = this.#state;
    return cards.some(({ id }) => id === view?.id);
  }

  /** Tells the machine what happened just now. */
  happened(news: CallNews): void {
    const before = this.#state.view;
    const event = { ...news, at: this.#parts.clock.now().toISOString() };
    const step = next(this.#state, event);
    this.#state = step.state;
    for (const effect of step.effects) this.#run(effect);
    if (this.#state.view !== before) this.#parts.changed(this.#state.view);
  }

  #run(effect: CallEffect): void {
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
      case 'send-digits':
        phone.sendDigits(effect.leg, effect.digits);
        break;
      case 'limit': {
        const { leg, wait } = effect;
        clock.after(WAIT_MS[wait], () => this.happened({ type: 'overdue', leg, wait }));
        break;
      }
      case 'tell-ended':
        void server().call(lineApi.endCall, { params: { id: effect.callId } });
        break;
      case 'tell-record':
        void server().call(lineApi.chooseRecord, { params: { id: effect.callId }, input: { record: effect.record } });
    }
  }

  async #connect(callId: Parameters<Phone['dial']>[0]): Promise<void> {
    const leg = await this.#parts.phone.dial(callId);
    this.happened(leg.ok ? { type: 'leg-made', leg: leg.value } : { type: 'no-leg', callId, problem: leg.problem });
  }
}
