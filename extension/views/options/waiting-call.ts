import { dayHeading, timeOfDay } from '#extension/views/format/day.ts';
import { shownNumber } from '#extension/views/format/phone.ts';
import { wordsFor } from '#extension/views/problem/problem-words.ts';
import type { View } from '#extension/views/view.ts';
import type { WaitingCall } from '#shared/api/admin-api.ts';

type Reader = Pick<View, 't' | 'language' | 'timeZone' | 'admin'>;

/** Whom the call was with: the record's name, the number, or that it was withheld. */
export const withWhom = ({ recordName, number }: WaitingCall, { t }: Pick<Reader, 't'>): string =>
  recordName ?? (number === null ? t.call.withheld : shownNumber(number));

/** `Call, note, recording`. */
export function missing(call: WaitingCall, { t }: Pick<Reader, 't'>): string {
  const parts = call.missing.map((part) => t.calls.parts[part]).join(', ');
  return parts.charAt(0).toLocaleUpperCase() + parts.slice(1);
}

/** `Today 16:58`. */
export const dayAndTime = (iso: string, now: Date, reader: Reader): string => {
  const moment = new Date(iso);
  return `${dayHeading(moment, now, reader)} ${timeOfDay(moment, reader)}`;
};

/** Why it is not in the CRM yet. Who has to sign in is named: it is seldom the administrator who reads this. */
export function why(call: WaitingCall, reader: Reader): string {
  const { problem, agentName } = call;
  if (problem === null) return reader.t.calls.onItsWay;
  if (problem.code === 'crm-signed-out') {
    return agentName === null ? reader.t.calls.signInTeam : reader.t.calls.signIn(agentName);
  }
  const words = wordsFor(problem, reader);
  return call.nextTryAt === null ? `${words.what} ${words.do}` : words.what;
}

/** When it is tried again: a time of day, with its day unless that is today; at once; or not before somebody asks for it. */
export function nextTry(call: WaitingCall, now: Date, reader: Reader): string {
  if (call.nextTryAt === null) {
    if (call.problem === null) return reader.t.calls.soon;
    return call.problem.code === 'crm-signed-out' ? reader.t.calls.afterSignIn : reader.t.calls.byHand;
  }
  const at = new Date(call.nextTryAt);
  if (at.getTime() <= now.getTime()) return reader.t.calls.soon;
  const today = dayHeading(at, now, reader) === reader.t.time.today;
  return today ? timeOfDay(at, reader) : dayAndTime(call.nextTryAt, now, reader);
}
