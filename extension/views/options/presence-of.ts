import type { Messages } from '#extension/locales/language.ts';
import type { PresenceShown } from '#extension/views/call/presence-dot.tsx';
import { timeOfDay } from '#extension/views/format/day.ts';
import { awayWords } from '#extension/views/popup/away.ts';
import type { View } from '#extension/views/view.ts';
import type { Person } from '#shared/api/admin-api.ts';

/** What a person is doing now, as shape and words. Whoever can't be reached is offline, whatever she chose. */
export function presenceOf(person: Person, t: Messages): { readonly shape: PresenceShown; readonly words: string } {
  if (!person.signedIn) return { shape: 'offline', words: t.options.people.never };
  if (person.onCall) return { shape: 'busy', words: t.options.people.onCall };
  if (!person.reachable) return { shape: 'offline', words: t.popup.presence.offline };
  if (person.wrappingUp === true) return { shape: 'busy', words: t.options.people.wrappingUp };
  return { shape: person.presence, words: t.popup.presence[person.presence] };
}

/** The same at length: since when she is on a call; why she is away, and until when. */
export function doingAtLength(person: Person, view: Pick<View, 't' | 'language' | 'timeZone'>): string {
  const { t } = view;
  const { shape, words } = presenceOf(person, t);
  const { awayReason = null, awayUntil = null, onCall, onCallSince } = person;
  if (shape === 'busy' && onCall && onCallSince) return t.presence.onACallSince(timeOfDay(new Date(onCallSince), view));
  if (shape !== 'away') return words;
  const { why, until } = awayWords({ awayReason, awayUntil }, view);
  return [why, until].filter(Boolean).join(' ');
}
