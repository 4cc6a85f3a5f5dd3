import type { E164 } from '#shared/ids.ts';
import { problem } from '#shared/problem.ts';
import { failed, ok, type Result } from '#shared/result.ts';
import { callableNumber } from './callable-number.ts';
import { isSpanishMobile, spanishMobile } from './spanish-mobile.ts';

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
  const read = callableNumber(facts.to, {
    country: facts.country,
    home: facts.fromCountry,
    allowed: facts.allowedCountries,
  });
  if (!read.ok) return read;
  const { country, number: to } = read.value;
  if (to === facts.from) return refuse('own-number', 'That is the number you call from.');
  if (country === 'ES' && facts.from && isSpanishMobile(facts.from)) return failed(spanishMobile);

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
