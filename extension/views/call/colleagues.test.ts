import { describe, expect, it } from 'vitest';
import { messagesIn } from '#extension/locales/language.ts';
import { aboutColleague, inPlace, named } from '#extension/views/call/colleagues.ts';
import type { Colleague } from '#shared/api/control-api.ts';
import { colleagues } from '#test/gallery/controls.ts';
import { ken, NOW } from '#test/gallery/people.ts';

const t = messagesIn('en');
const names = (list: readonly Colleague[]) => list.map(({ name }) => name);
const byName = (name: string): Colleague => {
  const found = colleagues.find((one) => one.name.startsWith(name));
  if (!found) throw new Error(`nobody is called ${name}`);
  return found;
};

describe('the list of colleagues', () => {
  it('has who is free first, then who is on a call, away, offline', () => {
    expect(names(inPlace(null, colleagues))).toEqual([
      'Ken Adeyemi',
      'Marta Soler',
      'Priya Nair',
      'Jim Novak',
      'Tomás Vidal',
      'Nuria Pons',
    ]);
  });

  it('does not jump when somebody becomes busy; who is new comes last', () => {
    const before = inPlace(
      null,
      colleagues.filter(({ name }) => !name.startsWith('Marta')),
    );
    const now = colleagues.map((one) =>
      one.agentId === ken.id ? { ...one, busySince: NOW.toISOString(), rings: false } : one,
    );
    expect(names(inPlace(before, now))).toEqual([...names(before), 'Marta Soler']);
  });

  it('forgets who is gone', () => {
    expect(names(inPlace(colleagues, [byName('Ken')]))).toEqual(['Ken Adeyemi']);
  });

  it.each([
    ['ken', ['Ken Adeyemi']],
    ['ade', ['Ken Adeyemi']],
    ['tomas v', ['Tomás Vidal']],
    ['VIDAL', ['Tomás Vidal']],
    ['n', ['Nuria Pons', 'Priya Nair', 'Jim Novak']],
    ['eny', []],
    ['(', []],
    ['', names(colleagues)],
  ])('%j finds %j', (text, found) => expect(names(named(colleagues, text))).toEqual(found));
});

it.each([
  ['Ken', 'Online'],
  ['Priya', 'On a call, 3:40'],
  ['Jim', 'Break until 17:45'],
  ['Tomás', 'Away · Con un cliente'],
  ['Nuria', 'Offline'],
])('%s is told as %s', (name, about) =>
  expect(aboutColleague(byName(name), NOW, { t, language: 'en', timeZone: 'Europe/Madrid' }, t)).toBe(about),
);

it('a break whose time is over is no longer told with its time', () => {
  const late = new Date(NOW.getTime() + 3_600_000);
  const calendar = { t, language: 'en', timeZone: 'Europe/Madrid' } as const;
  expect(aboutColleague(byName('Jim'), late, calendar, t)).toBe('Away · Break');
});
