import { Worker } from 'node:worker_threads';
import type { Log } from '#server/log.ts';
import { MOST_AUDIO_BYTES } from '#shared/call-flow/limits.ts';
import { problem } from '#shared/problem.ts';
import { failed, ok, type Result } from '#shared/result.ts';
import type { NoSound, Sound } from './sound-file.ts';

/** A file that takes longer is made to take long. */
const LIMIT_MS = 60_000;
const MEMORY_MB = 512;
/** More at once would only take longer each, and memory. */
const AT_ONCE = 2;

let running = 0;
const queue: (() => void)[] = [];

/**
 * What a file sounds like, judged by its content in a thread of its own, with bounds on time and memory. Problems: audio-empty,
 * audio-too-large, audio-not-sound.
 */
export async function judgeSound(log: Log, file: Uint8Array): Promise<Result<Sound>> {
  if (file.byteLength > MOST_AUDIO_BYTES) return failed(tooLarge);
  if (file.byteLength === 0) return failed(PROBLEMS.empty);
  if (running >= AT_ONCE) await new Promise<void>((resolve) => queue.push(resolve));
  running += 1;
  try {
    const read = await inWorker(file);
    return typeof read === 'string' ? failed(PROBLEMS[read]) : ok(read);
  } catch (error) {
    log.warn('sound file could not be read', { error });
    return failed(PROBLEMS['not-sound']);
  } finally {
    running -= 1;
    queue.shift()?.();
  }
}

function inWorker(file: Uint8Array): Promise<Sound | NoSound> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./sound-worker.ts', import.meta.url), {
      workerData: { file },
      // Node's own arguments (a test runner's, say) are not for it.
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    });
    // Real time, whatever the Clock: it bounds computing.
    const limit = setTimeout(() => finish(() => reject(new Error('took too long'))), LIMIT_MS);
    const finish = (then: () => void) => {
      clearTimeout(limit);
      void worker.terminate();
      then();
    };
    worker.once('message', (read: Sound | NoSound) =>
      finish(() => resolve(typeof read === 'string' ? read : { ...read, telephone: Buffer.from(read.telephone) })),
    );
    worker.once('error', (error) => finish(() => reject(error)));
    worker.once('exit', () => finish(() => reject(new Error('ended without a word'))));
  });
}

export const tooLarge = problem('audio-too-large', 'This file is larger than 5 MB. Shorten it, or save it as MP3.');
const PROBLEMS = {
  'not-sound': problem(
    'audio-not-sound',
    'This file is neither WAV nor MP3, whatever its name. Save it as one of them.',
  ),
  'other-encoding': problem(
    'audio-not-sound',
    'The encoding of this WAV file can’t be used. Save it as PCM, 16 bits, or as MP3.',
    { params: { what: 'encoding' } },
  ),
  empty: problem('audio-empty', 'There is no sound in this file. Choose another one.'),
  'too-long': problem('audio-too-large', 'This file lasts longer than a quarter of an hour. Shorten it.'),
} as const satisfies Record<NoSound, unknown>;
