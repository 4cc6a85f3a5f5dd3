/** Sound that was made, the last that were asked for. What failed is not kept. */
export class KeptSound {
  readonly #most: number;
  readonly #made = new Map<string, Promise<Int16Array>>();

  constructor(most: number) {
    this.#most = most;
  }

  get(key: string, make: () => Promise<Int16Array>): Promise<Int16Array> {
    const sound = this.#made.get(key) ?? make();
    // Anew to the end of the map: the first in it is the one not asked for the longest.
    this.#made.delete(key);
    this.#made.set(key, sound);
    sound.catch(() => this.#made.delete(key));
    const [oldest] = this.#made.keys();
    if (this.#made.size > this.#most && oldest !== undefined) this.#made.delete(oldest);
    return sound;
  }
}
