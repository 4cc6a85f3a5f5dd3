import { describe, expect, it } from 'vitest';
import { moveChip, placeChip, readTemplate, withText, writeTemplate } from '#extension/views/flow/template.ts';

const usual = readTemplate('Press ${Key} for ${Menu}.');

describe('[req 29] the sentence for every option', () => {
  it.each(['Press ${Key} for ${Menu}.', '${Menu}: ${Key}', 'Para ${Menu}, pulse ${Key}.'])(
    '%s stays as it was',
    (text) => expect(writeTemplate(readTemplate(text))).toBe(text),
  );

  it.each([
    ['Press 1 for sales.', 'Press 1 for sales. ${Key}${Menu}'],
    ['Press ${Key}.', 'Press ${Key}. ${Menu}'],
    ['', '${Key}${Menu}'],
    ['${Key} ${Key} ${Menu}', '${Key}  ${Menu}'],
  ])('%j gets the part that it lacks', (text, whole) => expect(writeTemplate(readTemplate(text))).toBe(whole));

  it('never loses a part, and takes none that is typed', () => {
    const typed = withText(withText(usual, 0, ''), 2, '${Key}');
    expect(writeTemplate(typed)).toBe('${Key} for ${Menu}$ {Key}');
  });

  it('cuts a text that is too long, and no part of the sentence with it', () => {
    const pasted = withText(usual, 0, 'a'.repeat(2_000));
    expect(writeTemplate(pasted)).toHaveLength(1_000);
    expect(writeTemplate(pasted)).toContain('a${Key} for ${Menu}.');
  });

  it('lets a part move word by word, past the other one too', () => {
    const once = moveChip(usual, 'Menu', -1);
    expect(writeTemplate(once)).toBe('Press ${Key} ${Menu} for.');
    expect(writeTemplate(moveChip(once, 'Menu', -1))).toBe('Press ${Menu} ${Key} for.');
    expect(writeTemplate(moveChip(usual, 'Key', 1))).toBe('Press for ${Key} ${Menu}.');
    const far = [1, 2, 3, 4, 5].reduce((now) => moveChip(now, 'Menu', -1), usual);
    expect(writeTemplate(far)).toBe('${Menu} Press ${Key} for.');
  });

  it('lets a part be dropped between two words', () => {
    const template = readTemplate('To reach ${Menu} press ${Key} now please.');
    expect(writeTemplate(placeChip(template, 'Key', 0, 3))).toBe('To ${Key} reach ${Menu} press now please.');
    expect(writeTemplate(placeChip(template, 'Menu', 2, 5))).toBe('To reach press ${Key} now ${Menu} please.');
  });
});
