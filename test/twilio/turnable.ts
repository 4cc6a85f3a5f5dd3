import type { Clock } from '#shared/time.ts';

/** A Clock that stands still until it is turned. */
export interface Turnable extends Clock {
  turn(ms: number): Promise<void>;
  /** Milliseconds until the next task falls due; Infinity when there is none. */
  untilNext(): number;
}

export function isTurnable(clock: Clock): clock is Turnable {
  return ['turn', 'untilNext'].every((name) => name in clock);
}
