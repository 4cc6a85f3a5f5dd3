/** Longest text of one Say: engines differ (13521) and Twilio states no single limit, so stay well below what is reported to fail. */
const LONGEST_SAY = 3000;

/**
 * Leaves only what XML 1.0 can hold: control characters become spaces, lone surrogates and non-characters go. One such character in a
 * caller's name would make the whole document unreadable (12100), and a number that answers nobody.
 */
export function clean(text: string): string {
  return text
    .toWellFormed()
    .replace(/\p{Cc}+/gu, ' ')
    .replace(/[\ufffe\uffff\ufffd]/g, '');
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** Printable ASCII without markup, as addresses and names are: a document holds dozens of such, and its caller waits for it. */
const PLAIN = /^[ !#-%(-;=?-~]*$/;

/** For element text and attribute values alike. */
export function escaped(text: string): string {
  if (PLAIN.test(text)) return text;
  return clean(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/** Cuts a long text into pieces that one Say holds, at a sentence's end or a space where there is one. */
export function sayable(text: string): string[] {
  const pieces: string[] = [];
  let rest = clean(text).trim();
  while (rest.length > LONGEST_SAY) {
    const window = rest.slice(0, LONGEST_SAY);
    const sentence = window.search(/[.!?…。]\s(?!.*[.!?…。]\s)/s);
    const space = window.lastIndexOf(' ');
    const end = sentence > 0 ? sentence + 1 : space > 0 ? space : wholeCharacters(window);
    pieces.push(rest.slice(0, end).trim());
    rest = rest.slice(end).trim();
  }
  if (rest) pieces.push(rest);
  return pieces;
}

/** Never cuts between the halves of a surrogate pair. */
const wholeCharacters = (text: string): number => (/[\ud800-\udbff]$/.test(text) ? text.length - 1 : text.length);
