/** Those who listen to a port. */
export class FrameListeners {
  #listeners = new Set<(pcm: Int16Array) => void>();
  #onChange: (listening: boolean) => void;

  /** `onChange` is told when the first listener comes and when the last one goes. */
  constructor(onChange: (listening: boolean) => void = () => {}) {
    this.#onChange = onChange;
  }

  get any(): boolean {
    return this.#listeners.size > 0;
  }

  add(onFrame: (pcm: Int16Array) => void, signal: AbortSignal): void {
    if (signal.aborted) return;
    const listener = (pcm: Int16Array) => onFrame(pcm);
    this.#listeners.add(listener);
    if (this.#listeners.size === 1) this.#onChange(true);
    signal.addEventListener('abort', () => this.#drop(listener), { once: true });
  }

  tell(pcm: Int16Array): void {
    for (const listener of this.#listeners) listener(pcm);
  }

  #drop(listener: (pcm: Int16Array) => void): void {
    this.#listeners.delete(listener);
    if (this.#listeners.size === 0) this.#onChange(false);
  }
}
