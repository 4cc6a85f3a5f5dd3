/**
 * Why somebody is Away, as it is kept: one of these, which each reader sees in her own language, or her own words. `not-answering`: the
 * server put her there, after calls that she let ring.
 */
export const AWAY_REASONS = ['break', 'lunch', 'meeting', 'not-answering'] as const;
export type AwayReason = (typeof AWAY_REASONS)[number];

/** Whether a reason is one of the list, and not somebody's own words. */
export const isAwayReason = (reason: string): reason is AwayReason => AWAY_REASONS.some((one) => one === reason);

/** Longest that one may be Away by one's own word, minutes. */
export const LONGEST_AWAY_MINUTES = 12 * 60;
export const LONGEST_AWAY_REASON = 60;
