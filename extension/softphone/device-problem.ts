import { ownProblem, type Problem } from '#shared/problem.ts';
import type { CallEvent } from './call-state.ts';

export type Failure = Pick<Extract<CallEvent, { type: 'leg-failed' }>, 'how' | 'problem'>;

/** Tokens that Twilio no longer takes, or has not taken yet: https://www.twilio.com/docs/api/errors, 312xx, and 20101, 20104. */
const TOKEN_ENDED = new Set([20101, 20104, 31202, 31204, 31205, 31207]);

export const isTokenEnded = (code: number): boolean => TOKEN_ENDED.has(code);

const MICROPHONE_DENIED = new Set([31208, 31401]);
const NO_MICROPHONE = 31402;

/** Why a leg failed, in the words of a call. Codes: https://www.twilio.com/docs/api/errors (31xxx client, 53xxx network). */
export function failureOf(code: number): Failure {
  if (code === 31486) return { how: 'busy', problem: refused() };
  if (code === 31603) return { how: 'declined', problem: refused() };
  if (code === 31480 || code === 31487) return { how: 'no-answer', problem: refused() };
  return { how: 'failed', problem: problemOf(code) };
}

function problemOf(code: number): Problem {
  if (MICROPHONE_DENIED.has(code)) {
    return ownProblem('microphone-blocked');
  }
  if (code === NO_MICROPHONE) {
    return ownProblem('no-microphone');
  }
  if (isTokenEnded(code) || (code >= 53_000 && code < 54_000) || code === 31009) return twilioAway();
  return refused();
}

export const twilioAway = (): Problem => ownProblem('twilio-away', { retry: true });

const refused = (): Problem => ownProblem('call-refused', { retry: true });

export const onCallAlready = (): Problem => ownProblem('already-on-a-call');
