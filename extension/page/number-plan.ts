import { NUMBER_PLANS } from './number-plans.ts';

/** One country's numbering plan, read from what `pack-number-plans.ts` packs. */
export interface Plan {
  readonly country: string;
  readonly callingCode: string;
  readonly lengths: readonly number[];
  /** What is dialled before an international number: `00`, `011`. */
  readonly internationalPrefix: RegExp | undefined;
  readonly nationalPrefix: RegExp | undefined;
  readonly nationalPrefixTransform: string;
  /** Whether these digits can be a number of this country. */
  readonly fits: (digits: string) => boolean;
  /** The same, against the closer patterns of each kind of number where the data has them (US area codes). */
  readonly isAssigned: (digits: string) => boolean;
  readonly formats: readonly Format[];
}

export interface Format {
  readonly pattern: RegExp;
  /** `$1 $2 $3`. */
  readonly international: string;
  readonly leading: RegExp | undefined;
  /** In the country itself it is written with the national prefix. */
  readonly withPrefix: boolean;
}

const columns = NUMBER_PLANS.split(';').map((column) => column.split('\n'));
const rows = new Map<string, number>();
const countries = new Map<string, string[]>();
for (const [row, country] of columns[0]?.entries() ?? []) {
  const code = columns[1]?.[row] ?? '';
  rows.set(country, row);
  const sharing = countries.get(code);
  if (sharing) sharing.push(country);
  else countries.set(code, [country]);
}
const plans = new Map<string, Plan | undefined>();
const plansByCode = new Map<string, readonly Plan[]>();

/** ISO 3166 country → its plan; undefined when libphonenumber knows none. */
export function planOf(country: string): Plan | undefined {
  if (!plans.has(country)) {
    const row = rows.get(country);
    plans.set(country, row === undefined ? undefined : readPlan(row));
  }
  return plans.get(country);
}

/** Every plan that shares a calling code, the main country's first. Empty when nobody has that code. */
export function plansOf(callingCode: string): readonly Plan[] {
  let sharing = plansByCode.get(callingCode);
  if (!sharing) {
    sharing = (countries.get(callingCode) ?? []).flatMap((country) => planOf(country) ?? []);
    plansByCode.set(callingCode, sharing);
  }
  return sharing;
}

/** The calling code that international digits begin with (codes are prefix-free, one to three digits long). */
export function callingCodeOf(digits: string): string | undefined {
  for (let length = 1; length <= 3; length++) {
    const code = digits.slice(0, length);
    if (countries.has(code)) return code;
  }
  return undefined;
}

function readPlan(row: number): Plan {
  const [
    country = '',
    callingCode = '',
    lengthList = '',
    prefix,
    pattern = '',
    parsing,
    transform,
    first,
    kinds,
    formats,
    idd,
  ] = columns.map((column) => column[row]);
  const lengths = lengthList.split(' ').map(Number);
  const general = whole(pattern);
  const assigned = kinds ? whole(kinds) : general;
  const leading = start(first);
  const belongs = (digits: string) => lengths.includes(digits.length) && (leading?.test(digits) ?? true);
  // Countries that share a calling code share the main one's formats.
  const main = countries.get(callingCode)?.[0] ?? country;
  return {
    country,
    callingCode,
    lengths,
    internationalPrefix: start(idd),
    nationalPrefix: start(parsing || prefix),
    nationalPrefixTransform: transform === '$' ? `${first}$1` : (transform ?? ''),
    fits: (digits) => belongs(digits) && general.test(digits),
    isAssigned: (digits) => belongs(digits) && assigned.test(digits),
    formats: formats || main === country ? (formats ?? '').split('!').map(readFormat) : (planOf(main)?.formats ?? []),
  };
}

function readFormat(packed: string): Format {
  const [groups = '', leading, withPrefix, international] = packed.split('~');
  let group = 0;
  return {
    pattern: whole(
      groups.replace(/([A-Z])(,\d*)?/g, (_, letter: string, most = '') => `(d{${digitsOf(letter)}${most}})`),
    ),
    leading: start(leading),
    withPrefix: withPrefix === '1',
    international: international || groups.replace(/[^A-Z(]*[A-Z(][^A-Z(]*/g, () => `$${++group} `).trim(),
  };
}

/** A is one digit, B two. */
const digitsOf = (letter: string): number => letter.charCodeAt(0) - 64;
const unpack = (pattern: string): string =>
  pattern
    .replace(/[A-Z]/g, (letter) => `d{${digitsOf(letter)}}`)
    .replaceAll('d', '\\d')
    .replaceAll('<', '(?:');
const whole = (pattern: string) => new RegExp(`^(?:${unpack(pattern)})$`);
const start = (pattern: string | undefined) => (pattern ? new RegExp(`^(?:${unpack(pattern)})`) : undefined);
