import { decodeUlaw } from '#test/twilio/media/g711.ts';
import { SAMPLE_RATE } from '#test/twilio/party.ts';
import { AudioFileError, type SoundData } from './sound-data.ts';

/** A frame of GSM 06.10 is 20 ms, and begins with this half byte. */
const GSM_FRAME_BYTES = 33;
const GSM_FRAME_SAMPLES = 160;
const GSM_MARK = 0xd;

/**
 * Sound without a head, which only its media type tells from rubbish; undefined for the type of a file that has one. GSM is as
 * long as it is and silent: there is no decoder for it here. Throws `AudioFileError`.
 */
export function readBareSound(file: Uint8Array, type: string): SoundData | undefined {
  if (type === 'audio/ulaw') {
    return { samples: Float32Array.from(decodeUlaw(file), (sample) => sample / 32768), sampleRate: SAMPLE_RATE };
  }
  if (type !== 'audio/gsm' && type !== 'audio/x-gsm') return undefined;
  if ((file[0] ?? 0) >> 4 !== GSM_MARK) throw new AudioFileError('This is no GSM file.');
  const frames = Math.floor(file.length / GSM_FRAME_BYTES);
  return { samples: new Float32Array(frames * GSM_FRAME_SAMPLES), sampleRate: SAMPLE_RATE };
}
