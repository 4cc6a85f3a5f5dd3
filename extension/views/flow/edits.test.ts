import { describe, expect, it } from 'vitest';
import {
  addOpening,
  changeOpening,
  copyToWorkdays,
  switchHours,
  usualWeek,
} from '#extension/views/flow/hours-edits.ts';
import { addLanguage, dropLanguage, moveLanguageUp, replaceLanguage } from '#extension/views/flow/language-edits.ts';
import {
  actionKinds,
  addOption,
  changeMenu,
  changeOptionAt,
  deleteOption,
  neighbour,
  rekey,
} from '#extension/views/flow/menu-edits.ts';
import { kindOf, voiceOf, withKind, withPrompt, withVoice } from '#extension/views/flow/prompt-edits.ts';
import { readsAs } from '#extension/views/flow/reads-as.ts';
import type { Menu, OptionKey } from '#shared/call-flow/call-flow.schema.ts';
import { newFlow, newMenu, newPeople } from '#shared/call-flow/new-flow.ts';
import { textPrompt } from '#shared/call-flow/prompt.ts';
import { levelsOf, menuAt } from '#shared/call-flow/tree.ts';

const people = (key: OptionKey, name: string) => ({
  key,
  label: { 'en-GB': name },
  action: { do: 'people' as const, people: newPeople() },
});
const menu = (...options: Menu['options']): Menu => ({ ...newMenu(), options });
const sales = { ...people('1', 'Sales'), action: { do: 'menu' as const, menu: menu(people('1', 'Spain')) } };
const first = menu(sales, people('2', 'Support'), people('3', 'Billing'));
const names = (of: Menu | undefined) => of?.options.map(({ key, label }) => `${key} ${label['en-GB'] ?? ''}`);

describe('the menu', () => {
  it('[req 20] [req 22] grows by the lowest free key, nine in the first menu and five below', () => {
    const nine = Array.from({ length: 12 }).reduce<Menu>((now) => addOption(now, []), first);
    expect(nine.options.map(({ key }) => key).join('')).toBe('123456789');
    const five = Array.from({ length: 12 }).reduce<Menu>((now) => addOption(now, ['1']), first);
    expect(menuAt(five, ['1'])?.options).toHaveLength(5);
    expect(names(addOption(deleteOption(first, ['2']), []))).toEqual(['1 Sales', '2 ', '3 Billing']);
  });

  it('never has one key twice: another option’s key is exchanged for it', () => {
    expect(names(rekey(first, ['1'], '3'))).toEqual(['1 Billing', '2 Support', '3 Sales']);
    expect(names(rekey(first, ['1'], '7'))).toEqual(['2 Support', '3 Billing', '7 Sales']);
  });

  it('moves an option up and down by its neighbour’s key', () => {
    expect(neighbour(first, '2', -1)).toBe('1');
    expect(neighbour(first, '3', 1)).toBeNull();
    expect(neighbour(first, '9', 1)).toBeNull();
  });

  it('changes what hangs below an option and leaves the rest as it is', () => {
    const changed = changeOptionAt(first, ['1', '1'], (option) => ({ ...option, label: { 'en-GB': 'France' } }));
    expect(names(menuAt(changed, ['1']))).toEqual(['1 France']);
    expect(changed.options[1]).toBe(first.options[1]);
    expect(changeMenu(first, ['2', '1'], () => newMenu())).toEqual(first);
  });

  it('[req 21] is at most five levels deep: the last leads to people only', () => {
    expect(actionKinds(4)).toContain('menu');
    expect(actionKinds(5)).toEqual(['people']);
    expect(levelsOf(first)).toBe(2);
  });

  it('[req 74] reads as the sentence for every option that leads somewhere', () => {
    const flow = newFlow('en-GB', 'Europe/London');
    const nowhere = { ...people('4', 'Nowhere'), action: null };
    const own = { ...first, prompt: { 'en-GB': textPrompt('For ${Menu} it is ${Key}.', 'en-GB') } };
    expect(readsAs(flow, menu(people('2', 'Support'), nowhere), 'en-GB')).toBe('Press 2 for Support.');
    expect(readsAs(flow, own, 'en-GB')).toContain('For Billing it is 3.');
    expect(readsAs({ languages: ['en-GB', 'es-ES'] }, menu(people('2', 'Support')), 'es-ES')).toContain('Support');
  });
});

describe('prompts', () => {
  const flow = newFlow('en-GB', 'Europe/London');
  it('[req 24] keep what was entered when their kind changes', () => {
    const entered = { ...flow, welcome: { 'en-GB': textPrompt('Hello', 'en-GB') } };
    const back = withKind(withKind(entered, 'en-GB', 'file'), 'en-GB', 'text');
    expect(kindOf(withKind(entered, 'en-GB', 'file'), 'en-GB')).toBe('file');
    expect(back).toEqual(entered);
  });

  it('that are empty are none: callers hear the usual words', () => {
    expect(withPrompt({}, 'en-GB', textPrompt('  ', 'en-GB'))).toEqual({});
  });

  it('of different kinds have none in common', () => {
    const file = { ...textPrompt('', 'en-GB'), kind: 'file' as const };
    expect(kindOf({ ...flow, busy: { 'en-GB': file } }, 'en-GB')).toBeNull();
  });

  it('are all read by the voice that is chosen, and so are the usual words', () => {
    const chosen = withVoice({ ...flow, welcome: { 'en-GB': textPrompt('Hello', 'en-GB') } }, 'en-GB', 'Polly.Brian');
    expect(chosen.welcome['en-GB']?.voice).toBe('Polly.Brian');
    expect(voiceOf(withVoice(flow, 'en-GB', 'Polly.Emma'), 'en-GB')).toBe('Polly.Emma');
  });
});

describe('languages', () => {
  const flow = {
    ...newFlow('en-GB', 'Europe/London'),
    menu: first,
    welcome: { 'en-GB': textPrompt('Hello', 'en-GB') },
  };
  it('are added up to five, and the last can’t go', () => {
    expect(dropLanguage(flow, 'en-GB').languages).toEqual(['en-GB']);
    const two = addLanguage(addLanguage(flow, 'es-ES'), 'es-ES');
    expect(two.languages).toEqual(['en-GB', 'es-ES']);
    expect(moveLanguageUp(two, 'es-ES').languages).toEqual(['es-ES', 'en-GB']);
    const many = (['es-ES', 'ca-ES', 'fr-FR', 'de-DE', 'it-IT'] as const).reduce(addLanguage, flow);
    expect(many.languages).toHaveLength(5);
  });

  it('take what was entered along when one takes the place of another', () => {
    const catalan = replaceLanguage(flow, 'en-GB', 'ca-ES');
    expect(catalan.languages).toEqual(['ca-ES']);
    expect(catalan.welcome).toEqual({ 'ca-ES': textPrompt('Hello', 'ca-ES') });
    expect(menuAt(catalan.menu, ['1'])?.options[0]?.label).toEqual({ 'ca-ES': 'Spain' });
  });
});

describe('opening hours', () => {
  const { hours } = newFlow('en-GB', 'Europe/London');
  it('begin with a usual week, and keep what was entered when they are switched off and on', () => {
    expect(switchHours(hours, true).week).toEqual(usualWeek());
    const own = { ...hours, week: [{ day: 6, from: '10:00', until: '14:00' }] };
    expect(switchHours(switchHours(own, true), false).week).toEqual(own.week);
  });

  it('take a second opening after the first, never past midnight', () => {
    expect(addOpening(usualWeek(), 1).filter(({ day }) => day === 1)).toEqual([
      { day: 1, from: '09:00', until: '18:00' },
      { day: 1, from: '19:00', until: '23:00' },
    ]);
    expect(addOpening([{ day: 1, from: '09:00', until: '24:00' }], 1).at(-1)).toEqual({
      day: 1,
      from: '23:00',
      until: '24:00',
    });
  });

  it('of one day are copied to all working days', () => {
    const week = [
      { day: 2, from: '08:00', until: '12:00' },
      { day: 6, from: '10:00', until: '14:00' },
    ];
    expect(copyToWorkdays(week, 2)).toHaveLength(6);
    expect(copyToWorkdays(week, 6)).toHaveLength(6);
    expect(copyToWorkdays(week, 6).every(({ from }) => from === '10:00')).toBe(true);
  });

  it('change one opening of a day and leave the others', () => {
    const week = addOpening(usualWeek(), 1);
    expect(changeOpening(week, 1, 1, { from: '20:00' }).filter(({ from }) => from === '20:00')).toHaveLength(1);
    expect(changeOpening(week, 1, 0, null)).toHaveLength(5);
  });
});
