/** How a caller's number that is not shown reaches Twilio: a word, or that word spelt on a keypad (twilio-voice.md 1.4). */
export const WITHHELD_FROM = {
  anonymous: '+266696687',
  restricted: '+7378742833',
  blocked: '+2562533',
  unknown: '+8566696',
  unavailable: '+86282452253',
} as const;

export type WithheldAs = keyof typeof WITHHELD_FROM;

/** Every spelling in circulation, with or without `+`; 8656696 spells UNKNOWN too. */
const SPELLINGS =
  /^(\+?(266696687|7378742833|2562533|8566696|8656696|86282452253|464)|anonymous|unknown|restricted|unavailable|private|)$/i;

/** Does this From stand for a number that is not shown? */
export function isWithheld(from: string): boolean {
  return SPELLINGS.test(from);
}
