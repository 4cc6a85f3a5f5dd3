import { parentPort } from 'node:worker_threads';
import { decodeAudioFile } from './audio-file/decode-audio-file.ts';
import { AudioFileError } from './audio-file/sound-data.ts';
import { type Manner, synthesize } from './speech/synthesize.ts';

/** What takes long (seconds for a long text or a song) is done in a thread of its own, so that no running call's sound ever waits for it. */
export type SoundJob =
  | { kind: 'speak'; text: string; manner: Manner }
  | { kind: 'decode'; file: Uint8Array; type: string };

export type SoundAnswer =
  | { id: number; samples: Int16Array }
  /** `ofFile`: the file is at fault. */
  | { id: number; error: string; ofFile: boolean };

parentPort?.on('message', async ({ id, job }: { id: number; job: SoundJob }) => {
  try {
    const samples =
      job.kind === 'speak' ? await synthesize(job.text, job.manner) : await decodeAudioFile(job.file, job.type);
    answer({ id, samples });
  } catch (error) {
    answer({
      id,
      error: error instanceof Error ? error.message : String(error),
      ofFile: error instanceof AudioFileError,
    });
  }
});

function answer(message: SoundAnswer): void {
  parentPort?.postMessage(message);
}
