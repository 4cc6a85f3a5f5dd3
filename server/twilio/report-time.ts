import type { Context } from '#server/context.ts';

/** Older reports are replays, or of no use: what they would have told is known from later ones or from the sweep. */
const STALE_MS = 15 * 60_000;

/** Twilio's own time of a report (RFC 2822) where it tells one, never later than now; undefined: too old to count. */
export function timeOf({ clock }: Pick<Context, 'clock'>, timestamp: string | undefined): Date | undefined {
  const now = clock.now();
  const told = timestamp ? Date.parse(timestamp) : Number.NaN;
  if (Number.isNaN(told) || told > now.getTime()) return now;
  return now.getTime() - told > STALE_MS ? undefined : new Date(told);
}
