import type { Clock } from '#shared/time.ts';
import { CallQuality, type Heard, type LegQuality } from './call-quality.ts';
import type { SdkSample } from './sdk-seam.ts';

const MEASURED_EVERY_MS = 60_000;

export interface MeterParts {
  clock: Clock;
  /** How it is heard, whenever that has changed. */
  heard(heard: Heard): void;
  /** What it was like as a whole until now: once a minute, and at its end. */
  measured(quality: LegQuality): void;
}

/** Measures one leg from its first sample on. */
export class LegMeter {
  readonly #parts: MeterParts;
  readonly #quality = new CallQuality();
  readonly #stopped = new AbortController();
  #heard = '';

  constructor(parts: MeterParts) {
    this.#parts = parts;
    this.#everyMinute();
  }

  sample(sample: SdkSample): void {
    this.#quality.sample(sample);
    this.#hear();
  }

  /** One of the SDK's, by its name. */
  warning(name: string, on: boolean): void {
    this.#quality.warning(name, on);
    this.#hear();
  }

  stop(): void {
    this.#stopped.abort();
  }

  end(): void {
    this.stop();
    this.#report();
  }

  #hear(): void {
    const { heard } = this.#quality;
    const now = JSON.stringify(heard);
    if (now === this.#heard) return;
    this.#heard = now;
    this.#parts.heard(heard);
  }

  #everyMinute(): void {
    const { clock } = this.#parts;
    clock.after(
      MEASURED_EVERY_MS,
      () => {
        this.#report();
        this.#everyMinute();
      },
      this.#stopped.signal,
    );
  }

  #report(): void {
    const { whole } = this.#quality;
    if (whole !== null) this.#parts.measured(whole);
  }
}
