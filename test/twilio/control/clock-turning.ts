import type { Clock } from '#shared/time.ts';

/** A Clock that stands still until it is turned. */
export interface Turnable extends Clock {
  turn(ms: number): Promise<void>;
}

export function isTurnable(clock: Clock): clock is Turnable {
  return 'turn' in clock && typeof clock.turn === 'function';
}

const STEP_MS = 1000;
/** A server that takes longer than this to answer a webhook is not waited for: it may be meant to be late. */
const PATIENCE_MS = 300;

/**
 * Turns the Clock second by second and lets the webhooks of each second be answered first, so that what follows from an answer
 * happens at its own time and not at the end of a long turn.
 */
export async function turnInSteps(clock: Turnable, ms: number, underWay: () => number): Promise<void> {
  await settle(underWay);
  for (let left = ms; left > 0; left -= STEP_MS) {
    await clock.turn(Math.min(STEP_MS, left));
    await settle(underWay);
  }
}

async function settle(underWay: () => number): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  do {
    await new Promise((resolve) => setImmediate(resolve));
    if (underWay() === 0) break;
    await new Promise((resolve) => setTimeout(resolve, 1));
  } while (performance.now() < end);
  // What an answer sets in motion (the next verb, the next leg) takes some turns of the event loop.
  for (let turns = 0; turns < 5; turns++) await new Promise((resolve) => setImmediate(resolve));
}
