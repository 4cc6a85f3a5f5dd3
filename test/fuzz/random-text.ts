import type { Luck } from './luck.ts';

/** What people type, paste and are attacked with. */
const PIECES: readonly [string, ...string[]] = [
  'Sales',
  'Atención al cliente',
  'Press ${Key} for ${Menu}.',
  '${Key}',
  '${Menu}',
  '${Minutes}',
  '$&$1$$',
  '<Hangup/>',
  '</Say></Gather><Dial>+34900000000</Dial>',
  '<!DOCTYPE x [<!ENTITY e "e">]>&e;',
  ']]>',
  '&amp;&#0;&nope;',
  '"\'',
  '\u0000\u0007\u001b[2J',
  '\r\n\t ',
  '\u202e\u2066\u200b\ufeff',
  '\ud83d',
  '\udcde',
  '\u{1f4de}',
  '\ufffe\uffff',
  '語音',
  '   ',
  '&'.repeat(150),
];

/** Up to `longest` UTF-16 units, often none. */
export function randomText(luck: Luck, longest: number): string {
  let text = '';
  for (let pieces = luck.whole(0, 4); pieces > 0; pieces -= 1) text += luck.pick(PIECES);
  if (luck.chance(0.05)) text = luck.pick(PIECES).repeat(longest);
  return text.slice(0, longest);
}
