import { SAMPLE_RATE } from '#test/twilio/party.ts';
import { readMp3, startOfMp3 } from './mp3.ts';
import { resample } from './resample.ts';
import { AudioFileError } from './sound-data.ts';
import { isWav, readWav } from './wav.ts';

/** A WAV or MP3 file → 8 kHz mono, 16 bit. Throws `AudioFileError`, whose message is for a person, on everything else. */
export async function decodeAudioFile(file: Uint8Array): Promise<Int16Array> {
  const wav = isWav(file);
  if (!wav && startOfMp3(file) === undefined) throw new AudioFileError('This file is neither WAV nor MP3.');
  const { samples, sampleRate } = wav ? readWav(file) : await readMp3(file);
  return Int16Array.from(resample(samples, sampleRate, SAMPLE_RATE), (sample) =>
    Math.max(-32768, Math.min(32767, Math.round(sample * 32768))),
  );
}
