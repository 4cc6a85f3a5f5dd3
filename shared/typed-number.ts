/** First digit of each decimal writing in use on keyboards and web pages; NFKC already turns full-width and styled digits into ASCII. */
const ZEROS = [
  0x0660, 0x06f0, 0x07c0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0b66, 0x0be6, 0x0c66, 0x0ce6, 0x0d66, 0x0e50, 0x0ed0,
  0x0f20, 0x1040, 0x17e0, 0x1810,
];

/** Arabic, Persian, Devanagari, full-width … digits to ASCII; other characters stay. */
export function toAsciiDigits(text: string): string {
  return text.normalize('NFKC').replace(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 0;
    const zero = ZEROS.find((first) => code >= first && code < first + 10);
    return zero === undefined ? digit : String(code - zero);
  });
}

const EXTENSION =
  /\s*(?:;ext=|,*\s*(?<![a-z])(?:extensi[oó]n|extn?|int|anexo|durchwahl|dw|poste)(?![a-z])\.?:?|(?<=\d\s*)x\.?|#|,+)\s*(\d{1,7})#?$/iu;

/**
 * What a person typed, pasted or clicked, as plain digits, spaces, brackets, one leading `+` and at the end ` ext. N`; undefined when
 * anything else is in it. Takes `tel:` and `callto:` links with their `;ext=` and `;phone-context=`.
 */
export function cleanTypedNumber(text: string): string | undefined {
  let rest = toAsciiDigits(text)
    // marks that copying out of right-to-left or web text leaves behind
    .replace(/\p{Cf}/gu, '')
    .trim();
  const link = /^(?:tel|callto):(?:\/\/)?(.*)$/is.exec(rest);
  if (link?.[1] !== undefined) rest = fromLink(link[1]);

  const extension = EXTENSION.exec(rest);
  if (extension) rest = rest.slice(0, extension.index);
  rest = rest
    .replace(/[\s.\-/\u2010-\u2015\u2212·•]+/gu, ' ')
    .replaceAll('[', '(')
    .replaceAll(']', ')')
    .replace(/^\( ?\+ ?(\d+) ?\)/, '+$1 ')
    .replace(/^\+ /, '+')
    .trim();
  if (!/^\+?[\d() ]+$/.test(rest) || !/\d/.test(rest)) return undefined;
  return extension ? `${rest} ext. ${extension[1]}` : rest;
}

/** RFC 3966: parameters follow `;`; a local number names the context it is local to. */
function fromLink(link: string): string {
  const [number = '', ...parameters] = decoded(link).split(';');
  const named = (name: string) =>
    parameters.find((parameter) => parameter.toLowerCase().startsWith(`${name}=`))?.slice(name.length + 1);
  const context = named('phone-context');
  const extension = named('ext');
  const whole = context?.startsWith('+') && !number.startsWith('+') ? `${context} ${number}` : number;
  return extension ? `${whole};ext=${extension}` : whole;
}

/** Undoes percent encoding where there is any. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a stray % that encodes nothing: not a number, and said so by the caller
  }
}
