/** Control characters, lone surrogates, and the invisible marks that reorder or hide text; line breaks and tabs are left to `SPACES`. */
const UNWANTED =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;
const SPACES = /\s+/g;

/**
 * One line of text from outside (a caller's name, a CRM field, a label), fit to be kept, shown and spoken: without control and
 * direction characters, spaces folded, at most `longest` UTF-16 units (an ellipsis marks the cut, a character is never halved).
 */
export function cleanText(text: string, longest = 200): string {
  const clean = text.replace(UNWANTED, '').replace(SPACES, ' ').trim();
  if (clean.length <= longest) return clean;
  return `${clean.slice(0, longest - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
