import { type CountryCode, getCountries, getCountryCallingCode } from 'libphonenumber-js/core';
import metadata from 'libphonenumber-js/max/metadata';
import { allowedCountries } from '#server/calls/policy/allowed-countries.ts';
import type { Luck } from '#test/fuzz/luck.ts';

const HOME = 'ES';

/** Numbers whose owner earns by being called: how they begin, and how many digits follow. Source: the countries' numbering plans. */
const COSTLY = [
  ['+34803', 6],
  ['+34806', 6],
  ['+34807', 6],
  ['+34905', 6],
  ['+34907', 6],
  ['+44909', 7],
  ['+44871', 7],
  ['+4470', 8],
  ['+49900', 7],
  ['+49137', 7],
  ['+3389', 7],
  ['+3989', 7],
  ['+1900', 7],
  ['+351601', 6],
  ['+4390', 8],
  ['+41901', 6],
  ['+31906', 6],
] as const;
/** Satellites, networks and personal numbers: codes of no country. */
const NOWHERE = ['+870', '+8816', '+88213', '+88299', '+878', '+979', '+888'] as const;
/** Emergency, short and service numbers, and what a switch would take for an order. */
const SHORT = [
  '112',
  '061',
  '062',
  '080',
  '091',
  '092',
  '11818',
  '1004',
  '016',
  '900',
  '911',
  '*21*600000000#',
  '012',
] as const;
/** The Caribbean behind +1: one digit from home, and dear. */
const BEHIND_ONE = ['+1473', '+1876', '+1809', '+1284', '+1649', '+1767'] as const;

/** What a thief of a session calls, in the way that people, pages and machines write numbers. */
export function fraudNumber(luck: Luck): string {
  const kind = luck.whole(0, 9);
  if (kind < 4) {
    const [prefix, digits] = luck.pick<readonly [string, number]>(COSTLY);
    return written(prefix + digitsOf(luck, digits), luck);
  }
  if (kind < 6) return written(luck.pick(NOWHERE) + digitsOf(luck, 8), luck);
  if (kind < 7) return luck.pick(SHORT);
  if (kind < 8) return written(luck.pick(BEHIND_ONE) + digitsOf(luck, 7), luck);
  const code = FORBIDDEN_CODES[luck.whole(0, FORBIDDEN_CODES.length - 1)] ?? '93';
  return written(`+${code}${digitsOf(luck, luck.whole(7, 10))}`, luck);
}

const codeOf = (country: CountryCode): string => getCountryCallingCode(country, metadata);
const ALLOWED = new Set<string>(allowedCountries(null, HOME));
const ALLOWED_CODES = new Set(
  getCountries(metadata)
    .filter((one) => ALLOWED.has(one))
    .map(codeOf),
);
/** Calling codes that no allowed country shares. */
const FORBIDDEN_CODES = getCountries(metadata)
  .map(codeOf)
  .filter((code) => !ALLOWED_CODES.has(code));

const digitsOf = (luck: Luck, count: number): string =>
  Array.from({ length: count }, (_, at) => luck.whole(at === 0 ? 1 : 0, 9)).join('');

function written(e164: string, luck: Luck): string {
  const digits = e164.slice(1);
  const spaced = e164.replace(/(\d{2})(?=\d)/g, '$1 ');
  const wide = e164.replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit)));
  const national = e164.startsWith('+34') ? e164.slice(3) : spaced;
  const noun = `${e164}</Number><Number>${e164}`;
  return luck.pick([
    e164,
    e164,
    spaced,
    `tel:${e164}`,
    `00${digits}`,
    ` ${e164}\u200b`,
    wide,
    national,
    `${e164};ext=9`,
    noun,
  ]);
}
