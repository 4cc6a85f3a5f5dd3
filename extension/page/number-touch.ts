import { labelSays } from './number-label.ts';

const EXTENSION =
  /[ \u00a0]?(?:;ext=|[-,;]?[ \u00a0]{0,2}\(?(?:extensi[oó]n|extn?|xtn|x|#|durchw(?:ahl)?|dw|nebenstelle|nst|poste|int(?:erno)?|anexo|ramal|toestel|tst|ankn(?:ytning)?|lok(?:al)?|klapka|linka|kl|mellék|dahili|wewn?|доб(?:авочный)?|вн|內線|内線|分机|分機|내선)[.:]{0,2}[ \u00a0]{0,2}[#:]?)(\d{1,6})\)?(?!\d)/iy;
const LETTER = /[\p{L}\p{N}]/u;
// Scripts that put no space between words: a number may touch them.
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Hangul}]/u;
const MONEY_BEFORE = /(?:[$€£¥₹₽₺₩#№]|\b(?:usd|eur|gbp|chf|r\$|kr|rs|inr|mxn|cop|clp|zł))[ \u00a0]?$/i;
// "GB29 NWBK 6016 …": what stands before the digits of an IBAN.
const BANK_BEFORE = /(?:^|[^A-Z\d])[A-Z]{2}\d\d ?[A-Z]{4} ?$/;
const UNIT_AFTER =
  /^[ \u00a0]?(?:[%€$£¥₹₽₺₩°]|(?:kr|eur(?:os?)?|usd|gbp|sek|nok|dkk|chf|pln|zł|kč|czk|ft|huf|lei|ron|dollars?|pesos?|pounds?|mxn|units?|unidades|uds?|st(?:ück|k)?|pcs|pieces|km|kg|mm|cm|ms|kb|mb|gb|bytes|rows|records|registros|views|items|usuarios|users|people|personas|hab|円|元|원)(?![\p{L}\p{N}]))/iu;
// "Tel612345678"; a single letter or the tail of an id is no label.
const LABEL_STUCK_ON = /(?:^|[\s([,;/|])\p{L}{3,}$/u;

/** What stands right behind a number and belongs to it: its extension, and where that ends. */
export function extensionAt(text: string, to: number): { digits: string | null; end: number } {
  if (to >= text.length) return { digits: null, end: to };
  EXTENSION.lastIndex = to;
  const match = EXTENSION.exec(text);
  if (!match) return { digits: null, end: to };
  const closedOutside = match[0].endsWith(')') && !match[0].includes('(');
  return { digits: match[1] ?? null, end: to + match[0].length - (closedOutside ? 1 : 0) };
}

/** A sum of money, a count of something, the digits of a bank account: told by what stands right beside it. */
export const isAmount = (text: string, start: number, end: number): boolean =>
  (end < text.length && UNIT_AFTER.test(text.slice(end, end + 14))) ||
  (start > 0 && MONEY_BEFORE.test(text.slice(Math.max(0, start - 5), start))) ||
  (start > 4 && BANK_BEFORE.test(text.slice(Math.max(0, start - 12), start)));

/** Ids, hashes and addresses: what most digits in a page belong to. Cheaper than `isGluedBefore`, which knows the exceptions. */
export function isPartOfWord(text: string, start: number): boolean {
  const before = text.charCodeAt(start - 1);
  // A letter, `_` or `#` right before a digit, unless it ends a word that can be a label ("Tel612345678").
  const touches = (before >= 65 && before <= 90) || (before >= 97 && before <= 122) || before === 95 || before === 35;
  return touches && !LABEL_STUCK_ON.test(text.slice(Math.max(0, start - 24), start));
}

// Letters, digits or signs that touch the writing make it part of something longer: an id, a path, a sum of money, a time.
const isLetter = (char: string) => LETTER.test(char) && !UNSPACED.test(char);

export function isGluedBehind(text: string, end: number): boolean {
  const after = text[end] ?? '';
  const afterThat = text[end + 1] ?? '';
  if (!after || after === ' ') return false;
  if (isLetter(after) || /[_@*=+]/.test(after)) return true;
  if (!/[:,.'’/&#\-\u2013]/.test(after) || !isLetter(afterThat)) return false;
  if (after === '/') return /\d/.test(afterThat);
  // "612345678,913555019" is a list, not a decimal.
  return !(after === ',' && /^,\+?\d{7}/.test(text.slice(end, end + 10)));
}

export function isGluedBefore(text: string, start: number, international: boolean): boolean {
  const before = text[start - 1] ?? '';
  const beforeThat = text[start - 2] ?? '';
  if (!before || before === ' ') return false;
  if (isLetter(before))
    return !LABEL_STUCK_ON.test(text.slice(0, start)) || labelSays(text.slice(0, start)) !== 'phone';
  if (before === ':') return /\d/.test(beforeThat);
  if (international || labelSays(text.slice(0, start)) === 'phone') return before === '@';
  if (before === ',' && /\d{7},$/.test(text.slice(Math.max(0, start - 8), start))) return false;
  return /[_#@%/\\=&*+^]/.test(before) || (/[.,\-\u2013'’]/.test(before) && isLetter(beforeThat));
}
