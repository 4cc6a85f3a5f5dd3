import type { Messages } from '#extension/locales/language.ts';
import type { Calendar } from '#extension/views/format/day.ts';
import { dayHeading } from '#extension/views/format/day.ts';
import { shownNumber } from '#extension/views/format/phone.ts';
import type { RecentCall } from '#shared/api/agent-api.ts';

export interface Day {
  readonly heading: string;
  readonly calls: readonly RecentCall[];
}

/** Somebody is to be called back: nobody answered, or the conversation was cut off. */
export const isMissed = (call: RecentCall): boolean =>
  call.disposition === 'missed' ||
  call.cutOff === true ||
  (call.direction === 'incoming' && call.disposition === 'cancelled');

/** Name, number, or that it was withheld. */
export const whoCalled = (call: RecentCall, t: Messages): string =>
  call.name ?? (call.number === null ? t.call.withheld : shownNumber(call.number));

/** The calls under their days, newest first. */
export function byDay(calls: readonly RecentCall[], now: Date, calendar: Calendar): readonly Day[] {
  const days: { heading: string; calls: RecentCall[] }[] = [];
  const newestFirst = [...calls].sort((a, b) => Date.parse(b.startedAt) - Date.parse(a.startedAt));
  for (const call of newestFirst) {
    const heading = dayHeading(new Date(call.startedAt), now, calendar);
    const last = days.at(-1);
    if (last?.heading === heading) last.calls.push(call);
    else days.push({ heading, calls: [call] });
  }
  return days;
}

/** Calls whose name or digits hold the text; accents and case don't matter. */
export function searched(calls: readonly RecentCall[], text: string): readonly RecentCall[] {
  const wanted = plain(text);
  const digits = text.replace(/\D/g, '');
  return calls.filter(
    (call) =>
      (call.name !== null && plain(call.name).includes(wanted)) ||
      (digits.length > 1 && call.number !== null && call.number.includes(digits)),
  );
}

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
