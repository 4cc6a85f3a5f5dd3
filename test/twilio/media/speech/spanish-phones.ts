/**
 * Spanish spelling → phones of the synthesiser's US-English set: an accent, but Spanish (read by English rules it would be neither). Spanish is written as it
 * is spoken, so a table of letters is enough; the longest match wins.
 */
const SOUNDS: [RegExp, string][] = [
  [/^ch/, 'ch'],
  [/^ll/, 'y'],
  [/^rr/, 'r'],
  [/^qu(?=[eiéí])/, 'k'],
  [/^gu(?=[eiéí])/, 'g'],
  [/^gü/, 'g w'],
  [/^g(?=[eiéí])/, 'hh'],
  [/^[cz](?=[eiéí])/, 'th'],
  [/^c/, 'k'],
  [/^z/, 'th'],
  [/^h/, ''],
  [/^i(?=[aeouáéóú])/, 'y'],
  [/^u(?=[aeioáéíó])/, 'w'],
  [/^[aá]/, 'aa'],
  [/^[eé]/, 'eh'],
  [/^[ií]/, 'iy'],
  [/^[oó]/, 'ow'],
  [/^[uúü]/, 'uw'],
  [/^y(?!\p{L})/u, 'iy'],
  [/^ñ/, 'n y'],
  [/^[bv]/, 'b'],
  [/^j/, 'hh'],
  [/^x/, 'k s'],
  [/^r/, 'dx'],
  [/^([dfgklmnpstwy])/, ''],
];

const DIGITS = ['cero', 'uno', 'dos', 'tres', 'cuatro', 'cinco', 'seis', 'siete', 'ocho', 'nueve'];
const SESEO: Record<string, string> = { th: 's' };

/** The phones of a Spanish text; digits are read one by one, punctuation is a pause. `seseo`: c and z as in America. */
export function spanishPhones(text: string, seseo: boolean): string {
  const spelt = text
    .toLowerCase()
    .normalize('NFC')
    .replace(/\d/g, (digit) => ` ${DIGITS[Number(digit)]} `);
  const tokens = spelt.match(/[a-záéíóúüñ]+|[.,;:!?…]/g) ?? [];
  const phones = tokens.flatMap((token) => (/\p{L}/u.test(token) ? phonesOf(token) : ['pau']));
  return ['pau', ...phones.map((phone) => (seseo && SESEO[phone]) || phone), 'pau'].join(' ');
}

function phonesOf(word: string): string[] {
  const phones: string[] = [];
  for (let rest = word; rest !== ''; ) {
    const [found, sound] = soundAt(rest);
    // A word that begins with r rolls it.
    phones.push(...(sound === 'dx' && rest === word ? ['r'] : sound.split(' ').filter(Boolean)));
    rest = rest.slice(found.length);
  }
  return phones;
}

function soundAt(rest: string): [found: string, sound: string] {
  for (const [pattern, sound] of SOUNDS) {
    const match = pattern.exec(rest);
    if (match) return [match[0], sound || match[1] || ''];
  }
  return [rest.charAt(0), ''];
}
