import type { Messages } from '#extension/locales/language.ts';
import type { PresenceShown } from '#extension/views/call/presence-dot.tsx';
import { timeOfDay } from '#extension/views/format/day.ts';
import { awayWords } from '#extension/views/popup/away.ts';
import type { View } from '#extension/views/view.ts';
import type { Person } from '#shared/api/admin-api.ts';

/** What a person is doing now, as shape and words. Whose browser is closed, or has no line, is offline, whatever she chose. */
export function presenceOf(person: Person, t: Messages): { readonly shape: PresenceShown; readonly words: string } {
  if (!person.signedIn) return { shape: 'offline', words: t.options.people.never };
  if (person.onCall) return { shape: 'busy', words: t.options.people.onCall };
  if (person.wrappingUp === true && hasLife(person)) return { shape: 'busy', words: t.options.people.wrappingUp };
  if (person.presence === 'away' && hasLife(person)) return { shape: 'away', words: t.popup.presence.away };
  if (!person.reachable) return { shape: 'offline', words: t.popup.presence.offline };
  return { shape: person.presence, words: t.popup.presence[person.presence] };
}

/** Her browser answers: it rings, or would but for what she does or has chosen. */
export const hasLife = ({ reachable, alive, onCall, wrappingUp, presence }: Person): boolean =>
  reachable || (alive === true && (onCall || wrappingUp === true || presence !== 'online'));

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
