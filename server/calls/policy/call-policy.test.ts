import { getCountries, getExampleNumber } from 'libphonenumber-js/core';
import metadata from 'libphonenumber-js/max/metadata';
import examples from 'libphonenumber-js/mobile/examples';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { e164Schema } from '#shared/ids.ts';
import { DEFAULT_COUNTRIES } from './allowed-countries.ts';
import { checkCall, type PolicyFacts } from './call-policy.ts';

const line = v.parse(e164Schema, '+34910000001');
const facts = (over: Partial<PolicyFacts> = {}): PolicyFacts => ({
  to: '+34 612 345 678',
  country: 'ES',
  twilioConnected: true,
  from: line,
  fromRefused: false,
  fromCountry: 'ES',
  allowedCountries: null,
  callsLastMinute: 0,
  callsPerMinute: 10,
  callsNow: 0,
  callsAtOnce: 3,
  onACall: false,
  ...over,
});
const why = (over: Partial<PolicyFacts>) => {
  const checked = checkCall(facts(over));
  return checked.ok ? checked.value.to : checked.problem.code;
};

describe('whether an agent may place a call', () => {
  it('lets her call a customer from her own number', () => {
    expect(checkCall(facts())).toEqual({ ok: true, value: { to: '+34612345678', from: line } });
  });

  it('shows no Spanish mobile to whoever is called in Spain', () => {
    for (const mobile of ['+34612000001', '+34712000001']) {
      const from = v.parse(e164Schema, mobile);
      expect(why({ from })).toBe('caller-id-spanish-mobile');
      expect(why({ from, to: '+33612345678' })).toBe('+33612345678');
    }
  });

  it('refuses emergency numbers before anything else', () => {
    const nothingElseRight = { country: 'nowhere', from: null, callsNow: 9, onACall: true, allowedCountries: [] };
    for (const to of ['112', '+34112', '0034 112', '061', '091', '１１２', '911'])
      expect(why({ to, ...nothingElseRight })).toBe('emergency-number');
  });

  it.each([
    ['266696687', 'withheld-number'],
    ['1004', 'short-number'],
    ['Laura', 'not-a-number'],
    ['910000001', 'own-number'],
    ['+34 803 123 456', 'premium-number'],
    ['+34 905 123 456', 'premium-number'],
    ['+34 807 000 000', 'premium-number'],
    ['+44 70 1234 5678', 'premium-number'],
    ['+44 909 8790000', 'premium-number'],
    ['+49 137 2161758', 'premium-number'],
    ['+44 844 5600000', 'premium-number'],
    ['+1 900 234 5678', 'premium-number'],
    ['+979 123 456 789', 'premium-number'],
    ['+8821612345678', 'premium-number'],
    ['+883510012345678', 'premium-number'],
    ['+870773111632', 'premium-number'],
    ['+53 5 1234567', 'country-not-allowed'],
    ['+1 473 403 1234', 'country-not-allowed'],
    ['+1 876 000 0000', 'country-not-allowed'],
    ['+80012345678', 'country-not-allowed'],
    ['+252 7 1234567', 'country-not-allowed'],
  ])('refuses %s: %s', (to, code) => {
    expect(why({ to })).toBe(code);
  });

  it.each([
    '+34 902 123 456',
    '+33 6 12 34 56 78',
    '+1 415 555 2671',
    '+52 55 1234 5678',
    '+44 7700 900123',
    '+41 44 668 18 00',
  ])('allows %s', (to) => {
    expect(checkCall(facts({ to })).ok).toBe(true);
  });

  it('allows the country of her own number, and only the operator’s list where there is one', () => {
    expect(why({ to: '+55 11 96123 4567' })).toBe('country-not-allowed');
    expect(why({ to: '+55 11 96123 4567', fromCountry: 'BR' })).toBe('+5511961234567');
    expect(why({ allowedCountries: ['FR'] })).toBe('country-not-allowed');
    expect(why({ to: '+33 6 12 34 56 78', allowedCountries: ['FR'] })).toBe('+33612345678');
  });

  it('needs a number of hers', () => {
    expect(why({ from: null })).toBe('no-outgoing-number');
    expect(why({ fromRefused: true })).toBe('no-outgoing-number');
  });

  it('needs a connected Twilio account', () => {
    expect(why({ twilioConnected: false, from: null })).toBe('twilio-not-connected');
    expect(why({ twilioConnected: false, to: '112' })).toBe('emergency-number');
  });

  it('limits how often and how much at once', () => {
    expect(why({ callsLastMinute: 9 })).toBe('+34612345678');
    expect(why({ callsLastMinute: 10 })).toBe('too-many-calls');
    expect(why({ callsNow: 3 })).toBe('too-many-calls');
    expect(why({ onACall: true })).toBe('already-on-a-call');
  });

  it('calls no country outside the list, whatever its numbers look like', () => {
    for (const country of getCountries(metadata)) {
      const example = getExampleNumber(country, examples, metadata);
      if (!example?.country) continue;
      const checked = checkCall(facts({ to: example.number, country }));
      if (!DEFAULT_COUNTRIES.includes(example.country)) expect([country, checked.ok]).toEqual([country, false]);
      else expect([country, checked.ok]).toEqual([country, true]);
    }
  });
});
