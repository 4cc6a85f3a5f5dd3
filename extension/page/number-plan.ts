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

const lines = new Map<string, string>();
const countries = new Map<string, string[]>();
for (const line of NUMBER_PLANS.split('\n')) {
  const [country = '', code = ''] = line.split(';', 2);
  lines.set(country, line);
  const sharing = countries.get(code);
  if (sharing) sharing.push(country);
  else countries.set(code, [country]);
}
const plans = new Map<string, Plan | undefined>();
const plansByCode = new Map<string, readonly Plan[]>();

/** ISO 3166 country → its plan; undefined when libphonenumber knows none. */
export function planOf(country: string): Plan | undefined {
  if (!plans.has(country)) {
    const line = lines.get(country);
    plans.set(country, line === undefined ? undefined : readPlan(line));
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

function readPlan(line: string): Plan {
  const [
    country = '',
    callingCode = '',
    idd,
    pattern = '',
    lengthList = '',
    formats,
    prefix,
    parsing,
    transform,
    first,
    kinds,
  ] = line.split(';');
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
    nationalPrefixTransform: transform ?? '',
    fits: (digits) => belongs(digits) && general.test(digits),
    isAssigned: (digits) => belongs(digits) && assigned.test(digits),
    formats: formats || main === country ? (formats ?? '').split('!').map(readFormat) : (planOf(main)?.formats ?? []),
  };
}

function readFormat(packed: string): Format {
  const [groups = '', leading, withPrefix, international] = packed.split('~');
  let group = 0;
  return {
    pattern: whole(groups.replace(/@(\d+(?:,\d*)?)/g, '(d{$1})')),
    leading: start(leading),
    withPrefix: withPrefix === '1',
    international: international || groups.replace(/[^@(]*[@(][^@(]*/g, () => `$${++group} `).trim(),
  };
}

const unpack = (pattern: string): string => pattern.replaceAll('d', '\\d').replaceAll('<', '(?:');
const whole = (pattern: string) => new RegExp(`^(?:${unpack(pattern)})$`);
const start = (pattern: string | undefined) => (pattern ? new RegExp(`^(?:${unpack(pattern)})`) : undefined);
