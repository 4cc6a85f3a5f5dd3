import { describe, expect, it } from 'vitest';
import { messagesIn } from '#extension/locales/language.ts';
import { awayNews } from '#extension/views/popup/away.ts';
import { colleaguesNamed, doingNow, linesOf } from '#extension/views/popup/found.ts';
import type { Colleague } from '#shared/api/control-api.ts';
import { ago, ken, laura, lauraMobile, NOW, ortegaOffice, tomas } from '#test/gallery/people.ts';
import { phone } from '#test/gallery/phones.ts';

const view = { t: messagesIn('en'), language: 'en' as const, timeZone: 'Europe/Madrid' };
const colleague = (more: Partial<Colleague> = {}): Colleague => ({
  ...{ agentId: ken.id, name: 'Ken Adeyemi', presence: 'online', awayReason: null, busySince: null, rings: true },
  ...more,
});

describe('colleagues', () => {
  it('are found by the beginning of any of their names, without accents and case', () => {
    const all = [colleague(), colleague({ agentId: tomas.id, name: 'Tomás Vidal' })];
    const names = (text: string) => colleaguesNamed(all, text).map(({ name }) => name);
    expect(names('tomas')).toEqual(['Tomás Vidal']);
    expect(names('VID')).toEqual(['Tomás Vidal']);
    expect(names('  ade')).toEqual(['Ken Adeyemi']);
    expect(names('mas')).toEqual([]);
    expect(names('  ')).toEqual([]);
  });

  it.each([
    [{}, 'online', 'Online'],
    [{ presence: 'offline' }, 'offline', 'Offline'],
    [{ presence: 'away', awayReason: 'lunch', awayUntil: ago(-1_200) }, 'away', 'At lunch until 17:52'],
    [{ presence: 'away', awayReason: 'Dentist' }, 'away', 'Dentist'],
    [{ presence: 'away', awayReason: null }, 'away', 'On a break'],
    [{ presence: 'away', awayReason: 'lunch', busySince: ago(600) }, 'busy', 'On a call since 17:22'],
  ] satisfies [Partial<Colleague>, string, string][])('%j are shown as %s: %s', (more, shape, words) =>
    expect(doingNow(colleague(more), view)).toEqual({ shape, words }),
  );
});

it('people of the CRM have one line for each number, and one where there is none', () => {
  const lines = linesOf([{ ...laura, numbers: [lauraMobile, ortegaOffice] }, { ...laura, numbers: [] }, laura]);
  expect(lines.map(({ number }) => number)).toEqual([lauraMobile, ortegaOffice, null, null]);
});

describe('she is told', () => {
  it.each([
    ['nothing while her break lasts', { presence: 'away', awayReason: 'break', awayUntil: ago(-1) }, null],
    ['that it is over the moment it is', { presence: 'away', awayReason: 'break', awayUntil: ago(0) }, 'over'],
    ['nothing where she gave no time', { presence: 'away', awayReason: 'Dentist', awayUntil: null }, null],
    ['nothing once she is back', { presence: 'online', awayUntil: ago(60) }, null],
    ['that the server took her for absent', { presence: 'away', awayReason: 'not-answering' }, 'not-answering'],
  ] as const)('%s', (_, more, news) => expect(awayNews(phone(more), NOW)).toBe(news));
});
