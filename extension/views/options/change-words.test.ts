import { expect, it } from 'vitest';
import { messagesIn } from '#extension/locales/language.ts';
import { changeWords } from '#extension/views/options/change-words.ts';
import { CHANGE_KINDS, type Change } from '#shared/api/team-api.ts';
import { mainLine, manchester, paris } from '#test/gallery/people.ts';

const said = (
  kind: Change['kind'],
  subject: string | null = null,
  values: Change['values'] = {},
  language: 'en' | 'es' = 'en',
) =>
  changeWords({ kind, at: '2026-11-24T16:00:00Z', by: 'Ana Ruiz', subject, values }, messagesIn(language)).replaceAll(
    '\u00a0',
    ' ',
  );

it.each(CHANGE_KINDS)('a change of the kind %s has its words in both languages, however little is known', (kind) => {
  for (const language of ['en', 'es'] as const) {
    expect(said(kind, 'Ken', {}, language)).toMatch(/^\p{Ll}/u);
    expect(said(kind, null, {}, language)).not.toMatch(/undefined|null|NaN/);
  }
});

it('names people, numbers as they are written, versions and statuses', () => {
  expect(said('incoming-number-restored', mainLine, { version: 4 })).toBe('brought version 4 of +34 910 60 12 34 back');
  expect(said('outgoing-number-deleted', 'Priya Nair', { number: paris, stays: manchester })).toBe(
    'took +33 1 99 00 42 17 away from Priya Nair, who keeps +44 161 496 0100',
  );
  expect(said('person-presence-set', 'Marta Soler', { presence: 'offline' }, 'es')).toBe(
    'cambió el estado de Marta Soler a Sin conexión',
  );
});
