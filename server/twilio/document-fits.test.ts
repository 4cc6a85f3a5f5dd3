import { expect, it } from 'vitest';
import { usualVoice } from '#shared/call-flow/voices.ts';
import { documentFits } from './document-fits.ts';

const config = { publicUrl: 'https://phone.example' };
const ask = (say: string) =>
  ({ do: 'ask', parts: [{ say, language: 'en-GB', voice: usualVoice('en-GB') }], seconds: 5 }) as const;
const fits = (say: string) => documentFits(config, { ...ask(say), parts: [...ask(say).parts] });

it('knows whether Twilio takes what is said, as it is written: in bytes, with what XML makes of it', () => {
  expect(fits('a'.repeat(60_000))).toBe(true);
  expect(fits('a'.repeat(66_000))).toBe(false);
  expect(fits('&'.repeat(12_000))).toBe(true);
  expect(fits('&'.repeat(13_500))).toBe(false);
  expect(fits('語'.repeat(22_000))).toBe(false);
});
