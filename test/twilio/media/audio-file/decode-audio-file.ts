import { SAMPLE_RATE } from '#test/twilio/party.ts';
import { isAiff, readAiff } from './aiff.ts';
import { readBareSound } from './bare-sound.ts';
import { readMp3, startOfMp3 } from './mp3.ts';
import { resample } from './resample.ts';
import { AudioFileError, type SoundData } from './sound-data.ts';
import { isWav, readWav } from './wav.ts';

/**
 * A WAV, AIFF or MP3 file, or what its media type says is μ-law or GSM → 8 kHz mono, 16 bit. Throws `AudioFileError`, whose message is
 * for a person, on everything else.
 */
export async function decodeAudioFile(file: Uint8Array, type = ''): Promise<Int16Array> {
  const { samples, sampleRate } = await read(file, type);
  return Int16Array.from(resample(samples, sampleRate, SAMPLE_RATE), (sample) =>
    Math.max(-32768, Math.min(32767, Math.round(sample * 32768))),
  );
}

async function read(file: Uint8Array, type: string): Promise<SoundData> {
  if (isWav(file)) return readWav(file);
  if (isAiff(file)) return readAiff(file);
  const bare = readBareSound(file, type);
  if (bare) return bare;
  if (startOfMp3(file) === undefined) throw new AudioFileError('This file is neither WAV, AIFF nor MP3.');
  return readMp3(file);
}
