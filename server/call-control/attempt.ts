import type { CallEvent } from '#server/calls/call-event.ts';
import { toldTo } from './asked-and-told.ts';
import { commandKey, subjectOf } from './command-key.ts';
import type { Conversation, KnownAsk, Told } from './control.ts';
import type { ControlCommand, GaveUp } from './control-event.ts';
import { AGAIN_AT_MOST_MS, AGAIN_MS, ANSWER_MS, CONFIRM_MS, TRIES } from './limits.ts';

/** What one subject wants done now: at most one of the three. */
export interface Due {
  tell?: ControlCommand[];
  append?: CallEvent[];
  /** Nothing before that. */
  at?: Date;
}

type Next = { tell: ControlCommand } | { wait: Date };
type Attempt = Next | { failed: GaveUp; tries: number; since: Date };

/** These are known by their answer, and may be told twice; of all others the lists tell whether they were done. */
const QUIET: ReadonlySet<ControlCommand['do']> = new Set([
  ...([
    'ends-room',
    'mute',
    'coach',
    'pause-recording',
    'stop-recording',
    'remove',
    'end',
    'announce',
    'record',
  ] as const),
]);

/**
 * How to get something done that is not yet so: told once; looked at when the answer, or its report, does not come; told again when it
 * was not done.
 *
 * @param since what was told before that was for something else.
 */
function attempt({ told }: Conversation, now: Date, command: ControlCommand, since: Date): Attempt {
  const key = commandKey(command);
  const against = told.findLast(
    (one) => subjectOf(one.command) === subjectOf(command) && commandKey(one.command) !== key,
  );
  const tells = told.filter((one) => commandKey(one.command) === key && one.n > (against?.n ?? 0) && one.at >= since);
  const last = tells.at(-1);
  if (!last) return { tell: command };
  const failed = (why: GaveUp) => ({ failed: why, tries: tells.length, since: last.answer?.at ?? last.at });
  const { answer } = last;
  if (!answer && past(last.at, ANSWER_MS) > now) return { wait: past(last.at, ANSWER_MS) };
  if (answer?.result === 'gone') return failed('leg-gone');
  if (answer?.result === 'refused') return failed('refused');
  if (answer?.result === 'done' && past(answer.at, CONFIRM_MS) > now) return { wait: past(answer.at, CONFIRM_MS) };
  const look = QUIET.has(command.do) ? undefined : lookAfter(told, last, now);
  return look ?? (tells.length < TRIES ? { tell: command } : failed('failed'));
}

/** Undefined: Twilio's lists have been read since. */
export function lookAfter(told: readonly Told[], { n }: { n: number }, now: Date): Next | undefined {
  const looks = toldTo(told, 'look').filter((look) => look.n > n);
  if (looks.some(({ answer }) => answer?.result === 'done')) return undefined;
  const last = looks.at(-1);
  if (!last) return { tell: { do: 'look' } };
  const next = past(last.answer?.at ?? last.at, last.answer ? backOff(looks.length) : ANSWER_MS);
  return next > now ? { wait: next } : { tell: { do: 'look' } };
}

/**
 * Before anybody is rung: whoever comes to it late, because we were away, looks first whether the call is still there. Undefined: it is
 * not late, or has been looked at.
 */
export function lookFirst({ told }: Conversation, now: Date, asked: KnownAsk): Due | undefined {
  const late = past(asked.at, ANSWER_MS);
  if (late > now) return undefined;
  const look = lookAfter(told, { n: told.findLast(({ at }) => at < late)?.n ?? 0 }, now);
  return look && dueOf(look);
}

/** Gets done what an ask needs: where it can't be, the ask comes to nothing. */
export function pursue(c: Conversation, now: Date, asked: KnownAsk, command: ControlCommand): Due {
  const next = attempt(c, now, command, asked.at);
  return 'failed' in next ? { append: [gaveUp(asked, next.failed)] } : dueOf(next);
}

/** Gets done what must be so whoever asked for it: tried for as long as it takes, less and less often. */
export function correct(c: Conversation, now: Date, command: ControlCommand): Due {
  const next = attempt(c, now, command, new Date(0));
  if (!('failed' in next)) return dueOf(next);
  const again = past(next.since, backOff(next.tries));
  return again > now ? { at: again } : { tell: [command] };
}

export const dueOf = (next: Next): Due => ('tell' in next ? { tell: [next.tell] } : { at: next.wait });

export const gaveUp = ({ askId }: KnownAsk, why: GaveUp): CallEvent => ({ kind: 'gave-up', askId, why });
export const settled = ({ askId }: KnownAsk): CallEvent => ({ kind: 'settled', askId });

export const past = (at: Date, ms: number): Date => new Date(at.getTime() + ms);

const backOff = (tries: number): number => Math.min(AGAIN_AT_MOST_MS, AGAIN_MS * 2 ** Math.min(tries - 1, 10));
