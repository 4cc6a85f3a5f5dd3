import { expect, it } from 'vitest';
import type { AudioSource } from '#test/twilio/party.ts';
import { pcm, sequence, silence, tone } from './audio-source.ts';
import { DTMF_DIGITS, DtmfDetector, dtmfTones } from './dtmf.ts';
import { decodeUlaw, encodeUlaw } from './g711.ts';

function heardIn(source: AudioSource, shift = 0): string {
  let digits = '';
  const detector = new DtmfDetector((digit) => {
    digits += digit;
  });
  detector.push(new Int16Array(shift));
  for (let frame = source.pull(); frame; frame = source.pull()) detector.push(decodeUlaw(encodeUlaw(frame)));
  return digits;
}

it.each([0, 53, 80, 131])('hears every key once, wherever the frames begin (%i samples later)', (shift) => {
  expect(heardIn(dtmfTones(DTMF_DIGITS), shift)).toBe(DTMF_DIGITS);
});

it('tells the same key twice from once, and knows pauses', () => {
  expect(heardIn(dtmfTones('1155'))).toBe('1155');
  expect(heardIn(dtmfTones('1w1W2x?'))).toBe('112');
});

it('hears a long press once', () => {
  expect(heardIn(tone([770, 1336], 3000))).toBe('5');
});

it('hears no key in a click that happens to sound like one', () => {
  expect(heardIn(sequence(silence(100), tone([770, 1336], 20), silence(100)))).toBe('');
});

it('hears no key in a tone, in a ringing tone, in noise or in something soft', () => {
  expect(heardIn(sequence(tone(697, 500), tone(1209, 500), tone([440, 480], 500), silence(500)))).toBe('');
  let seed = 1;
  const noise = Int16Array.from({ length: 80_000 }, () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return (seed / 2_147_483_647 - 0.5) * 20_000;
  });
  expect(heardIn(pcm(noise))).toBe('');
  const soft = Int16Array.from(
    { length: 4000 },
    (_, i) => 60 * (Math.sin((2 * Math.PI * 697 * i) / 8000) + Math.sin((2 * Math.PI * 1209 * i) / 8000)),
  );
  expect(heardIn(pcm(soft))).toBe('');
});
