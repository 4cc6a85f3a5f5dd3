import { LONGEST_PROMPT } from '#shared/call-flow/limits.ts';

/** What the program fills into the sentence that is read for every option. */
export const CHIPS = ['Key', 'Menu'] as const;
export type Chip = (typeof CHIPS)[number];

/** A sentence with its two chips: text, chip, text, chip, text. Texts may be empty; no chip is ever missing. */
export interface Template {
  readonly texts: readonly [string, string, string];
  readonly chips: readonly [Chip, Chip];
}

const CHIP = /\$\{(Key|Menu)\}/;
const asChip = (text: string | undefined): Chip | undefined => CHIPS.find((chip) => chip === text);

/** Splits a sentence at its chips. A chip that stands twice counts once, one that is missing is put at the end. */
export function readTemplate(sentence: string): Template {
  const texts: [string, string, string] = ['', '', ''];
  const chips: Chip[] = [];
  for (const [at, piece] of sentence.split(CHIP).entries()) {
    const chip = at % 2 === 1 ? asChip(piece) : undefined;
    if (chip === undefined) texts[place(chips)] += piece;
    else if (!chips.includes(chip)) chips.push(chip);
  }
  for (const chip of CHIPS) {
    if (chips.includes(chip)) continue;
    if (texts[place(chips)] !== '') texts[place(chips)] = `${texts[place(chips)].trimEnd()} `;
    chips.push(chip);
  }
  return { texts, chips: chips[0] === 'Menu' ? ['Menu', 'Key'] : ['Key', 'Menu'] };
}

const place = (chips: readonly Chip[]): 0 | 1 | 2 => (chips.length === 0 ? 0 : chips.length === 1 ? 1 : 2);

export const writeTemplate = ({ texts, chips }: Template): string =>
  `${texts[0]}\${${chips[0]}}${texts[1]}\${${chips[1]}}${texts[2]}`;

/** How long the text at that place may be, so that the whole sentence is none too long. */
export const roomAt = (template: Template, at: 0 | 1 | 2): number =>
  Math.max(0, LONGEST_PROMPT - writeTemplate(template).length + template.texts[at].length);

/** Another text at one of the three places, as far as there is room. A chip that somebody types is no chip. */
export function withText(template: Template, at: 0 | 1 | 2, text: string): Template {
  const { texts, chips } = template;
  const clean = text.replaceAll('${', '$ {').slice(0, roomAt(template, at));
  return { chips, texts: [at === 0 ? clean : texts[0], at === 1 ? clean : texts[1], at === 2 ? clean : texts[2]] };
}

/** Moves a chip one word to the left or right; past the other one where no word is between them. */
export function moveChip(template: Template, chip: Chip, step: -1 | 1): Template {
  const words = wordsOf(template);
  const from = words.indexOf(`\${${chip}}`);
  const [moved] = words.splice(from, 1);
  if (moved === undefined) return template;
  words.splice(Math.max(0, Math.min(words.length, from + step)), 0, moved);
  return readTemplate(spaced(words));
}

/** Puts a chip into one of the texts, at that character of it. */
export function placeChip({ texts, chips }: Template, chip: Chip, at: 0 | 1 | 2, offset: number): Template {
  const pieces = texts.map((text, i) => (i === at ? `${text.slice(0, offset)} \u0000 ${text.slice(offset)}` : text));
  const others = chips.map((one) => (one === chip ? '' : `\${${one}}`));
  const sentence = `${pieces[0]}${others[0]}${pieces[1]}${others[1]}${pieces[2]}`;
  return readTemplate(spaced(sentence.replace('\u0000', `\${${chip}}`).split(/\s+/).filter(Boolean)));
}

/** Words, chips and the marks behind them, one by one. */
const wordsOf = (template: Template): string[] =>
  writeTemplate(template)
    .split(/(\$\{(?:Key|Menu)\})|\s+/)
    .filter((word): word is string => word !== undefined && word !== '');

/** Words with spaces between them, and none before a mark. */
const spaced = (words: readonly string[]): string => words.join(' ').replace(/\s+([.,;:!?…)])/g, '$1');
