import type { Clock } from '#shared/time.ts';

/** Both sides count whole seconds somewhere, and take a moment: so little tells nothing. */
const TOLERATED_MS = 1_000;
/** A Date header leaves out the fraction of its second (RFC 9110, 5.6.7). */
const GRAIN_MS = 1_000;

/**
 * The time as Twilio has it. Its reports are dated by its clock and the ledger's own entries by ours: on a machine whose clock is minutes
 * off, whoever was told to come into a room would have come before. Each of Twilio's answers says what time it is; this Clock is put right
 * by them, so that every process of a server, on whatever machine, means the same by now.
 */
export class NetworkTime implements Clock {
  readonly #system: Clock;
  readonly #corrected: (aheadMs: number) => void;
  #aheadMs = 0;

  /** @param corrected the machine's clock is ahead of Twilio's by that much, which was not known; negative: behind. */
  constructor(system: Clock, corrected: (aheadMs: number) => void = () => undefined) {
    this.#system = system;
    this.#corrected = corrected;
  }

  /** Milliseconds that the machine's clock is ahead of this one. */
  get aheadMs(): number {
    return this.#aheadMs;
  }

  now(): Date {
    return new Date(this.#system.now().getTime() - this.#aheadMs);
  }

  after(ms: number, task: () => void, signal?: AbortSignal): () => void {
    return this.#system.after(ms, task, signal);
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return this.#system.sleep(ms, signal);
  }

  /** Asks Twilio something. `dateOf`: the answer's Date header; one that can't be read says nothing. */
  async during<T>(ask: () => Promise<T>, dateOf: (answer: T) => string | undefined): Promise<T> {
    const sent = this.#system.now().getTime();
    const answer = await ask();
    this.#learn(Date.parse(dateOf(answer) ?? ''), sent, this.#system.now().getTime());
    return answer;
  }

  /** The answer was dated at some moment between the request and its arrival. */
  #learn(told: number, sent: number, arrived: number): void {
    const [least, most] = [sent - told - GRAIN_MS, arrived - told];
    if (Number.isNaN(told)) return;
    if (this.#aheadMs >= least - TOLERATED_MS && this.#aheadMs <= most + TOLERATED_MS) return;
    this.#aheadMs = Math.round((least + most) / 2);
    this.#corrected(this.#aheadMs);
  }
}

/** Milliseconds that the machine's clock is ahead of the time that is known from Twilio; 0 for a Clock that isn't put right. */
export const aheadOf = (clock: Clock): number => (clock instanceof NetworkTime ? clock.aheadMs : 0);
