/** `4:12`, from an hour on `1:04:12`. Anything below zero or not a number counts as zero (clocks of two computers differ). */
export function duration(seconds: number): string {
  const whole = Number.isFinite(seconds) ? Math.max(0, Math.floor(seconds)) : 0;
  const two = (n: number) => String(n).padStart(2, '0');
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

/** How long a sound is: `0:07`, below a second `0.6 s` (what can be heard is never nothing). */
export function soundLength(seconds: number, language: string): string {
  if (!(seconds < 1)) return duration(seconds);
  const tenths = Math.max(1, Math.floor(seconds * 10));
  return `${new Intl.NumberFormat(language).format(tenths / 10)} s`;
}

/** Whole seconds from `since` (ISO 8601) to `now`. */
export const secondsSince = (since: string, now: Date): number => (now.getTime() - Date.parse(since)) / 1000;
