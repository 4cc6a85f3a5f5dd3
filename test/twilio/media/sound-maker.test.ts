import { readFile } from 'node:fs/promises';
import { afterAll, expect, it } from 'vitest';
import { AudioFileError } from './audio-file/sound-data.ts';
import { wavOfTone } from './audio-file/write-wav.ts';
import { rms } from './goertzel.ts';
import { SoundMaker } from './sound-maker.ts';

const sound = new SoundMaker();
afterAll(() => sound.close());

const seconds = (samples: Int16Array) => samples.length / 8000;
const english = { language: 'en-US', voice: 'woman' };
const spanish = { language: 'es-ES', voice: 'woman' };

it('says English and Spanish aloud, a longer text longer', async () => {
  const short = await sound.speak('Hello.', english);
  const long = await sound.speak('Thank you for calling. Nobody can answer at the moment.', english);
  const saludo = await sound.speak('Gracias por su llamada. En este momento nadie puede atenderle.', spanish);
  for (const samples of [short, long, saludo]) expect(rms(samples)).toBeGreaterThan(300);
  expect(seconds(short)).toBeGreaterThan(0.3);
  expect(seconds(long)).toBeGreaterThan(2 * seconds(short));
  expect(seconds(saludo)).toBeGreaterThan(2);
  expect(seconds(saludo)).toBeLessThan(10);
});

it('tells a man’s voice from a woman’s, and America’s Spanish from Spain’s', async () => {
  const woman = await sound.speak('Good morning', english);
  const man = await sound.speak('Good morning', { language: 'en-US', voice: 'Polly.Matthew' });
  expect(man).not.toEqual(woman);
  const madrid = await sound.speak('Gracias', spanish);
  expect(await sound.speak('Gracias', { language: 'es-MX', voice: 'woman' })).not.toEqual(madrid);
});

it('makes the same text once', async () => {
  const first = sound.speak('Press one for sales', english);
  expect(sound.speak('Press one for sales', english)).toBe(first);
  expect(await first).toEqual(await sound.speak('Press one for sales', english));
});

it('hums what it cannot read, and says nothing where nothing is said', async () => {
  const greeting = await sound.speak('你好世界', english);
  expect(rms(greeting)).toBeGreaterThan(300);
  expect(seconds(await sound.speak('Здравствуйте, все линии заняты', english))).toBeGreaterThan(1);
  expect(await sound.speak('…', english)).toHaveLength(0);
});

it.each(['-h', '--help', '"; rm -rf /', 'a\u0000b', '<b>bold</b> & more', '   ', '🙂'])(
  'survives the text %j',
  async (text) => {
    const samples = await sound.speak(text, english);
    expect(seconds(samples)).toBeLessThan(5);
  },
);

it('decodes a file beside the calls, and says what is wrong with a bad one', async () => {
  const file = await readFile('test/fixtures/audio/tone-700hz-44100-stereo.mp3');
  expect(seconds(await sound.decode(file))).toBeGreaterThan(0.5);
  const refused = sound.decode(Buffer.from('not sound'));
  await expect(refused).rejects.toThrow('neither WAV, AIFF nor MP3');
  await expect(refused).rejects.toBeInstanceOf(AudioFileError);
});

it('reads the same file once', async () => {
  const [first, second] = [wavOfTone(700, 100, 8000), wavOfTone(700, 100, 8000)];
  const samples = await sound.decode(first);
  expect(samples).toHaveLength(800);
  expect(await sound.decode(second)).toBe(samples);
});

it('goes on after its thread has died', async () => {
  const other = new SoundMaker();
  await other.speak('Hello', english);
  await other.close();
  expect(seconds(await other.speak('Hello again', english))).toBeGreaterThan(0.3);
  await other.close();
});
