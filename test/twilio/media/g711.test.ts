import { expect, it } from 'vitest';
import { decodeAlaw, decodeUlaw, encodeUlaw } from './g711.ts';

it('knows μ-law as G.711 prints it', () => {
  expect([...decodeUlaw(Uint8Array.of(0x00, 0x80, 0x7f, 0xff, 0x8f))]).toEqual([-32124, 32124, 0, 0, 16764]);
  expect([...encodeUlaw(Int16Array.of(0, 32767, -32768, -1))]).toEqual([0xff, 0x80, 0x00, 0x7f]);
});

it('knows A-law as G.711 prints it', () => {
  expect([...decodeAlaw(Uint8Array.of(0x55, 0xd5, 0x2a, 0xaa))]).toEqual([-8, 8, -32256, 32256]);
});

it('gives every sample back within the step of its segment, and every byte exactly', () => {
  const samples = Int16Array.from({ length: 65_536 }, (_, i) => i - 32_768);
  const back = decodeUlaw(encodeUlaw(samples));
  for (const [i, sample] of samples.entries()) {
    const step = Math.max(8, Math.abs(sample) / 16);
    if (Math.abs((back[i] ?? 0) - Math.max(-32_124, Math.min(32_124, sample))) > step)
      expect.fail(`${sample} became ${back[i]}`);
  }
  const bytes = Uint8Array.from({ length: 256 }, (_, i) => i).filter((byte) => byte !== 0x7f);
  expect(encodeUlaw(decodeUlaw(bytes))).toEqual(bytes);
});
