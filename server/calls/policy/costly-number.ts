import { parsePhoneNumberFromString } from 'libphonenumber-js/core';
// The large metadata knows each number's type; only the server can afford it.
import metadata from 'libphonenumber-js/max/metadata';
import type { E164 } from '#shared/ids.ts';

/** Numbers whose owner earns by being called, and the kinds that fraud uses like them (+44 70 …). */
const COSTLY_TYPES = new Set(['PREMIUM_RATE', 'PERSONAL_NUMBER', 'PAGER']);

/**
 * Codes of no country: satellites (870, 881), networks (882, 883), personal numbers (878), premium (979), disaster relief (888).
 * Only +800 and +808 are what they seem.
 */
const COSTLY_CODES = /^\+(?:87|88|979)/;

/**
 * Premium ranges by prefix, for numbers that the metadata does not (yet) call assigned: the type of those is unknown, and they would
 * pass. National numbering plans of the countries that are allowed by default.
 */
const COSTLY_PREFIX = new RegExp(
  `^\\+(?:${[
    '1(?:900|976)',
    '30(?:90)',
    '31(?:90)',
    '32(?:90|70)',
    '33(?:8[129])',
    '34(?:80[3-7]|90[57])',
    '351(?:6[0-4]|76)',
    '352(?:90)',
    '353(?:15)',
    '354(?:90)',
    '356(?:5[012])',
    '357(?:90)',
    '358(?:[67]00)',
    '359(?:90)',
    '36(?:9[01])',
    '370(?:90|91)',
    '371(?:90)',
    '372(?:900)',
    '376(?:[19])',
    '385(?:6[0145])',
    '386(?:89|90)',
    '39(?:1[4-6]|89)',
    '40(?:90)',
    '41(?:90)',
    '420(?:90|976)',
    '421(?:900|9[78])',
    '423(?:90)',
    '43(?:90|93)',
    '44(?:70|84|87|9)',
    '45(?:90)',
    '46(?:900|939|944|649)',
    '47(?:82)',
    '48(?:70)',
    '49(?:137|900)',
    '52(?:900)',
  ].join('|')})`,
);

/** Whether calling this number costs far more than a call to its country: premium, personal, satellite. */
export function isCostlyNumber(number: E164): boolean {
  if (COSTLY_CODES.test(number)) return true;
  const parsed = parsePhoneNumberFromString(number, metadata);
  const type = parsed?.getType();
  // Of what is called shared cost only some costs hardly more (902): not Germany's 0137, nor Britain's 084 and 087.
  if (type !== undefined && type !== 'SHARED_COST') return COSTLY_TYPES.has(type);
  return COSTLY_PREFIX.test(number);
}
