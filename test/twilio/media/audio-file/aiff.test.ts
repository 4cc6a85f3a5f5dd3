import { expect, it } from 'vitest';
import { encodeUlaw } from '#test/twilio/media/g711.ts';
import { decodeAudioFile } from './decode-audio-file.ts';
import { AudioFileError } from './sound-data.ts';

/** 8000 and 44100 samples a second, as AIFF writes them. */
const RATES = { 8000: [0x400b, 0xfa000000], 44100: [0x400e, 0xac440000] } as const;

interface Written {
  rate?: keyof typeof RATES;
  channels?: number;
  bits: number;
  /** Of AIFC; absent: AIFF. */
  compression?: string;
}

/** An AIFF file of these bytes of sound, with a chunk of an odd length before it. */
function aiff(sound: Uint8Array, { rate = 8000, channels = 1, bits, compression }: Written): Uint8Array {
  const common = new DataView(new ArrayBuffer(18));
  common.setUint16(0, channels);
  common.setUint16(6, bits);
  common.setUint16(8, RATES[rate][0]);
  common.setUint32(10, RATES[rate][1]);
  const chunk = (name: string, ...parts: Uint8Array[]) => {
    const body = Buffer.concat(parts);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(body.length);
    return Buffer.concat([Buffer.from(name), length, body, Buffer.alloc(body.length % 2)]);
  };
  const word = compression === undefined ? [] : [Buffer.from(compression), Buffer.from('\0\0')];
  return chunk(
    'FORM',
    Buffer.from(compression === undefined ? 'AIFF' : 'AIFC'),
    chunk('NAME', Buffer.from('bee')),
    chunk('COMM', new Uint8Array(common.buffer), ...word),
    chunk('SSND', new Uint8Array(8), sound),
  );
}

const VALUES = [0, 0.5, -0.5, 0.25, -0.25];
const written = (bytes: number, put: (view: DataView, at: number, value: number) => void) => {
  const view = new DataView(new ArrayBuffer(VALUES.length * bytes));
  for (const [i, value] of VALUES.entries()) put(view, i * bytes, value);
  return new Uint8Array(view.buffer);
};
const ulaw = encodeUlaw(Int16Array.from(VALUES, (value) => value * 32768));

it.each<[string, Uint8Array, Written]>([
  ['8 bits', written(1, (view, at, value) => view.setInt8(at, value * 128)), { bits: 8 }],
  ['12 bits in 16', written(2, (view, at, value) => view.setInt16(at, value * 32768)), { bits: 12 }],
  ['16 bits', written(2, (view, at, value) => view.setInt16(at, value * 32768)), { bits: 16 }],
  [
    '24 bits',
    written(3, (view, at, value) => {
      view.setInt16(at, value * 32768);
    }),
    { bits: 24, compression: 'NONE' },
  ],
  ['32 bits', written(4, (view, at, value) => view.setInt32(at, value * 2147483648)), { bits: 32 }],
  [
    'the lowest byte first',
    written(2, (view, at, value) => view.setInt16(at, value * 32768, true)),
    { bits: 16, compression: 'sowt' },
  ],
  ['float', written(4, (view, at, value) => view.setFloat32(at, value)), { bits: 32, compression: 'fl32' }],
  ['μ-law', ulaw, { bits: 16, compression: 'ulaw' }],
])('plays AIFF: %s', async (_, sound, how) => {
  const samples = await decodeAudioFile(aiff(sound, how));
  expect([...samples].map((sample) => Math.round(sample / 1024))).toEqual([0, 16, -16, 8, -8]);
});

it('mixes the channels of an AIFF file down, and brings it to the rate of the telephone', async () => {
  const left = written(4, (view, at, value) => view.setInt16(at, value * 32768));
  const mixed = await decodeAudioFile(aiff(left, { bits: 16, channels: 2 }));
  expect([...mixed].map((sample) => Math.round(sample / 1024))).toEqual([0, 8, -8, 4, -4]);
  expect(await decodeAudioFile(aiff(new Uint8Array(88_200), { bits: 16, rate: 44_100 }))).toHaveLength(8000);
});

it.each<[string, Uint8Array]>([
  ['no sound in it', Buffer.from('FORM\0\0\0\x04AIFF')],
  ['MAC3 sound', aiff(ulaw, { bits: 8, compression: 'MAC3' })],
  ['AIFF format 1 with 0 bits', aiff(ulaw, { bits: 0 })],
  ['AIFF format 1 with 40 bits', aiff(ulaw, { bits: 40 })],
  ['40 channels', aiff(ulaw, { bits: 16, channels: 40 })],
])('says why it can not play an AIFF file: %s', async (why, file) => {
  const refused = decodeAudioFile(file);
  await expect(refused).rejects.toThrow(why);
  await expect(refused).rejects.toBeInstanceOf(AudioFileError);
});

it('reads sound without a head as its media type says', async () => {
  expect(await decodeAudioFile(ulaw, 'audio/ulaw')).toHaveLength(ulaw.length);
  await expect(decodeAudioFile(ulaw)).rejects.toThrow('neither WAV, AIFF nor MP3');
  // A second of frames, and the beginning of another.
  const gsm = new Uint8Array(50 * 33 + 5).fill(0xd5);
  expect(await decodeAudioFile(gsm, 'audio/x-gsm')).toEqual(new Int16Array(8000));
  await expect(decodeAudioFile(Buffer.from('<html>'), 'audio/gsm')).rejects.toThrow('no GSM file');
});
