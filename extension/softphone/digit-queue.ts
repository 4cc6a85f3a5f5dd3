import type { Clock } from '#shared/time.ts';

/** A tone of 160 ms and a gap of 70 ms (the Voice SDK's own), and a little air. */
const TONE_MS = 250;

/**
 * Sends digits one at a time. The browser's DTMF sender forgets what still waits when it is given more, so that digits pressed
 * quickly would be lost.
 */
export class DigitQueue {
  readonly #send: (digit: string) => void;
  readonly #clock: Pick<Clock, 'after'>;
  #waiting = '';
  #sounding = false;

  constructor(send: (digit: string) => void, clock: Pick<Clock, 'after'>) {
    this.#send = send;
    this.#clock = clock;
  }

  add(digits: string): void {
    this.#waiting += digits;
    if (!this.#sounding) this.#next();
  }

  /** Forgets what still waits: the call is over. */
  clear(): void {
    this.#waiting = '';
  }

  #next(): void {
    const digit = this.#waiting.slice(0, 1);
    this.#sounding = digit !== '';
    if (!this.#sounding) return;
    this.#waiting = this.#waiting.slice(1);
    this.#send(digit);
    this.#clock.after(TONE_MS, () => this.#next());
  }
}
