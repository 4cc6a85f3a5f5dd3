import type { Pacer } from './pacer.ts';

/** A pacer that a test moves frame by frame: sound in no time. */
export class HandPacer implements Pacer {
  tick = 0;
  #listeners = new Set<(tick: number) => void>();

  get subscribers(): number {
    return this.#listeners.size;
  }

  subscribe(onTick: (tick: number) => void, signal: AbortSignal): void {
    if (signal.aborted) return;
    const listener = (tick: number) => onTick(tick);
    this.#listeners.add(listener);
    signal.addEventListener('abort', () => this.#listeners.delete(listener), { once: true });
  }

  /** Lets `ms` milliseconds of sound pass; promises settle in between. */
  async run(ms: number): Promise<void> {
    for (let frame = 0; frame < ms / 20; frame++) {
      this.tick++;
      for (const listener of this.#listeners) listener(this.tick);
      await Promise.resolve();
    }
  }
}
