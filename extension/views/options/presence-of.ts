import type { Messages } from '#extension/locales/language.ts';
import type { PresenceShown } from '#extension/views/call/presence-dot.tsx';
import type { Person } from '#shared/api/admin-api.ts';

/** What a person is doing now, as shape and words. Whoever can't be reached is offline, whatever she chose. */
export function presenceOf(person: Person, t: Messages): { readonly shape: PresenceShown; readonly words: string } {
  if (!person.signedIn) return { shape: 'offline', words: t.options.people.never };
  if (person.onCall) return { shape: 'busy', words: t.options.people.onCall };
  if (!person.reachable) return { shape: 'offline', words: t.popup.presence.offline };
  if (person.wrappingUp === true) return { shape: 'busy', words: t.options.people.wrappingUp };
  return { shape: person.presence, words: t.popup.presence[person.presence] };
}
