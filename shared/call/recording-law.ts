/**
 * Countries (ISO 3166) in which whoever takes part in a conversation may record it without telling the others. It is a duty everywhere else,
 * or in a part of the country, or we do not know: there a call is always announced. What data protection asks for besides, the team
 * answers for: it says why it does not announce. No legal advice.
 */
const ONE_PARTY_KNOWS: ReadonlySet<string> = new Set('AR BR CZ DK ES FI GB IE IN IT JP MX NL NO NZ PL SE'.split(' '));

/** Whether a recorded call must be announced though the team has switched that off: the stricter of both countries decides; null: not known. */
export const mustBeAnnounced = (ours: string | null, theirs: string | null): boolean =>
  [ours, theirs].some((country) => country === null || !ONE_PARTY_KNOWS.has(country));
