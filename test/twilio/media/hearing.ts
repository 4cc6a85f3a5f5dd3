import type { AudioSource } from '#test/twilio/party.ts';

/** The one source that a port hears at a time; tells once when it has ended. */
export class Hearing {
  #source: AudioSource | null = null;
  #onEnd: (() => void) | undefined;

  /** Whether there is anything to hear; false once the source has ended. */
  get active(): boolean {
    return this.#source !== null;
  }

  hear(source: AudioSource | null, onEnd?: () => void): void {
    this.#source = source;
    this.#onEnd = onEnd;
  }

  /** The next frame, or null for silence. */
  next(): Int16Array | null {
    const frame = this.#source?.pull() ?? null;
    if (frame || !this.#source) return frame;
    const onEnd = this.#onEnd;
    this.hear(null);
    // Not within the pacer's tick: what follows may take its time, and the other ports have frames due.
    if (onEnd) queueMicrotask(onEnd);
    return null;
  }
}
