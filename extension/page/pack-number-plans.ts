/**
 * Packs libphonenumber's "min" metadata (documented in its METADATA.md) into `number-plans.ts`: the same numbering plans in 11 instead of
 * 19 KB gzip, for every page of the CRM loads them. Left out: non-geographic codes, all but the last of each format's leading
 * digits, the kinds of numbers outside the USA and Canada, national formats (only the places where groups part are kept).
 *
 * Columns with a line for each country, the main one of each calling code first: `country;code;lengths;prefix;pattern;prefix for
 * parsing;its replacement;leading digits;patterns of each kind;formats;international prefix`, like beside like. A format is `groups~
 * leading~1 if written with the prefix~international format, unless it is just the groups`; in patterns `d` is \d, `C` is \d{3} and `<`
 * is (?:, in groups `C` is (\d{3}).
 */
export function packNumberPlans(metadata: PlanMetadata): string {
  const codes = Object.values(metadata.country_calling_codes).map((countries) =>
    countries.map((country) => fieldsOf(country, metadata.countries, countries[0] ?? country)),
  );
  const dialled = ([main]: readonly string[][]) => ALIKE.map((column) => main?.[column]).join(' ');
  const rows = codes.sort((a, b) => (dialled(a) < dialled(b) ? -1 : Number(dialled(a) > dialled(b)))).flat();
  return rows[0]?.map((_, column) => rows.map((fields) => fields[column]).join('\n')).join(';') ?? '';
}

/** As much of the library's JSON as is read here. */
export interface PlanMetadata {
  readonly country_calling_codes: Readonly<Record<string, readonly string[]>>;
  readonly countries: Readonly<Record<string, unknown>>;
}

/** Countries with the same prefix, prefix for parsing and lengths stand together: what is alike packs well. */
const ALIKE = [3, 5, 2];

/** For a replacement that puts the country's own leading digits in front: most small countries' that share a code. */
const AREA_FIRST = '$';

/** Where kinds of numbers are kept: without their area codes every ten digits are a number there. */
const WITH_KINDS = ['US', 'CA'];

function fieldsOf(country: string, countries: PlanMetadata['countries'], mainCountry: string): string[] {
  const row = list(countries[country]);
  const prefix = text(row[5]);
  const rule = text(row[6]) || text(list(countries[mainCountry])[6]);
  const formats = list(row[4]).map((format) => {
    const [pattern, national, leading, ownRule, optional, international] = list(format);
    const groups = short(text(pattern)).replace(
      /\(d(?:\{(\d+)(,\d*)?\})?\)/g,
      (_, least = '1', most = '') => letterOf(Number(least)) + most,
    );
    const shown = (text(international) || text(national)).replace(/[-()~./ ]+/g, ' ').trim();
    const usual = Array.from({ length: text(pattern).match(/\((?!\?)/g)?.length ?? 0 }, (_, i) => `$${i + 1}`).join(
      ' ',
    );
    const withPrefix = !optional && prefix !== '' && (text(ownRule) || rule).includes(prefix);
    const last = shortest(text(list(leading).at(-1)));
    return [groups, last, withPrefix ? '1' : '', shown === usual ? '' : shown].join('~').replace(/~+$/, '');
  });
  const kinds = WITH_KINDS.includes(country) ? list(row[11]).flatMap((kind) => text(list(kind)[0]) || []) : [];
  const fields = [
    country,
    text(row[0]),
    list(row[3]).join(' '),
    prefix,
    shortest(text(row[2])),
    shortest(text(row[7])),
    text(row[8]) === `${text(row[10])}$1` ? AREA_FIRST : text(row[8]),
    shortest(text(row[10])),
    shortest(kinds.join('|')),
    formats.join('!'),
    shortest(text(row[1])),
  ];
  if (fields.some((field) => /[;\n`\\]/.test(field))) throw new Error(`${country} has a sign that separates fields`);
  return fields;
}

/** A for one digit, B for two. */
const letterOf = (digits: number): string => String.fromCharCode(64 + digits);

const short = (pattern: string): string => pattern.replaceAll('\\d', 'd').replaceAll('(?:', '<');
const shortest = (pattern: string): string =>
  short(pattern).replace(/d\{(\d)\}|dd/g, (_, digits = '2') => letterOf(Number(digits)));
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
