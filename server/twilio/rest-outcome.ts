import type { Problem } from '#shared/problem.ts';
import { restProblem } from './rest-problem.ts';

/**
 * What became of something that Twilio was told to do to a live call: whoever told it decides what comes next.
 *
 * - `done`: Twilio has taken it. What it leads to is reported by webhooks.
 * - `gone`: the call, conference, participant or recording is over, or never was: nothing is left to do it to.
 * - `refused`: it has not happened. Told again, it can't happen twice; `problem.retry`: a moment later it may.
 * - `unknown`: Twilio may have done it all the same. Look how things stand before telling it again.
 */
export type Outcome<T = unknown> =
  | { is: 'done'; value: T }
  | { is: 'gone' }
  | { is: 'refused'; problem: Problem }
  | { is: 'unknown'; problem: Problem };

/** Call is not in-progress (https://www.twilio.com/docs/api/errors/21220). */
const NOT_IN_PROGRESS = 21220;

/** No connection came about, so nothing was sent. Node's own codes; a certificate is looked at before anything is sent, too. */
const NOT_SENT =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|CERT_|ERR_TLS_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)/;

/** What a failed request means; undefined for what is no failure of Twilio's or of the network, which is a bug. */
export function outcomeOf(thrown: unknown): Exclude<Outcome, { is: 'done' }> | undefined {
  const problem = restProblem(thrown);
  if (!problem) return undefined;
  const { status, code }: { status?: unknown; code?: unknown } = Object(thrown);
  if (status === 404 || code === NOT_IN_PROGRESS) return { is: 'gone' };
  const neverSent = typeof status !== 'number' && typeof code === 'string' && NOT_SENT.test(code);
  // 408: Twilio itself has waited in vain for what was to be done (docs/voice/api/recording, update).
  const answered = typeof status === 'number' && status >= 400 && status < 500 && status !== 408;
  return neverSent || answered ? { is: 'refused', problem } : { is: 'unknown', problem };
}
