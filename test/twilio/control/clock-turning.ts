import type { Turnable } from '#test/twilio/turnable.ts';

/** Not more at once: others than the Clock's tasks may look at the time. */
const STEP_MS = 1000;
/** A server that takes longer than this to answer a webhook is not waited for: it may be meant to be late. */
const WEBHOOK_PATIENCE_MS = 1500;
/** For all that one step of the Clock sets in motion: a document that redirects to itself never comes to rest. */
const WHOLE_PATIENCE_MS = 10_000;

/** What is under way outside the Clock's reach. */
export interface UnderWay {
  /** Webhooks that were sent less than so long ago, in real time, and wait for their answer. */
  webhooks(youngerThanMs: number): number;
  sounds(): number;
}

/**
 * Turns the Clock from one thing that falls due to the next (a second at most) and lets what each has set in motion be done first
 * (webhooks answered, speech made), so that what follows from it happens at its own time and not at the end of a long turn.
 */
export async function turnInSteps(clock: Turnable, ms: number, underWay: UnderWay): Promise<void> {
  await settle(underWay);
  for (let left = ms; left > 0; ) {
    const step = Math.min(left, STEP_MS, Math.max(1, Math.ceil(clock.untilNext())));
    await clock.turn(step);
    left -= step;
    await settle(underWay);
  }
}

/** Some turns of the event loop: an answer sets the next verb, the next leg in motion. */
const TURNS_AFTER_AN_ANSWER = 5;

async function settle(underWay: UnderWay): Promise<void> {
  const start = performance.now();
  for (let quiet = 0; quiet < TURNS_AFTER_AN_ANSWER; ) {
    await new Promise((resolve) => setImmediate(resolve));
    const waited = performance.now() - start;
    const busy = underWay.webhooks(WEBHOOK_PATIENCE_MS) > 0 || underWay.sounds() > 0;
    const waits = busy && waited < WHOLE_PATIENCE_MS;
    quiet = waits ? 0 : quiet + 1;
    if (waits) await new Promise((resolve) => setTimeout(resolve, 1));
  }
}
