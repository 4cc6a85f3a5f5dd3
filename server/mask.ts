/** Country calling codes of one and two digits (ITU E.164, 2016 list); every other has three. */
const SHORT_CALLING_CODE = /^(?:[17]|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/;

/** A number as a log may show it: `+34 6•• ••• •78`. Anything that is no E.164 number is masked whole. */
export function maskNumber(number: string): string {
  const digits = /^\+([1-9]\d{6,14})$/.exec(number)?.[1];
  if (!digits) return '•••';
  const code = SHORT_CALLING_CODE.exec(digits)?.[0] ?? digits.slice(0, 3);
  const national = digits.slice(code.length);
  const masked = national.slice(0, 1) + '•'.repeat(Math.max(0, national.length - 3)) + national.slice(-2);
  return `+${code} ${masked.replace(/(.{3})(?=.{2,})/gu, '$1 ')}`;
}

/** Masks every E.164 number and every bearer token inside a text: the last line of defence, for words of other systems. */
export function maskText(text: string): string {
  return text
    .replace(/(?:\+|%2B)([1-9]\d{6,14})(?!\d)/gi, (_, digits: string) => maskNumber(`+${digits}`))
    .replace(/\b(bearer|basic|zoho-oauthtoken)(\s+|\.)[\w.~+/=-]{8,}/gi, '$1 •••')
    .replace(
      /\b(access_token|refresh_token|client_secret|code|token|password)(["']?\s*[=:]\s*["']?)[\w.~+/%-]{8,}/gi,
      '$1$2•••',
    );
}
