import { createHash, timingSafeEqual } from 'node:crypto';

/** PKCE, RFC 7636: the S256 challenge of a verifier. */
export const challengeOf = (verifier: string): string => createHash('sha256').update(verifier).digest('base64url');

export const isChallenge = (text: string): boolean => /^[\w-]{43}$/.test(text);

/** Whether the verifier (43 to 128 characters of its alphabet) belongs to the challenge. */
export function verifierFits(verifier: string, challenge: string): boolean {
  if (!/^[\w.~-]{43,128}$/.test(verifier)) return false;
  const made = Buffer.from(challengeOf(verifier));
  const asked = Buffer.from(challenge);
  return made.length === asked.length && timingSafeEqual(made, asked);
}
