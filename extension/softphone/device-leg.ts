import type { Levels } from '#extension/wire/snapshots.ts';
import type { Clock } from '#shared/time.ts';
import type { LegQuality } from './call-quality.ts';
import type { LegId } from './call-state.ts';
import { failureOf } from './device-problem.ts';
import { DigitQueue } from './digit-queue.ts';
import type { LegMeter } from './leg-meter.ts';
import { inCall } from './load-in-call.ts';
import type { LegNews } from './phone.ts';
import type { SdkCall, SdkDevice } from './sdk-seam.ts';

export interface LegParts {
  news(news: LegNews): void;
  levels(levels: Levels): void;
  measured(sid: string, quality: LegQuality): void;
  over(): void;
}

/** One call of the SDK, told in our words, whichever Device carries it. What it says after its end, but for the reason, is nothing. */
export class DeviceLeg {
  readonly id: LegId;
  call: SdkCall;
  /** The Device that carries it, or is about to. */
  device: SdkDevice;
  /** Dialled or accepted: its Device can have no other call. */
  begun = false;
  readonly digits: DigitQueue;
  readonly #parts: LegParts;
  readonly #clock: Clock;
  /** From its first sample on. */
  #meter: LegMeter | null = null;
  #over = false;
  #forgotten = false;
  #moving = false;
  #muted = false;
  /** Code of the error that is being told right now: a hang-up by Twilio says why and then ends, in one go. */
  #why: number | null = null;

  constructor(id: LegId, { call, device }: { call: SdkCall; device: SdkDevice }, clock: Clock, parts: LegParts) {
    this.id = id;
    this.call = call;
    this.device = device;
    this.#parts = parts;
    this.#clock = clock;
    this.digits = new DigitQueue((digit) => {
      const status = this.call.status();
      if (status === 'open' || status === 'reconnecting') this.call.sendDigits(digit);
    }, clock);
    this.#listen(call);
  }

  /** From here on its first call says nothing that counts: it is cancelled as soon as the other Device has it. */
  movesTo(device: SdkDevice): void {
    this.device = device;
    this.#moving = true;
  }

  take(call: SdkCall): void {
    this.#moving = false;
    this.call = call;
    if (this.#over || this.#forgotten) {
      call.disconnect();
      return;
    }
    call.mute(this.#muted);
    this.#listen(call);
  }

  /** No Device could take it. */
  fail(): void {
    this.#moving = false;
    if (this.#over) return;
    this.call.reject();
    this.#fail(0);
  }

  mute(muted: boolean): void {
    this.#muted = muted;
    this.call.mute(muted);
  }

  hangUp(): void {
    if (this.#moving) {
      this.call.reject();
      this.#end();
    } else {
      this.call.disconnect();
    }
  }

  /** Nobody listens to this leg any more. */
  forget(): void {
    this.#forgotten = true;
    this.digits.clear();
    this.#meter?.stop();
  }

  #listen(call: SdkCall): void {
    const leg = this.id;
    const counts = () => this.call === call && !this.#moving;
    const told = (news: LegNews) => () => counts() && this.#tell(news);
    const ends = () => counts() && this.#end();
    call.on('ringing', told({ type: 'leg-ringing', leg }));
    call.on('accept', told({ type: 'leg-accepted', leg }));
    call.on('reconnecting', told({ type: 'leg-reconnecting', leg }));
    call.on('reconnected', told({ type: 'leg-reconnected', leg }));
    call.on('disconnect', ends);
    call.on('cancel', ends);
    call.on('reject', ends);
    // A leg that Twilio gave no means to reconnect is closed by the SDK without another word.
    call.on('transportClose', () => queueMicrotask(() => call.status() === 'closed' && ends()));
    call.on('error', ({ code }) => counts() && this.#fail(code));
    call.on('sample', (sample) => {
      if (!counts() || this.#over || this.#forgotten) return;
      this.#meter ??= this.#newMeter();
      this.#meter?.sample(sample);
    });
    call.on('warning', (name) => counts() && this.#meter?.warning(name, true));
    call.on('warning-cleared', (name) => counts() && this.#meter?.warning(name, false));
    call.on('volume', (you, them) => {
      if (counts() && !this.#over && !this.#forgotten) this.#parts.levels({ you, them });
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

  /** null: what measures could not be loaded. */
  #newMeter(): LegMeter | null {
    const parts = inCall();
    if (!parts) return null;
    const { id: leg } = this;
    return new parts.LegMeter({
      clock: this.#clock,
      heard: (heard) => this.#tell({ type: 'leg-heard', leg, heard }),
      measured: (whole) => {
        const sid = this.call.parameters.CallSid;
        if (sid !== undefined) this.#parts.measured(sid, whole);
      },
    });
  }

  #tell(news: LegNews): void {
    if (!this.#over && !this.#forgotten) this.#parts.news(news);
  }

  #finish(news: LegNews): void {
    this.digits.clear();
    this.#meter?.end();
    if (!this.#forgotten) this.#parts.news(news);
    this.#parts.over();
  }
}
