import type { Context } from '#server/context.ts';
import type { AudioId } from '#shared/call-flow/prompt.ts';
import { telephoneAudio } from './audio.store.ts';

/** Of all files that this process remembers. What they hold never changes. */
const MOST_BYTES = 48 * 1024 * 1024;

/** What callers hear most, without asking the database for megabytes at each call. The file used last goes last. */
export class TelephoneCache {
  readonly #context: Pick<Context, 'db'>;
  readonly #known = new Map<AudioId, Buffer>();
  #bytes = 0;

  constructor(context: Pick<Context, 'db'>) {
    this.#context = context;
  }

  async get(id: AudioId): Promise<Buffer | undefined> {
    const known = this.#known.get(id);
    const sound = known ?? (await telephoneAudio(this.#context.db, id));
    if (!sound) return undefined;
    if (this.#known.delete(id)) this.#bytes -= sound.length;
    this.#known.set(id, sound);
    this.#bytes += sound.length;
    for (const [oldest, { length }] of this.#known) {
      if (this.#bytes <= MOST_BYTES || oldest === id) break;
      this.#known.delete(oldest);
      this.#bytes -= length;
    }
    return sound;
  }
}
