/**
 * What no CRM's text field keeps, or what makes a text look like another one: control characters (line breaks and tabs apart), lone
 * surrogates, non-characters, and the marks that reorder what follows them. Joiners of emoji and the marks that Arabic and Hebrew
 * writers use stay.
 */
const UNWANTED =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u0084\u0086-\u009F\u202A-\u202E\uFEFF\uFFF9-\uFFFB\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;
const BREAKS = /\r\n?|[\u0085\u2028\u2029]/g;

/**
 * A text of several lines, fit for a CRM's field of `longest` UTF-16 units. What is cut is the end of the text before its last line
 * (an ellipsis marks the cut, a character is never halved): the last line says whose text it is. `longest` is longer than that line.
 */
export function plainLines(text: string, longest: number): string {
  const clean = text.replace(BREAKS, '\n').replace(UNWANTED, '').trim();
  if (clean.length <= longest) return clean;
  const lastLine = clean.slice(clean.lastIndexOf('\n') + 1);
  const signed = lastLine.length < clean.length;
  const end = signed ? `…\n${lastLine}` : '…';
  const kept = clean.slice(0, longest - end.length).replace(/[\uD800-\uDBFF]$/, '');
  return `${kept.trimEnd()}${end}`;
}
