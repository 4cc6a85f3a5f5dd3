const FIRST_MS = 500;
const LONGEST_MS = 20_000;

/**
 * How long to wait before attempt `failures + 1`: doubling from 0.5 to 20 s, a random part of it (at least half), so that a team does
 * not come back all at once after a restart. `random` answers from 0 to 1.
 */
export function backoffMs(failures: number, random: () => number): number {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures, 10));
  return Math.round(ceiling * (0.5 + random() / 2));
}
