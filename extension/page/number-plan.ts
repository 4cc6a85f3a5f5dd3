import metadata from 'libphonenumber-js/min/metadata';

/**
 * The numbering plans of libphonenumber (its own data, unchanged, documented in its METADATA.md), read directly: its parser would add
 * 10 KB gzip to what every CRM page loads, and 20 µs to each number. `number-plan.test.ts` holds every country against the library.
 */
export interface Plan {
  /** Of the main country when several share a calling code (US for +1). */
  readonly country: string;
  readonly callingCode: string;
  readonly lengths: readonly number[];
  /** What is dialled before an international number: `00`, `011`. */
  readonly internationalPrefix: RegExp | undefined;
  readonly nationalPrefix: RegExp | undefined;
  readonly nationalPrefixTransform: string | undefined;
  /** Whether these digits can be a number of this country. */
  readonly fits: (digits: string) => boolean;
  /** The same, against the closer patterns of each kind of number where the data has them (US area codes). */
  readonly isAssigned: (digits: string) => boolean;
  readonly formats: readonly Format[];
}

export interface Format {
  readonly pattern: RegExp;
  readonly international: string;
  readonly leading: RegExp | undefined;
  /** In the country itself it is written with the national prefix. */
  readonly withPrefix: boolean;
}

const plans = new Map<string, Plan | undefined>();
const plansByCode = new Map<string, readonly Plan[]>();

/** ISO 3166 country → its plan; undefined when libphonenumber knows none. */
export function planOf(country: string): Plan | undefined {
  if (!plans.has(country)) plans.set(country, readPlan(country));
  return plans.get(country);
}

/** Every plan that shares a calling code, the main country's first. Empty when nobody has that code. */
export function plansOf(callingCode: string): readonly Plan[] {
  let sharing = plansByCode.get(callingCode);
  if (!sharing) {
    const countries: readonly string[] | undefined = read(metadata.country_calling_codes, callingCode);
    sharing = (countries ?? []).flatMap((country) => planOf(country) ?? []);
    plansByCode.set(callingCode, sharing);
  }
  return sharing;
}

/** The calling code that international digits begin with (codes are prefix-free, one to three digits long). */
export function callingCodeOf(digits: string): string | undefined {
  for (let length = 1; length <= 3; length++) {
    const code = digits.slice(0, length);
    if (read(metadata.country_calling_codes, code)) return code;
  }
  return undefined;
}

function read<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

function readPlan(country: string): Plan | undefined {
  const row = list(read<unknown>(metadata.countries, country));
  const callingCode = text(row[0]);
  if (!callingCode) return undefined;
  const main = list(read<unknown>(metadata.countries, metadata.country_calling_codes[callingCode]?.[0] ?? country));
  const rule = text(row[6]) ?? text(main[6]);
  const prefix = text(row[5]);
  const general = whole(text(row[2]) ?? '');
  const types = list(row[11]).flatMap((type) => text(list(type)[0]) ?? []);
  const assigned = types.length > 0 ? whole(types.join('|')) : general;
  const leading = start(text(row[10]));
  const lengths = list(row[3]).filter((length) => typeof length === 'number');
  const belongs = (digits: string) => lengths.includes(digits.length) && (!leading || leading.test(digits));
  return {
    country,
    callingCode,
    lengths,
    internationalPrefix: start(text(row[1])),
    nationalPrefix: start(text(row[7]) ?? prefix),
    nationalPrefixTransform: text(row[8]),
    fits: (digits) => belongs(digits) && general.test(digits),
    isAssigned: (digits) => belongs(digits) && assigned.test(digits),
    formats: (list(row[4]).length > 0 ? list(row[4]) : list(main[4])).map((format) => {
      const [pattern, national, leadingDigits, ownRule, optional, international] = list(format);
      const written = text(ownRule) ?? rule ?? '';
      return {
        pattern: whole(text(pattern) ?? ''),
        international: (text(international) ?? text(national) ?? '$1').replace(/[-()~./ ]+/g, ' ').trim(),
        leading: start(text(list(leadingDigits).at(-1))),
        withPrefix: !optional && prefix !== undefined && written.includes(prefix),
      };
    }),
  };
}

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const whole = (pattern: string) => new RegExp(`^(?:${pattern})$`);
const start = (pattern: string | undefined) => (pattern ? new RegExp(`^(?:${pattern})`) : undefined);
