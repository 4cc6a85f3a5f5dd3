/** The middle of the values; of an even count, the mean of the middle two. Throws without values. */
export function median(values: readonly number[]): number {
  const sorted = ascending(values);
  const half = sorted.length / 2;
  const upper = at(sorted, Math.floor(half));
  return Number.isInteger(half) ? (at(sorted, half - 1) + upper) / 2 : upper;
}

/**
 * The smallest value that `share` (0 to 1) of all values do not exceed (nearest rank): always one that was measured. Of 15 values the
 * 95th percentile is the greatest.
 */
export function percentile(values: readonly number[], share: number): number {
  if (!(share >= 0 && share <= 1)) throw new Error(`a share is 0 to 1, not ${share}`);
  const sorted = ascending(values);
  return at(sorted, Math.max(0, Math.ceil(share * sorted.length) - 1));
}

export const p95 = (values: readonly number[]): number => percentile(values, 0.95);

/** Median of `ours[i] / theirs[i]`: pairs measured side by side share the machine's mood, so their ratio does not. */
export function pairedRatio(ours: readonly number[], theirs: readonly number[]): number {
  return median(paired(ours, theirs, (one, other) => one / other));
}

/** `ours[i] - theirs[i]`, pair by pair. */
export function pairedDifferences(ours: readonly number[], theirs: readonly number[]): number[] {
  return paired(ours, theirs, (one, other) => one - other);
}

function paired(
  ours: readonly number[],
  theirs: readonly number[],
  join: (one: number, other: number) => number,
): number[] {
  if (ours.length !== theirs.length) throw new Error(`${ours.length} and ${theirs.length} values make no pairs`);
  return ours.map((one, index) => join(one, at(theirs, index)));
}

function ascending(values: readonly number[]): number[] {
  if (values.length === 0) throw new Error('there are no values');
  if (values.some((value) => !Number.isFinite(value))) throw new Error('a value is not a number');
  return [...values].sort((a, b) => a - b);
}

function at(values: readonly number[], index: number): number {
  const value = values[index];
  if (value === undefined) throw new Error(`there is no value ${index}`);
  return value;
}
