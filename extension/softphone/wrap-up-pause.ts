import { isNoted } from '#extension/wire/noted-call.ts';
import type { CallView } from '#extension/wire/snapshots.ts';
import type { Clock } from '#shared/time.ts';

/**
 * Whether she is not rung because she notes a call: from the call's very end, so that no call slips in before its window is open, until
 * the background says that the window is put away, or the team's time for it is over.
 */
export class WrapUpPause {
  readonly #clock: Clock;
  readonly #over: () => void;
  #until = 0;
  #ended = '';
  #waiting = new AbortController();

  /** `over`: the time has run out. */
  constructor(clock: Clock, over: () => void) {
    this.#clock = clock;
    this.#over = over;
  }

  get on(): boolean {
    return this.#clock.now().getTime() < this.#until;
  }

  /** The call's latest state; `seconds`: the team's time for a wrap-up. */
  see(view: CallView | null, seconds: number): void {
    // Of two calls the one that ended last counts.
    if (view?.state !== 'ended' || view.endedAt <= this.#ended) return;
    this.#ended = view.endedAt;
    if (isNoted(view)) this.set(new Date(Date.parse(view.endedAt) + seconds * 1000));
  }

  set(until: Date | null): void {
    this.#until = until?.getTime() ?? 0;
    this.#waiting.abort();
    this.#waiting = new AbortController();
    const left = this.#until - this.#clock.now().getTime();
    if (left > 0) this.#clock.after(left, this.#over, this.#waiting.signal);
  }
}
