import type { Messages } from '#extension/locales/language.ts';
import type { PresenceShown } from '#extension/views/call/presence-dot.tsx';
import { type Calendar, timeOfDay } from '#extension/views/format/day.ts';
import { duration, secondsSince } from '#extension/views/format/duration.ts';
import type { Colleague } from '#shared/api/control-api.ts';
import { isAwayReason } from '#shared/call/away.ts';

/** What a colleague's mark shows: what she chose, or that she is on a call. */
export function shownPresence({ presence, busySince }: Colleague): PresenceShown {
  return presence !== 'offline' && busySince !== null ? 'busy' : presence;
}

const RANK: Record<PresenceShown, number> = { online: 0, ringing: 1, busy: 2, away: 3, offline: 4 };

const rank = (one: Colleague): number => (one.rings && one.busySince === null ? -1 : RANK[shownPresence(one)]);

/**
 * The newest list in an order that does not jump: those whom `before` has keep their places, others come behind. Without a `before`: who
 * is free first, then by name.
 */
export function inPlace(before: readonly Colleague[] | null, now: readonly Colleague[]): readonly Colleague[] {
  if (before === null) return [...now].sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name));
  const place = new Map(before.map(({ agentId }, index) => [agentId, index]));
  const last = before.length;
  return [...now].sort((a, b) => (place.get(a.agentId) ?? last) - (place.get(b.agentId) ?? last));
}

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Whose name has words that begin like the typed ones; accents and case don't matter. */
export function named(colleagues: readonly Colleague[], text: string): readonly Colleague[] {
  const wanted = plain(text).split(/\s+/u).filter(Boolean);
  return colleagues.filter(({ name }) => {
    const words = plain(name).split(/[\s-]+/u);
    return wanted.every((part) => words.some((word) => word.startsWith(part)));
  });
}

/** Presence in words: on a call since when, away why and until when. */
export function aboutColleague(one: Colleague, now: Date, calendar: Calendar, t: Messages): string {
  const words = t.control.pick;
  switch (shownPresence(one)) {
    case 'busy':
      return words.onCall(duration(secondsSince(one.busySince ?? now.toISOString(), now)));
    case 'away': {
      const { awayReason, awayUntil } = one;
      const reason =
        awayReason !== null && isAwayReason(awayReason) ? words.awayReason[awayReason] : (awayReason ?? words.away);
      const until = awayUntil ? new Date(awayUntil) : null;
      if (until !== null && until > now) return words.awayUntil(reason, timeOfDay(until, calendar));
      return awayReason === null ? words.away : words.awayWith(reason);
    }
    case 'offline':
      return words.offline;
    default:
      return one.rings ? words.online : words.ready;
  }
}
