import { getCountries, getExampleNumber } from 'libphonenumber-js/core';
import metadata from 'libphonenumber-js/min/metadata';
import examples from 'libphonenumber-js/mobile/examples';
import { describe, expect, it } from 'vitest';
import { countryOfNumber, formatNumber, isE164, readNumber } from './phone-number.ts';

const laura = '+34612345678';

describe('reading a number as people write it', () => {
  it.each([
    ['612345678', 'ES'],
    ['612 34 56 78', 'ES'],
    ['612.345.678', 'ES'],
    ['612-345-678', 'ES'],
    ['612/345678', 'ES'],
    ['(612) 345 678', 'ES'],
    ['612\u00a0345\u202f678', 'ES'],
    ['+34 612 345 678', 'FR'],
    ['+34612345678', 'nowhere'],
    ['(+34) 612 345 678', 'FR'],
    ['+ 34 612 345 678', 'FR'],
    ['＋３４ ６１２ ３４５ ６７８', 'US'],
    ['٦١٢٣٤٥٦٧٨', 'ES'],
    ['६१२३४५६७८', 'ES'],
    ['0034 612 345 678', 'ES'],
    ['0034 612 345 678', 'US'],
    ['011 34 612 345 678', 'US'],
    ['tel:+34-612-345-678', 'US'],
    ['tel:612345678;phone-context=+34', 'FR'],
    ['tel:%2B34612345678', 'FR'],
    ['callto:+34612345678', 'FR'],
    ['\u202a+34 612 345 678\u202c', 'FR'],
  ])('reads %s in %s', (text, country) => {
    expect(readNumber(text, country)).toEqual({ ok: true, number: laura, country: 'ES', extension: null });
  });

  it.each([
    '612345678 ext. 12',
    '612345678 ext 12',
    '612345678ext12',
    '612 345 678 x12',
    '612345678 extensión 12',
    '612345678 extension: 12',
    '612345678 #12',
    '612345678,,12#',
    'tel:+34612345678;ext=12',
  ])('keeps the extension of %s', (text) => {
    expect(readNumber(text, 'ES')).toEqual({ ok: true, number: laura, country: 'ES', extension: '12' });
  });

  it('leaves the trunk zero in brackets out, and keeps Italy’s', () => {
    expect(readNumber('+44 (0)20 7946 0958', 'ES')).toMatchObject({ number: '+442079460958', country: 'GB' });
    expect(readNumber('+49 (0) 30 901820', 'ES')).toMatchObject({ number: '+4930901820', country: 'DE' });
    expect(readNumber('+39 (0)6 1234 5678', 'ES')).toMatchObject({ number: '+390612345678', country: 'IT' });
  });

  it('accepts what is possible, also where nothing is assigned', () => {
    expect(readNumber('+44 7700 900123', 'ES')).toMatchObject({ ok: true, number: '+447700900123', country: 'GB' });
    expect(readNumber('+1 202 555 0123', 'ES')).toMatchObject({ ok: true, number: '+12025550123', country: 'US' });
  });

  it('accepts countries whose numbers are short', () => {
    expect(readNumber('312345', 'AD')).toMatchObject({ ok: true, number: '+376312345' });
  });

  it.each([
    ['112', 'emergency-number'],
    ['+34 112', 'emergency-number'],
    ['266696687', 'withheld-number'],
    ['anonymous', 'withheld-number'],
    ['1004', 'short-number'],
    ['118118', 'short-number'],
    ['016', 'short-number'],
    ['0', 'short-number'],
    ['', 'not-a-number'],
    ['   ', 'not-a-number'],
    ['Laura', 'not-a-number'],
    ['1-800-FLOWERS', 'not-a-number'],
    ['*#06#', 'not-a-number'],
    ['#31#612345678', 'not-a-number'],
    ['+34 612 345 678 / 600 111 222', 'not-a-number'],
    ['612345678 600111222', 'not-a-number'],
    ['++34612345678', 'not-a-number'],
    ['+', 'not-a-number'],
    ['+999 123 456 789', 'not-a-number'],
    ['+34 612 345', 'not-a-number'],
    ['9'.repeat(80), 'not-a-number'],
    ['<script>612345678</script>', 'not-a-number'],
    ['612345678</Number><Number>+19005551234', 'not-a-number'],
    ['%', 'not-a-number'],
    ['tel:%E0%A4%A', 'not-a-number'],
    ['\ud800', 'not-a-number'],
  ])('refuses %j as %s', (text, why) => {
    expect(readNumber(text, 'ES')).toEqual({ ok: false, why });
  });

  it('reads back what it writes, for every country', () => {
    for (const country of getCountries(metadata)) {
      const example = getExampleNumber(country, examples, metadata);
      if (!example || !isE164(example.number)) continue;
      for (const text of [example.number, example.formatNational(), formatNumber(example.number, 'international')]) {
        const read = readNumber(text, country);
        expect([country, text, read.ok && read.number]).toEqual([country, text, example.number]);
      }
    }
  });

  it('never throws, whatever is pasted', () => {
    const alphabet = [...'0123456789+()-./ ;,#*xetl:%=&<>"\'٣３\u0000\ud83d\ude00\u202eñ'];
    let seed = 7;
    const random = () => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed / 2_147_483_648;
    };
    for (let i = 0; i < 20_000; i++) {
      const text = Array.from(
        { length: Math.floor(random() * 24) },
        () => alphabet[Math.floor(random() * alphabet.length)],
      ).join('');
      const read = readNumber(text, 'ES');
      if (read.ok) expect(read.number).toMatch(/^\+[1-9]\d{6,14}$/);
    }
  });
});

it('writes a number for reading', () => {
  const read = readNumber(laura, 'ES');
  if (!read.ok) throw new Error('not read');
  expect(formatNumber(read.number, 'international')).toBe('+34 612 34 56 78');
  expect(formatNumber(read.number, 'national')).toBe('612 34 56 78');
  expect(countryOfNumber(read.number)).toBe('ES');
});
