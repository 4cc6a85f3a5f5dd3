import { type Luck, luckOf } from '#test/fuzz/luck.ts';
import { MOST_TOLD } from './attack.ts';

/** Tries one round of `size`, and answers what has broken. */
export type Round = (luck: Luck, size: number) => Promise<readonly string[]>;

/** So many tries in rounds of `aRound`, each from its own seed: what broke is seen again by its round alone. */
export async function inRounds(count: number, seed: number, aRound: number, round: Round): Promise<string[]> {
  const broken: string[] = [];
  for (let n = 0; n * aRound < count && broken.length < MOST_TOLD; n += 1) {
    const size = Math.min(aRound, count - n * aRound);
    const found = await round(luckOf(seed + n), size).catch((error: unknown) => [`it fails: ${error}`]);
    broken.push(...found.map((what) => `--seed ${seed + n} --count ${size}: ${what}`));
  }
  return broken;
}
