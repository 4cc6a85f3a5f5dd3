import { timeOfDay } from '#extension/views/format/day.ts';
import type { View } from '#extension/views/view.ts';
import type { SoftphoneSnapshot } from '#extension/wire/snapshots.ts';
import { type AwayReason, isAwayReason } from '#shared/call/away.ts';

/** A reason to be away that takes one click: for how long, unless she says otherwise, and its key in the open menu. */
export interface AwayChoice {
  readonly reason: AwayReason;
  readonly minutes: number;
  readonly key: string;
}
export const AWAY_CHOICES: readonly AwayChoice[] = [
  { reason: 'break', minutes: 15, key: 'B' },
  { reason: 'lunch', minutes: 60, key: 'L' },
  { reason: 'meeting', minutes: 60, key: 'M' },
];

/** Minutes to choose from beside her own words; 0: until she is back. */
export const AWAY_MINUTES = [15, 30, 60, 120, 0] as const;

type Words = Pick<View, 't' | 'language' | 'timeZone'>;
type Away = Pick<SoftphoneSnapshot, 'awayReason' | 'awayUntil'>;

/** Why she is away, and until when where she said so: apart, because her own words may be long, and the time matters more. */
export function awayWords(
  { awayReason = null, awayUntil = null }: Away,
  view: Words,
): { readonly why: string; readonly until: string | null } {
  const until = awayUntil === null ? null : view.t.presence.until(timeOfDay(new Date(awayUntil), view));
  return { why: reasonWords(awayReason, view), until };
}

/** `On a break`, or her own words. */
export const reasonWords = (reason: string | null, { t }: Words): string =>
  reason === null ? t.popup.presence.away : isAwayReason(reason) ? t.presence.reason[reason] : reason;

/** What she has to know of being away: that her time is over, or that the server has set her so. null: nothing. */
export function awayNews(
  { presence, awayReason, awayUntil }: SoftphoneSnapshot,
  now: Date,
): 'over' | 'not-answering' | null {
  if (presence !== 'away') return null;
  if (awayReason === 'not-answering') return 'not-answering';
  return awayUntil != null && Date.parse(awayUntil) <= now.getTime() ? 'over' : null;
}
