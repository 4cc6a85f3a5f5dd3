import { type Problem, problem } from '#shared/problem.ts';
import { clean } from './twiml-text.ts';

/** What the `twilio` package throws for an answer that is no success; network failures lack all of it. */
interface RestFailure {
  status?: unknown;
  code?: unknown;
  message?: unknown;
}

const LONGEST_WORDS = 300;

/** The same, told by different parts of Twilio; 20403 is "typically" this (https://www.twilio.com/docs/api/errors/20403). */
const NOT_ACTIVE: ReadonlySet<number> = new Set([10001, 20005, 20403, 90010]);

/**
 * Says in words why Twilio refused, and what mends it; undefined for what is no answer of Twilio's and no failure of the network, which
 * is a bug. Codes: https://www.twilio.com/docs/api/errors.
 */
export function restProblem(thrown: unknown): Problem | undefined {
  const { status, code, message }: RestFailure = typeof thrown === 'object' && thrown !== null ? thrown : {};
  // A success is thrown only when the connection broke within it.
  if (typeof status !== 'number' || status < 400) {
    // Node's and axios's own codes are words: ECONNREFUSED, ETIMEDOUT …
    if (typeof code !== 'string') return undefined;
    return away('Twilio cannot be reached from this server. Check its connection, then try again.');
  }
  if (status === 429) return away('Twilio asks us to slow down. Try again in a minute.');
  if (status >= 500 || status === 408) return away('Twilio does not answer at the moment. Try again in a minute.');
  if (typeof code === 'number' && NOT_ACTIVE.has(code)) return suspended;
  if (status === 401 || code === 20003) return wrongToken;
  const words = typeof message === 'string' ? clean(message).slice(0, LONGEST_WORDS) : 'no reason given';
  return problem('twilio-refused', `Twilio refused: ${words}`, {
    params: { reason: words, ...(typeof code === 'number' && { code }) },
  });
}

const away = (message: string): Problem => problem('twilio-away', message, { retry: true });

export const suspended = problem(
  'twilio-suspended',
  'Twilio has suspended this account. Sign in at the Twilio Console to see why, and mend it there.',
);
export const closed = problem('twilio-closed', 'This Twilio account is closed. Connect another one.');
export const wrongToken = problem(
  'twilio-wrong-token',
  'Twilio does not accept this Account SID and Auth Token. Copy both from the Twilio Console.',
  { field: 'authToken' },
);
export const wrongSid = problem(
  'twilio-wrong-sid',
  'An Account SID begins with AC and has 34 characters. Copy it from the Twilio Console.',
  { field: 'accountSid' },
);

const isNotFound = (thrown: unknown): boolean =>
  typeof thrown === 'object' && thrown !== null && 'status' in thrown && thrown.status === 404;

/** Nothing to delete is as good as deleted. */
export function goneIsFine(thrown: unknown): boolean {
  if (isNotFound(thrown)) return true;
  throw thrown;
}

export function nullIfNotFound(thrown: unknown): null {
  if (isNotFound(thrown)) return null;
  throw thrown;
}
