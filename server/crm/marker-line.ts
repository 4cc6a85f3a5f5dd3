/** A text that a CRM gives back, line by line. */
const linesOf = (text: string | null | undefined): string[] => (text ?? '').split(/\r\n|\r|\n|<br\s*\/?>/i);

/** The marker as a whole line: somebody may have added lines below, and a follow-up's marker begins like its call's. */
export const hasLine = (text: string | null | undefined, marker: string): boolean =>
  linesOf(text).some((line) => line.trim() === marker);

/** What people have added below the last line of ours; empty: nothing, or ours is no longer there. */
export function addedBelow(text: string | null | undefined, ours: string): string {
  const marker = ours.slice(ours.lastIndexOf('\n') + 1);
  const lines = linesOf(text);
  const at = lines.findIndex((line) => line.trim() === marker);
  return at < 0
    ? ''
    : lines
        .slice(at + 1)
        .join('\n')
        .trimEnd();
}
