import type { E164 } from '#shared/ids.ts';
import { readNumber, type WhyNoNumber } from '#shared/phone-number.ts';
import { type Problem, problem } from '#shared/problem.ts';
import { failed, ok, type Result } from '#shared/result.ts';
import { isCostlyNumber } from './costly-number.ts';

/**
 * Countries that may be called where the operator names none (ALLOWED_COUNTRIES): besides the country of the agent's own number, the
 * European Economic Area, the United Kingdom, Switzerland, Andorra, Monaco, the Vatican and San Marino, the United States, Canada and
 * Mexico. Toll fraud lives on the rest; Twilio's own geographic permissions hold beside this list.
 */
export const DEFAULT_COUNTRIES: readonly string[] = [
  ...[
    'AT',
    'BE',
    'BG',
    'HR',
    'CY',
    'CZ',
    'DK',
    'EE',
    'FI',
    'AX',
    'FR',
    'DE',
    'GR',
    'HU',
    'IE',
    'IT',
    'LV',
    'LT',
    'LU',
    'MT',
  ],
  ...['NL', 'PL', 'PT', 'RO', 'SK', 'SI', 'ES', 'SE', 'IS', 'LI', 'NO', 'SJ'],
  ...['GB', 'GG', 'JE', 'IM', 'CH', 'AD', 'MC', 'VA', 'SM', 'US', 'CA', 'MX'],
];

/** What the policy goes by; gathered in the transaction that will place the call. */
export interface PolicyFacts {
  /** As the agent typed or clicked it. */
  to: string;
  /** ISO 3166 country that national writings are read in. */
  country: string;
  twilioConnected: boolean;
  /** The number that will be shown; null: the agent has none. */
  from: E164 | null;
  /** Whether `from` is one that she asked for and may not use. */
  fromRefused: boolean;
  /** Country of `from`. */
  fromCountry: string | null;
  /** From the configuration; null: the default list. */
  allowedCountries: readonly string[] | null;
  callsLastMinute: number;
  callsPerMinute: number;
  /** Of this agent, not over yet. */
  callsNow: number;
  callsAtOnce: number;
  onACall: boolean;
}

export interface Allowed {
  to: E164;
  from: E164;
}

/**
 * Whether this agent may place this call now. Emergency numbers are refused before anything else; what is wrong with the number is told
 * before what is wrong with the agent's set-up, since only she can mend the number.
 */
export function checkCall(facts: PolicyFacts): Result<Allowed> {
  const read = readNumber(facts.to, facts.country);
  if (!read.ok) return failed(whyNoCall[read.why]);
  const to = read.number;
  if (to === facts.from) return refuse('own-number', 'That is the number you call from.');
  if (isCostlyNumber(to)) return refuse('premium-number', 'Sidetone calls no premium, personal or satellite numbers.');

  const allowed = facts.allowedCountries ?? [...DEFAULT_COUNTRIES, ...(facts.fromCountry ? [facts.fromCountry] : [])];
  if (!read.country || !allowed.includes(read.country)) {
    return refuse(
      'country-not-allowed',
      'Calls to that country are not allowed here. Your administrator can allow it.',
      {
        ...(read.country && { params: { country: read.country } }),
      },
    );
  }

  if (!facts.twilioConnected) {
    return refuse('twilio-not-connected', 'Twilio is not connected yet. Ask your administrator to connect it.');
  }
  if (facts.fromRefused || !facts.from) {
    return refuse(
      'no-outgoing-number',
      'You have no number to call from. Ask your administrator to associate one with you.',
    );
  }
  if (facts.callsLastMinute >= facts.callsPerMinute || facts.callsNow >= facts.callsAtOnce) {
    return refuse('too-many-calls', 'You have placed many calls in a short time. Wait a minute.', { retry: true });
  }
  if (facts.onACall) return refuse('already-on-a-call', 'You are on a call. End it first.');
  return ok({ to, from: facts.from });
}

const refuse = (...told: Parameters<typeof problem>): Result<Allowed> => failed(problem(...told));

const whyNoCall: Record<WhyNoNumber, Problem> = {
  'emergency-number': problem('emergency-number', 'Sidetone cannot call emergency services. Use a phone.', {
    field: 'to',
  }),
  'withheld-number': problem('withheld-number', 'That stands for a hidden number. It cannot be called back.', {
    field: 'to',
  }),
  'short-number': problem('short-number', 'Short and special numbers cannot be called from here. Use a phone.', {
    field: 'to',
  }),
  'not-a-number': problem('not-a-number', 'That is not a phone number. Check the digits.', { field: 'to' }),
};
