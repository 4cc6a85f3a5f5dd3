import { findFrames } from './mp3-frames.ts';
import { readMp3 } from './read-mp3.ts';
import { resample } from './resample.ts';
import { isWav, readWav, type Samples, TELEPHONE_RATE, writeWav } from './wav.ts';

/** Of one file, in seconds: nobody listens longer, and all of it is kept as telephone sound, too. */
export const LONGEST_SOUND_SECONDS = 15 * 60;
/** A file that is shorter is a slip. */
const SHORTEST_SECONDS = 0.05;

/** A sound file as it is: judged by content alone. */
export interface Sound {
  mime: 'audio/wav' | 'audio/mpeg';
  seconds: number;
  /** What callers hear: 8 kHz, one channel, 16 bits, as WAV. */
  telephone: Buffer;
}
export type NoSound = 'not-sound' | 'other-encoding' | 'empty' | 'too-long';

/** Reads a WAV or MP3 file, whatever it is called. A file that breaks off is played as far as it goes. */
export async function readSoundFile(file: Buffer): Promise<Sound | NoSound> {
  if (file.length === 0) return 'empty';
  const wav = isWav(file);
  const frames = wav ? undefined : findFrames(file);
  if (!wav && !frames) return 'not-sound';
  if (frames && frames.seconds > LONGEST_SOUND_SECONDS) return 'too-long';
  // A second more than may be, to see that it is too much.
  const most = LONGEST_SOUND_SECONDS + 1;
  const read = frames ? await readMp3(file.subarray(frames.start), most) : readWav(file, most);
  if (!read) return 'not-sound';
  if (read === 'other-encoding') return read;
  const seconds = read.samples.length / read.rate;
  if (seconds < SHORTEST_SECONDS) return 'empty';
  if (seconds > LONGEST_SOUND_SECONDS) return 'too-long';
  return { mime: wav ? 'audio/wav' : 'audio/mpeg', seconds, telephone: telephoneSound(read) };
}

function telephoneSound({ rate, samples }: Samples): Buffer {
  const sound = resample(samples, rate, TELEPHONE_RATE);
  const pcm = Buffer.alloc(sound.length * 2);
  for (const [i, sample] of sound.entries())
    pcm.writeInt16LE(Math.max(-0x8000, Math.min(0x7fff, Math.round(sample * 0x8000))), i * 2);
  return writeWav(pcm, TELEPHONE_RATE);
}
