/** One kind of attack. */
export interface Attack {
  name: string;
  /** How often it is tried in full. */
  count: number;
  /** Answers what has broken, in words: empty is how it must be. The same seed tries the same. */
  run(count: number, seed: number): Promise<string[]>;
}

/** Longer lists help nobody. */
export const MOST_TOLD = 20;
