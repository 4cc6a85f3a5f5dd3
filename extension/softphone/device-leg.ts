import type { Levels } from '#extension/wire/snapshots.ts';
import type { Clock } from '#shared/time.ts';
import type { LegId } from './call-state.ts';
import { failureOf } from './device-problem.ts';
import { DigitQueue } from './digit-queue.ts';
import type { LegNews } from './phone.ts';
import type { SdkCall } from './sdk-seam.ts';

export interface LegParts {
  news(news: LegNews): void;
  levels(levels: Levels): void;
  over(): void;
}

/** One call of the SDK, told in our words. What it says after its end, but for the reason, is nothing. */
export class DeviceLeg {
  readonly id: LegId;
  readonly call: SdkCall;
  readonly digits: DigitQueue;
  readonly #parts: LegParts;
  #over = false;
  #forgotten = false;
  /** Code of the error that is being told right now: a hang-up by Twilio says why and then ends, in one go. */
  #why: number | null = null;

  constructor(id: LegId, call: SdkCall, clock: Clock, parts: LegParts) {
    this.id = id;
    this.call = call;
    this.#parts = parts;
    this.digits = new DigitQueue((digit) => {
      if (call.status() === 'open' || call.status() === 'reconnecting') call.sendDigits(digit);
    }, clock);
    this.#listen();
  }

  /** Nobody listens to this leg any more. */
  forget(): void {
    this.#forgotten = true;
    this.digits.clear();
  }

  #listen(): void {
    const { call, id: leg } = this;
    call.on('ringing', () => this.#tell({ type: 'leg-ringing', leg }));
    call.on('accept', () => this.#tell({ type: 'leg-accepted', leg }));
    call.on('reconnecting', () => this.#tell({ type: 'leg-reconnecting', leg }));
    call.on('reconnected', () => this.#tell({ type: 'leg-reconnected', leg }));
    call.on('disconnect', () => this.#end());
    call.on('cancel', () => this.#end());
    call.on('reject', () => this.#end());
    // A leg that Twilio gave no means to reconnect is closed by the SDK without another word.
    call.on('transportClose', () => queueMicrotask(() => call.status() === 'closed' && this.#end()));
    call.on('error', ({ code }) => this.#fail(code));
    call.on('volume', (you, them) => {
      if (!this.#over && !this.#forgotten) this.#parts.levels({ you, them });
    });
  }

  /** Not every error ends a call: a digit that could not be sent does not. */
  #fail(code: number): void {
    if (this.#over || this.call.status() === 'closed') {
      this.#over = true;
      this.#finish({ type: 'leg-failed', leg: this.id, ...failureOf(code) });
      return;
    }
    this.#why = code;
    queueMicrotask(() => {
      this.#why = null;
    });
  }

  #end(): void {
    if (this.#over) return;
    this.#over = true;
    const { id: leg } = this;
    this.#finish(
      this.#why === null ? { type: 'leg-ended', leg } : { type: 'leg-failed', leg, ...failureOf(this.#why) },
    );
  }

  #tell(news: LegNews): void {
    if (!this.#over && !this.#forgotten) this.#parts.news(news);
  }

  #finish(news: LegNews): void {
    this.digits.clear();
    if (!this.#forgotten) this.#parts.news(news);
    this.#parts.over();
  }
}
