import type { Clock } from '#shared/time.ts';

/** A tone of 160 ms and a gap of 70 ms (the Voice SDK's own), and a little air. */
const TONE_MS = 250;
/** What is no tone is a pause: half a second for each `w` (as Twilio counts it) or space, two seconds for a comma (as telephones do). */
const PAUSE_MS: Partial<Record<string, number>> = { w: 500, ' ': 500, ',': 2_000 };

/**
 * Sends digits one at a time, with their pauses. The browser's DTMF sender forgets what still waits when it is given more, so that digits
 * pressed quickly would be lost; and the Voice SDK loses digits around a pause.
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

  /** 0–9, *, #, and pauses: `w`, space, comma. */
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
    const pause = PAUSE_MS[digit];
    if (pause === undefined) this.#send(digit);
    this.#clock.after(pause ?? TONE_MS, () => this.#next());
  }
}
