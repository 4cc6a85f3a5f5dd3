import { createHash } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { AudioFileError } from './audio-file/sound-data.ts';
import { KeptSound } from './kept-sound.ts';
import type { SoundAnswer, SoundJob } from './sound-worker.ts';
import type { Manner } from './speech/synthesize.ts';

/** A minute of music takes a fraction of a second: what takes this long never ends. */
const LIMIT_MS = 20_000;
/** Texts whose speech is kept: prompts are said again and again. */
const KEPT_TEXTS = 200;
/** Files whose sound is kept: what is played to those who wait is played to all of them. */
const KEPT_FILES = 50;

interface Waiting {
  resolve(samples: Int16Array): void;
  reject(error: Error): void;
  limit: NodeJS.Timeout;
}

/** Makes sound out of texts and files, in a thread of its own. Started at the first use; keeps no process alive. */
export class SoundMaker {
  #worker: Worker | undefined;
  #waiting = new Map<number, Waiting>();
  #spoken = new KeptSound(KEPT_TEXTS);
  #decoded = new KeptSound(KEPT_FILES);
  #lastId = 0;

  /** Text as 8 kHz speech; the same text is made once. */
  speak(text: string, manner: Manner): Promise<Int16Array> {
    const key = JSON.stringify([text, manner.language, manner.voice]);
    return this.#spoken.get(key, () => this.#ask({ kind: 'speak', text, manner }));
  }

  /** A sound file of this media type as 8 kHz samples; rejects with `AudioFileError` when it is none. The same file is read once. */
  decode(file: Uint8Array, type = ''): Promise<Int16Array> {
    const key = `${type} ${createHash('sha256').update(file).digest('base64')}`;
    return this.#decoded.get(key, () => this.#ask({ kind: 'decode', file, type }));
  }

  async close(): Promise<void> {
    await this.#worker?.terminate();
    this.#failAll('the sound maker was closed');
  }

  #ask(job: SoundJob): Promise<Int16Array> {
    this.#worker ??= this.#start();
    const worker = this.#worker;
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      const limit = setTimeout(() => void worker.terminate(), LIMIT_MS);
      this.#waiting.set(id, { resolve, reject, limit });
      worker.ref();
      worker.postMessage({ id, job });
    });
  }

  #start(): Worker {
    // Its stderr is kept from ours: Node warns there that WASI is experimental.
    const worker = new Worker(new URL('./sound-worker.ts', import.meta.url), { stderr: true });
    worker.on('message', (answer: SoundAnswer) => this.#settle(answer));
    worker.on('error', (error) => this.#failAll(error.message));
    worker.on('exit', () => {
      if (this.#worker === worker) this.#worker = undefined;
      this.#failAll('making the sound took too long or failed');
    });
    return worker;
  }

  #settle(answer: SoundAnswer): void {
    const waiting = this.#waiting.get(answer.id);
    this.#forget(answer.id);
    if ('samples' in answer) waiting?.resolve(answer.samples);
    else waiting?.reject(answer.ofFile ? new AudioFileError(answer.error) : new Error(answer.error));
  }

  #failAll(why: string): void {
    for (const [id, waiting] of [...this.#waiting]) {
      this.#forget(id);
      waiting.reject(new Error(why));
    }
  }

  #forget(id: number): void {
    clearTimeout(this.#waiting.get(id)?.limit);
    this.#waiting.delete(id);
    if (this.#waiting.size === 0) this.#worker?.unref();
  }
}
