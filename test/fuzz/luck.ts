/** Chance that can be repeated: the same seed always brings the same. */
export interface Luck {
  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number;
  /** True so often of 1. */
  chance(share: number): boolean;
  pick<T>(things: readonly [T, ...T[]]): T;
  some<T>(things: readonly T[], most: number): T[];
  shuffled<T>(things: readonly T[]): T[];
}

/** mulberry32: 32 bits of state are enough for what is tried here, and fit into a command line. */
export function luckOf(seed: number): Luck {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1));
  const shuffled = <T>(things: readonly T[]): T[] => {
    const left = [...things];
    return things.flatMap(() => left.splice(whole(0, left.length - 1), 1));
  };
  return {
    whole,
    shuffled,
    chance: (share) => next() < share,
    pick: (things) => things[whole(0, things.length - 1)] ?? things[0],
    some: (things, most) => shuffled(things).slice(0, whole(0, Math.min(most, things.length))),
  };
}
