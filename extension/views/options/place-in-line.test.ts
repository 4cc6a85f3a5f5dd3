import { describe, expect, it } from 'vitest';
import { messagesIn } from '#extension/locales/language.ts';
import { byPlace, whyInLine } from '#extension/views/options/place-in-line.ts';
import type { Person } from '#shared/api/admin-api.ts';
import { ana, ken, marta, NOW, tomas } from '#test/gallery/people.ts';

const person = (agent: Person['agent'], more: Partial<Person> = {}): Person => ({
  agent,
  signedIn: true,
  presence: 'online',
  reachable: true,
  onCall: false,
  ...more,
});
const calendar = (language: 'en' | 'es') => ({ t: messagesIn(language), language, timeZone: 'Europe/Madrid' });

describe('[req 72] the place in line', () => {
  it('tells since when and why: came online, or went to the end after a call', () => {
    const online = person(ana, { place: 2, placeSince: '2026-11-24T08:02:00Z', placeWhy: 'came-online' });
    expect(whyInLine(online, NOW, calendar('en'))).toBe('in line since 09:02');
    const afterCall = person(ana, { place: 3, placeSince: '2026-11-24T09:15:00Z', placeWhy: 'after-call' });
    expect(whyInLine(afterCall, NOW, calendar('en'))).toBe('went to the end after a call at 10:15');
    expect(whyInLine(afterCall, NOW, calendar('es'))).toBe('pasó al final tras una llamada a las 10:15');
  });

  it('names the day where it was another one', () => {
    const before = person(ana, { place: 1, placeSince: '2026-11-23T17:02:00Z', placeWhy: 'came-online' });
    expect(whyInLine(before, NOW, calendar('en'))).toBe('in line since 23 Nov, 18:02');
  });

  it('tells nothing of who has none, and nothing where an older server doesn’t', () => {
    expect(whyInLine(person(ana, { place: null, placeSince: null, placeWhy: null }), NOW, calendar('en'))).toBeNull();
    expect(whyInLine(person(ana), NOW, calendar('en'))).toBeNull();
  });

  it('tells since when somebody has no place any more, and why', () => {
    const offline = person(ana, { place: null, placeLost: { why: 'offline', at: '2026-11-24T08:02:00Z' } });
    expect(whyInLine(offline, NOW, calendar('en'))).toBe('set offline at 09:02');
    expect(whyInLine(offline, NOW, calendar('es'))).toBe('pasó a Sin conexión a las 09:02');
    const silent = person(ana, { place: null, placeLost: { why: 'silent', at: '2026-11-23T17:02:00Z' } });
    expect(whyInLine(silent, NOW, calendar('en'))).toBe('not heard of since 23 Nov, 18:02');
  });

  it('orders the list: the line, then everybody else by name, then who has left the CRM', () => {
    const listed = byPlace([
      person(marta, { active: false }),
      person(tomas, { place: null }),
      person(ana, { place: 2 }),
      person(ken, { place: 1 }),
    ]);
    expect(listed.map(({ agent }) => agent.name)).toEqual([ken.name, ana.name, tomas.name, marta.name]);
  });
});
