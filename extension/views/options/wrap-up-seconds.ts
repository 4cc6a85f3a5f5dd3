/** Longest time after a call in which the next one does not ring; the same as in `callSettingsSchema`. */
export const MOST_SECONDS = 900;

/** What was typed as a number of seconds, or null where it is none from 0 to 900. */
export function readSeconds(text: string): number | null {
  if (!/^\s*\d{1,6}\s*$/.test(text)) return null;
  const seconds = Number(text);
  return seconds <= MOST_SECONDS ? seconds : null;
}
