/** What follows a number: a separator, then digits with pauses among them. */
const EXTENSION = /\s*(?:;(?:ext=)?|,+|(?<![a-z])(?:ext(?:ensi[oó]n)?|int|x)\.?:?)\s*(\d[\d*#w, ]*)$/i;

/**
 * Parts a number as written from the extension behind it: `+34 910 000 000 ext 12`, `…;12`, `…,,12`, `… x12`. The extension is what is
 * sent as tones once somebody has answered; null: there is none.
 */
export function extensionOf(written: string): { number: string; extension: string | null } {
  const found = EXTENSION.exec(written);
  const extension = found?.[1]?.trim().toLowerCase();
  // Longer than any extension: a second number, which is the server's to refuse.
  if (!found || extension === undefined || extension.replace(/\D/g, '').length > MOST_DIGITS) {
    return { number: written, extension: null };
  }
  return { number: written.slice(0, found.index), extension };
}

const MOST_DIGITS = 8;
