import { expect, it } from 'vitest';
import { pastedDigits } from '#extension/views/call/digits.ts';

it.each([
  ['2143', '2143'],
  ['12 34-56', '123456'],
  ['12#w9', '12#w9'],
  ['12#,,9', '12#,,9'],
  ['PIN: 4711', '4711'],
  ['  *100#\n', '*100#'],
  ['٤٧١١', '4711'],
  ['４７１１', '4711'],
  ['w12w', '12'],
  ['W12W9', '12w9'],
  ['hello', ''],
  ['www', ''],
  ['', ''],
  ['1'.repeat(200), '1'.repeat(64)],
])('%j pasted into the keypad sends %j', (text, tones) => expect(pastedDigits(text)).toBe(tones));
