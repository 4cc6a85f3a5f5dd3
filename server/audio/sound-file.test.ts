import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { silentLog } from '#server/log.ts';
import { judgeSound } from './judge-sound.ts';
import { readSoundFile, type Sound } from './sound-file.ts';
import { wavFile } from './wav.fixture.ts';

const fixture = (name: string) => readFile(`test/fixtures/audio/${name}`);

/** How strong a tone is in what callers hear; a full one of the same loudness is 1. */
function strengthOf({ telephone }: Sound, hz: number): number {
  const count = (telephone.length - 44) / 2;
  let real = 0;
  let imaginary = 0;
  for (let i = 0; i < count; i++) {
    const sample = telephone.readInt16LE(44 + i * 2) / 0x8000;
    real += sample * Math.cos((2 * Math.PI * hz * i) / 8000);
    imaginary += sample * Math.sin((2 * Math.PI * hz * i) / 8000);
  }
  return (2 * Math.hypot(real, imaginary)) / count;
}

async function heard(file: Buffer): Promise<Sound> {
  const read = await readSoundFile(file);
  if (typeof read === 'string') throw new Error(read);
  return read;
}

it.each([
  ['8-bit PCM', { code: 1, bits: 8 }],
  ['16-bit PCM, stereo, 44.1 kHz', { code: 1, bits: 16, channels: 2, rate: 44_100 }],
  ['24-bit PCM, 48 kHz', { code: 1, bits: 24, rate: 48_000 }],
  ['32-bit PCM, 96 kHz', { code: 1, bits: 32, rate: 96_000 }],
  ['float', { code: 3, bits: 32, rate: 22_050 }],
  ['double', { code: 3, bits: 64, rate: 16_000 }],
  ['A-law', { code: 6, bits: 8 }],
  ['μ-law', { code: 7, bits: 8 }],
  ['an extensible header', { code: 1, bits: 16, rate: 11_025, extensible: true }],
] as const)('[req 26] plays WAV to callers: %s', async (_, over) => {
  const sound = await heard(wavFile(over));
  expect(sound.mime).toBe('audio/wav');
  expect(sound.seconds).toBeCloseTo(0.5, 1);
  expect(strengthOf(sound, 700)).toBeGreaterThan(0.45);
  expect(strengthOf(sound, 700)).toBeLessThan(0.55);
  expect(strengthOf(sound, 1_900)).toBeLessThan(0.01);
});

it.each(['tone-700hz-44100-stereo.mp3', 'tone-700hz-22050-vbr-tagged.mp3', 'tone-700hz-8000-mono.mp3'])(
  '[req 26] plays MP3 to callers: %s',
  async (name) => {
    const sound = await heard(await fixture(name));
    expect(sound.mime).toBe('audio/mpeg');
    expect(strengthOf(sound, 700)).toBeGreaterThan(4 * strengthOf(sound, 1_900));
    expect(strengthOf(sound, 700)).toBeGreaterThan(0.05);
  },
);

it('lets nothing above 4 kHz be heard as something else', async () => {
  const sound = await heard(wavFile({ code: 1, bits: 16, rate: 48_000, hz: 5_300 }));
  expect(strengthOf(sound, 2_700)).toBeLessThan(0.01);
});

it('plays a file that breaks off, or that says it is longer than it is', async () => {
  const file = wavFile({ code: 1, bits: 16 });
  expect((await heard(file.subarray(0, 44 + 4_000))).seconds).toBeCloseTo(0.25, 2);
  const lying = Buffer.from(file);
  lying.writeUInt32LE(0xffffffff, 40);
  lying.writeUInt32LE(0xffffffff, 4);
  expect((await heard(lying)).seconds).toBeCloseTo(0.5, 2);
  const mp3 = await fixture('tone-700hz-44100-stereo.mp3');
  expect((await heard(mp3.subarray(0, Math.floor(mp3.length / 2)))).seconds).toBeGreaterThan(0.2);
});

it.each([
  ['a text', Buffer.from('Thank you for calling Zillum Inc. '.repeat(500))],
  ['a web page', Buffer.from('<!doctype html><title>Not found</title>'.repeat(50))],
  ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
  ['an Ogg file', Buffer.from('OggS and then some'.repeat(100))],
  [
    'a tag that says it is huge',
    Buffer.concat([Buffer.from('ID3\x04\0\0\x7f\x7f\x7f\x7f', 'latin1'), Buffer.alloc(500)]),
  ],
  ['a WAV header alone', wavFile({ code: 1, bits: 16 }).subarray(0, 30)],
  ['a WAV without its format', Buffer.from('RIFF\x10\0\0\0WAVEdata\x04\0\0\0abcd', 'latin1')],
  ['a WAV of no channel', wavFile({ code: 1, bits: 16, channels: 0 })],
  ['a WAV of two hundred channels', wavFile({ code: 1, bits: 16, channels: 200 })],
  ['a WAV of four thousand million samples a second', wavFile({ code: 1, bits: 16, saidRate: 0xffffffff })],
] as const)('refuses what is no sound, whatever it is called: %s', async (_, file) => {
  expect(await readSoundFile(file)).toBe('not-sound');
});

it.each([
  ['Microsoft’s ADPCM', { code: 2, bits: 4 }],
  ['IMA ADPCM', { code: 0x11, bits: 4 }],
  ['GSM', { code: 0x31, bits: 0 }],
  ['MP3', { code: 0x55, bits: 0 }],
  ['PCM of 12 bits', { code: 1, bits: 12 }],
])('tells a WAV that holds %s from what is no sound', async (_, format) => {
  const file = wavFile({ code: 1, bits: 16 });
  file.writeUInt16LE(format.code, 20);
  file.writeUInt16LE(format.bits, 34);
  expect(await readSoundFile(file)).toBe('other-encoding');
  expect(await judgeSound(silentLog, file)).toMatchObject({
    problem: { code: 'audio-not-sound', message: expect.stringContaining('PCM'), params: { what: 'encoding' } },
  });
});

it('refuses files without a sound in them, and those that nobody would listen to the end', async () => {
  expect(await readSoundFile(Buffer.alloc(0))).toBe('empty');
  expect(await readSoundFile(wavFile({ code: 1, bits: 16 }).subarray(0, 44))).toBe('empty');
  const long = Buffer.concat([wavFile({ code: 7, bits: 8 }).subarray(0, 44), Buffer.alloc(4_000 * 910 * 2)]);
  long.writeUInt32LE(long.length - 44, 40);
  long.writeUInt32LE(4_000, 24);
  expect(await readSoundFile(long)).toBe('too-long');
});

it('judges in a thread of its own, and says in words what is wrong', async () => {
  expect(await judgeSound(silentLog, wavFile({ code: 1, bits: 16 }))).toMatchObject({ ok: true });
  expect(await judgeSound(silentLog, Buffer.from('words'))).toMatchObject({ problem: { code: 'audio-not-sound' } });
  expect(await judgeSound(silentLog, Buffer.alloc(0))).toMatchObject({ problem: { code: 'audio-empty' } });
  const large = await judgeSound(silentLog, Buffer.alloc(5 * 1024 * 1024 + 1));
  expect(large).toMatchObject({ problem: { code: 'audio-too-large' } });
});
