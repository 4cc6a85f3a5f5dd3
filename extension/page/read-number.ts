import { callingCodeOf, type Format, type Plan, planOf, plansOf } from './number-plan.ts';

/** A writing, read as a phone number. */
export interface Reading {
  /** `+34612345678`. */
  e164: string;
  plan: Plan;
  /** Digits after the calling code. */
  significant: string;
  /**
   * How it says which country it belongs to: `international` +34 or 0034; `code` 34 without plus; `national` with the prefix that the
   * country dials (0171 …) or in a country that needs none; `cut` without the prefix that its country would write.
   */
  form: 'international' | 'code' | 'national' | 'cut';
  /** Matches the pattern of a kind of number, not only the country's general one. */
  assigned: boolean;
  /** Only its length is right: no number like this is known to be in use. */
  lengthOnly: boolean;
}

/**
 * Reads digits (a leading `+` allowed, nothing else) as a number dialled from `country`; undefined when they can't be one.
 * `trunkInParentheses`: the writing had a "(0)" after its country code, which is not dialled from abroad.
 */
export function readNumber(digits: string, country: string, trunkInParentheses = false): Reading | undefined {
  if (digits.startsWith('+')) return international(digits.slice(1), trunkInParentheses);
  const home = planOf(country);
  // 00 is understood everywhere, whatever the country itself dials before international numbers.
  const common = digits.startsWith('00') ? international(digits.slice(2), trunkInParentheses) : undefined;
  if (common?.assigned) return common;
  const local = home && national(digits, home);
  if (local && local.form !== 'cut') return local;
  const prefix = home?.internationalPrefix?.exec(digits)?.[0];
  const abroad = prefix ? international(digits.slice(prefix.length), trunkInParentheses) : common;
  if (abroad && !abroad.lengthOnly) return abroad;
  if (!local && home && digits.startsWith(home.callingCode)) {
    const withCode = international(digits, trunkInParentheses);
    if (withCode && !withCode.lengthOnly) return { ...withCode, form: 'code' };
  }
  return local;
}

function international(digits: string, trunkInParentheses: boolean): Reading | undefined {
  const code = callingCodeOf(digits);
  if (!code) return undefined;
  // Until 2019 Mexican mobiles were written +52 1 …; libphonenumber has dropped it, CRMs have not.
  const rest = code === '52' ? digits.slice(2).replace(/^1(?=\d{10}$)/, '') : digits.slice(code.length);
  const plans = plansOf(code);
  const main = plans[0];
  if (!main) return undefined;
  // "+44 (0)20 …" drops the 0; "+39 (0)6 …" keeps it: Italy dials it from abroad too. "+44 020 …" is a common mistake.
  const shorter = rest.startsWith('0') ? rest.slice(1) : rest;
  if (!trunkInParentheses || code === '39') {
    const asWritten = among(plans, rest, 'international') ?? withoutTrunk(rest, main);
    if (asWritten) return asWritten;
  }
  if (shorter !== rest || trunkInParentheses) {
    const cut = among(plans, shorter, 'international') ?? withoutTrunk(shorter, main);
    if (cut) return cut;
  }
  if (!main.lengths.includes(shorter.length)) return undefined;
  return { ...reading(main, shorter, 'international', false), lengthOnly: true };
}

function withoutTrunk(digits: string, main: Plan): Reading | undefined {
  const cut = withoutPrefix(digits, main);
  return cut && main.fits(cut) ? reading(main, cut, 'international', main.isAssigned(cut)) : undefined;
}

function national(digits: string, home: Plan): Reading | undefined {
  const cut = withoutPrefix(digits, home);
  // Countries that share a calling code dial each other's numbers as their own.
  const own = (number: string) =>
    home.isAssigned(number)
      ? reading(home, number, 'national', true)
      : among(plansOf(home.callingCode), number, 'national');
  const dialled = cut === undefined ? undefined : own(cut);
  const asWritten = own(digits);
  // In Russia 8 may be the prefix or a first digit: what fits decides, and the prefix wins.
  if (dialled && !(asWritten && !dialled.assigned)) return dialled;
  if (!asWritten) return undefined;
  return formatOf(asWritten.plan, digits)?.withPrefix ? { ...asWritten, form: 'cut' } : asWritten;
}

/** The first of the plans in which these digits are a number, those where they are of a known kind before the others. */
function among(plans: readonly Plan[], digits: string, form: Reading['form']): Reading | undefined {
  for (const plan of plans) if (plan.isAssigned(digits)) return reading(plan, digits, form, true);
  for (const plan of plans) if (plan.fits(digits)) return reading(plan, digits, form, false);
  return undefined;
}

const reading = (plan: Plan, significant: string, form: Reading['form'], assigned: boolean): Reading => ({
  e164: `+${plan.callingCode}${significant}`,
  plan,
  significant,
  form,
  assigned,
  lengthOnly: false,
});

/** Takes the national prefix (and a carrier code, in the few countries that have one) off; undefined when there is none. */
function withoutPrefix(digits: string, { nationalPrefix, nationalPrefixTransform }: Plan): string | undefined {
  const match = nationalPrefix?.exec(digits);
  if (!match) return undefined;
  const rest = digits.slice(match[0].length);
  const captured = match.length > 1 && match.at(-1) !== undefined;
  const result = nationalPrefixTransform && captured ? expand(nationalPrefixTransform, match) + rest : rest;
  return result === digits ? undefined : result;
}

const expand = (template: string, match: RegExpExecArray) =>
  template.replace(/\$(\d)/g, (_, group: string) => match[Number(group)] ?? '');

/** The country's own way to group these digits, if it has one. */
export function formatOf(plan: Plan, significant: string): Format | undefined {
  return plan.formats.find((format) => (format.leading?.test(significant) ?? true) && format.pattern.test(significant));
}

/** `+34 612 34 56 78`: international, grouped as the country groups it. */
export function internationalText(e164: string): string {
  const digits = e164.slice(1);
  const code = callingCodeOf(digits);
  if (!code) return e164;
  const significant = digits.slice(code.length);
  const plan = plansOf(code)[0];
  const format = plan && formatOf(plan, significant);
  if (!format) return `+${code} ${significant}`;
  return `+${code} ${significant.replace(format.pattern, format.international)}`;
}

/** ISO 3166 country of an international number; undefined when the calling code belongs to none. */
export function countryOf(e164: string): string | undefined {
  const digits = e164.slice(1);
  const code = callingCodeOf(digits);
  if (!code) return undefined;
  const plans = plansOf(code);
  return (among(plans, digits.slice(code.length), 'international')?.plan ?? plans[0])?.country;
}
