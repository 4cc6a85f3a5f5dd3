/** Writings that are something else than a phone number whatever digits they hold: told by their shape alone. */

/** A date with its year, "2. 3. 2026" too; to be found anywhere in a run of digits. */
export const DATE =
  /(?<!\d)(?:(?:19|20)\d\d( ?[-/.] ?)(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])|(?:0?[1-9]|[12]\d|3[01])( ?[-/.] ?)(?:0?[1-9]|[12]\d|3[01])\2(?:19|20)\d\d)(?!\d)/;
/** A month of a year, a short date ("2/3/26"), a time of day ("9.30"). */
const POINT = /(?:[01]?\d[-/.](?:19|20)\d\d|[0-3]?\d[-/.][0-3]?\d[-/.]\d\d|[0-2]?\d\.[0-5]\d)/.source;
/** From one to the other of these. */
export const SPAN_OF_TIME = new RegExp(`^${POINT} ?[-/\\u2013] ?${POINT}$`);
const IP = /^(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}$/;
const PAIRS = /^\d\d(?:\.\d\d){3}$/;
const SHAPES = new RegExp(
  [
    /^\d{3}-\d{2}-\d{4}$/, // US social security
    /^\d{5}-\d{4}$/, // ZIP + 4
    /^\d{2}-\d{7}$/, // US employer
    /^(?:19|20)\d\d ?[-–—/] ?(?:19|20)\d\d$/, // years
    /^(?:\d{4}[ -]){3}\d{4}$/, // card
    /^3[47]\d\d[ -]\d{6}[ -]\d{5}$/, // Amex
    /^97[89][- ]\d/, // ISBN
    /^\d{3}\.\d{3}\.\d{3}-\d{2}$/, // CPF
    /^\d{2}\.\d{3}\.\d{3}\/\d{4}-\d{2}$/, // CNPJ
    /^[1-9]\d{0,2}(?:\.\d{3}){3,}$/, // 1.234.567.890, an amount
    /^\d{1,3}\.\d{5,}$/, // 40.416775, a coordinate
    /^\d+\.\d{1,2}$/, // 123456789.00
    /^\d{6}[-/]\d{3,4}$/, // person numbers of Sweden, Denmark, Czechia
    /^\d{3}-\d{7}-\d{7}$/, // Amazon's orders
  ]
    .map(({ source }) => source)
    .join('|'),
);
const COMPACT_DATE =
  /^(?:(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])|(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)\d\d)$/;
const EPOCH = /^1[67]\d{8}(?:\d{3})?$/;

/** `writing`: digits and separators, without a plus. */
export function isSomethingElse(writing: string): boolean {
  if (DATE.test(writing) || SPAN_OF_TIME.test(writing)) return true;
  if (IP.test(writing) && !PAIRS.test(writing)) return true;
  const startsWithTrunk = writing.charCodeAt(0) === 48;
  return !startsWithTrunk && SHAPES.test(writing);
}

/** Bare digits that are more likely a date, a moment or a card than a number, when nothing says that they are one. */
export function isLikelierSomethingElse(digits: string): boolean {
  return COMPACT_DATE.test(digits) || EPOCH.test(digits) || (digits.length >= 13 && digits.charCodeAt(0) !== 48);
}
