import type { QUALITY_WARNINGS, Quality } from '#extension/wire/snapshots.ts';
import type { SdkSample } from './sdk-seam.ts';

export type QualityWarning = (typeof QUALITY_WARNINGS)[number];

/** How well the voices are heard: the level, and every warning that holds, worst first. */
export interface Heard {
  level: Quality['level'];
  warnings: QualityWarning[];
}

/** What a leg was like as a whole, until now. Units as in the contract's `callQuality`. */
export interface LegQuality {
  mos: number | null;
  jitterMs: number | null;
  /** 0 to 1. */
  loss: number | null;
  roundTripMs: number | null;
  /** Whatever was warned of, also what is over. */
  warnings: QualityWarning[];
}

/** By the SDK's names (statsMonitor.ts, call.ts), in the order of the contract: worst first. */
const WARNINGS: readonly (readonly [sdk: string, warning: QualityWarning])[] = [
  ['constant-audio-input-level', 'microphone-silent'],
  ['low-bytes-received', 'no-sound'],
  ['high-packets-lost-fraction', 'packets-lost'],
  ['high-packet-loss', 'packets-lost'],
  ['high-jitter', 'jitter'],
  ['high-rtt', 'delay'],
  ['ice-connectivity-lost', 'network-changed'],
];
/** Of 32,767. A constant sound is none of these warnings' business. */
const SILENCE = 300;
/** Mean opinion scores, of 4.5 at best: from here on people notice, and mind. */
const NOTICED = 3.8;
const MINDED = 3.1;
/** Seconds that the level looks back on. */
const RECENT = 5;

/** Follows one leg by the SDK's samples, one a second, and its warnings. */
export class CallQuality {
  readonly #on = new Set<string>();
  readonly #ever = new Set<QualityWarning>();
  readonly #scores: number[] = [];
  #count = 0;
  #sums = { mos: 0, scored: 0, jitter: 0, rtt: 0 };
  #lost = 0;
  #received = 0;
  #silent = false;

  sample({ mos, jitter, rtt, audioInputLevel, totals }: SdkSample): void {
    this.#count += 1;
    this.#sums.jitter += jitter;
    this.#sums.rtt += rtt;
    this.#lost = totals.packetsLost;
    this.#received = totals.packetsReceived;
    this.#silent = audioInputLevel < SILENCE;
    if (mos === null) return;
    this.#sums.mos += mos;
    this.#sums.scored += 1;
    this.#scores.push(mos);
    if (this.#scores.length > RECENT) this.#scores.shift();
  }

  warning(name: string, on: boolean): void {
    if (on) this.#on.add(name);
    else this.#on.delete(name);
  }

  /** How it is now. */
  get heard(): Heard {
    const warnings = new Set<QualityWarning>();
    for (const [name, warning] of WARNINGS) {
      if (this.#on.has(name) && (warning !== 'microphone-silent' || this.#silent)) warnings.add(warning);
    }
    for (const warning of warnings) this.#ever.add(warning);
    const mean = this.#scores.reduce((sum, score) => sum + score, 0) / this.#scores.length;
    const troubled = [...warnings].some((warning) => warning !== 'microphone-silent') || this.#on.has('low-mos');
    const level = mean < MINDED ? 'poor' : mean < NOTICED || troubled ? 'fair' : 'good';
    return { level, warnings: [...warnings] };
  }

  /** How it was; null: nothing was measured. */
  get whole(): LegQuality | null {
    const { mos, scored, jitter, rtt } = this.#sums;
    if (this.#count === 0) return null;
    const packets = this.#lost + this.#received;
    return {
      mos: scored === 0 ? null : mos / scored,
      jitterMs: jitter / this.#count,
      loss: packets === 0 ? null : this.#lost / packets,
      roundTripMs: rtt / this.#count,
      warnings: [...this.#ever],
    };
  }
}
