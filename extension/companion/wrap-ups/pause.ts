import { backoffMs } from '#extension/companion/backoff.ts';
import type { Problem } from '#shared/problem.ts';
import type { Kept } from './book.schema.ts';

/** Before any moment that comes: what has no time of its own is due. */
export const EARLIEST = '1970-01-01T00:00:00.000Z';

/** A draft that the server does not want is offered again after this, in case it was the server's fault. */
const REFUSED_PAUSE_MS = 60_000;
/** Signed out, or told to update: somebody has to act first, and then it is tried at once. */
const SOMEBODY_ACTS = new Set<Problem['code']>(['signed-out', 'user-not-active', 'update-extension', 'update-server']);

/** How long to wait after a failed attempt, ms; null: it is not tried again by itself. */
export function pauseAfter(problem: Problem, kept: Pick<Kept, 'tries' | 'saving'>, random: () => number) {
  if (problem.retry) return backoffMs(kept.tries + 2, random);
  return kept.saving && !SOMEBODY_ACTS.has(problem.code) ? null : REFUSED_PAUSE_MS;
}
