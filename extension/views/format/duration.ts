/** `4:12`, from an hour on `1:04:12`. Anything below zero or not a number counts as zero (clocks of two computers differ). */
export function duration(seconds: number): string {
  const whole = Number.isFinite(seconds) ? Math.max(0, Math.floor(seconds)) : 0;
  const two = (n: number) => String(n).padStart(2, '0');
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

/** Whole seconds from `since` (ISO 8601) to `now`. */
export const secondsSince = (since: string, now: Date): number => (now.getTime() - Date.parse(since)) / 1000;
