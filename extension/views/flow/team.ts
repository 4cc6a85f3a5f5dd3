import type { Messages } from '#extension/locales/language.ts';
import type { PresenceShown } from '#extension/views/call/presence-dot.tsx';
import { presenceOf } from '#extension/views/options/presence-of.ts';
import type { Person } from '#shared/api/admin-api.ts';
import type { AgentId } from '#shared/ids.ts';

/** One of those who ring, as she is now. */
export interface Member {
  readonly id: AgentId;
  readonly name: string;
  /** False: no longer an active user of the CRM; skipped at once. */
  readonly active: boolean;
  readonly shape: PresenceShown;
  readonly words: string;
  readonly place: number | null;
  readonly placeSince: string | null;
  readonly placeWhy: 'came-online' | 'after-call' | null;
}

/** Who rings, in the order in which they were chosen. Whoever the team no longer knows is shown all the same: she can be taken out. */
export function membersOf(ids: readonly AgentId[], people: readonly Person[], t: Messages): readonly Member[] {
  return ids.map((id) => {
    const person = people.find(({ agent }) => agent.id === id);
    if (person === undefined || person.active === false) {
      const name = person?.agent.name ?? t.flow.formerUser;
      return { id, name, active: false, shape: 'offline', words: t.flow.notInCrm, ...nowhere };
    }
    const { shape, words } = presenceOf(person, t);
    const { place = null, placeSince = null, placeWhy = null } = person;
    return { id, name: person.agent.name, active: true, shape, words, place, placeSince, placeWhy };
  });
}

const nowhere = { place: null, placeSince: null, placeWhy: null };

/** First whoever came online first; those who have no place keep their order behind them. */
export const inLine = (members: readonly Member[]): readonly Member[] =>
  members.toSorted((a, b) => (a.place ?? Number.MAX_SAFE_INTEGER) - (b.place ?? Number.MAX_SAFE_INTEGER));

/** Whom one can choose: every active user of the CRM, by name. */
export const choosable = (people: readonly Person[], language: string): readonly Person[] =>
  people
    .filter(({ active }) => active !== false)
    .toSorted((a, b) => a.agent.name.localeCompare(b.agent.name, language));
