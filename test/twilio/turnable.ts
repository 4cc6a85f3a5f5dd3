import type { Clock } from '#shared/time.ts';

/** A Clock that stands still until it is turned. */
export interface Turnable extends Clock {
  turn(ms: number): Promise<void>;
}

export function isTurnable(clock: Clock): clock is Turnable {
  return 'turn' in clock && typeof clock.turn === 'function';
}
