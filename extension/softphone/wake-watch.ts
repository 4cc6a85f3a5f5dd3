import type { Clock } from '#shared/time.ts';

const TICK_MS = 5_000;
/** A timer that comes so much too late has slept: a busy computer is late by less. */
const SLEPT_MS = 15_000;

/** Calls `woke` when the computer has slept: its connections are dead then, and look alive for many seconds. */
export function watchWaking(clock: Clock, woke: () => void): void {
  const began = clock.now().getTime();
  clock.after(TICK_MS, () => {
    if (clock.now().getTime() - began > TICK_MS + SLEPT_MS) woke();
    watchWaking(clock, woke);
  });
}
