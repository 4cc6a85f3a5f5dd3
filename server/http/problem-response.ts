import type { Context as Asked } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Problem, ProblemCode } from '#shared/problem.ts';

const STATUS: Partial<Record<ProblemCode, ContentfulStatusCode>> = {
  'signed-out': 401,
  'sign-in-refused': 403,
  'wrong-organisation': 403,
  'not-admin': 403,
  'not-allowed': 403,
  'user-not-active': 403,
  'emergency-number': 403,
  'not-set-up': 409,
  'set-up-link-used': 410,
  'update-extension': 426,
  'update-server': 426,
  'bad-request': 400,
  'not-found': 404,
  'call-gone': 404,
  'recording-gone': 410,
  'too-large': 413,
  'too-many-requests': 429,
  'too-many-calls': 429,
  'already-on-a-call': 409,
  'call-id-used': 409,
  'number-taken': 409,
  'changed-meanwhile': 409,
  'softphone-away': 409,
  'twilio-not-connected': 409,
  'twilio-away': 503,
  'crm-away': 503,
  'server-away': 503,
  internal: 500,
};

/** The HTTP status of a Problem; 422 = understood, and refused for a reason that the person can mend. */
export const statusOf = (code: ProblemCode): ContentfulStatusCode => STATUS[code] ?? 422;

/** What comes too often is counted by the minute. */
const COUNTED_SECONDS = '60';

/** Answers a request with a Problem as JSON. */
export function problemResponse(asked: Asked, problem: Problem): Response {
  const status = statusOf(problem.code);
  if (problem.retry) asked.header('Retry-After', status === 429 ? COUNTED_SECONDS : '1');
  return asked.json(problem, status);
}
