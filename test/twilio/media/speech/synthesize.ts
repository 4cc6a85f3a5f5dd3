import { decodeAudioFile } from '#test/twilio/media/audio-file/decode-audio-file.ts';
import { type FliteInput, type FliteVoice, runFlite } from './flite.ts';
import { hum } from './hum.ts';
import { spanishPhones } from './spanish-phones.ts';

/** As on `<Say>`: a language tag and the name of a voice (`man`, `woman`, `Polly.…`, `Google.…`). */
export interface Manner {
  language: string;
  voice: string;
}

/** Voices of Twilio's catalogue that are men's; every other is read by a woman. */
const MEN =
  /^(man|polly\.(matthew|joey|justin|kevin|stephen|brian|arthur|russell|geraint|enrique|sergio|miguel|andres|pedro)\b)/i;

/** Text → 8 kHz speech. English and Spanish are spoken; other languages in Latin letters are read as English, other scripts hummed. */
export async function synthesize(text: string, { language, voice }: Manner): Promise<Int16Array> {
  const input = inputFor(text, language);
  if (!input) return hum(text);
  return decodeAudioFile(await runFlite(input, fliteVoice(voice)));
}

const fliteVoice = (voice: string): FliteVoice => (MEN.test(voice) ? 'rms' : 'slt');

function inputFor(text: string, language: string): FliteInput | undefined {
  if (/^es\b/i.test(language)) {
    return /[\p{Script=Latin}\d]/u.test(text) ? { phones: spanishPhones(text, !/^es-ES$/i.test(language)) } : undefined;
  }
  // The synthesiser knows ASCII only: accents go, other scripts have no reading.
  const readable = text.normalize('NFKD').replace(/[^\u0020-\u007e]+/g, (rest) => (/^\p{M}+$/u.test(rest) ? '' : ' '));
  return /[a-z0-9]/i.test(readable) ? { text: readable.trim() } : undefined;
}
