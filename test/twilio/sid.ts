import { randomBytes } from 'node:crypto';

export type SidPrefix = 'AC' | 'AP' | 'CA' | 'CF' | 'NO' | 'PN' | 'QU' | 'RE' | 'SK';

/** A Twilio SID: two letters that say what it is, 32 hexadecimal digits. */
export function newSid(prefix: SidPrefix): string {
  return prefix + randomBytes(16).toString('hex');
}

/** An Auth Token or the secret of an API key. */
export function newSecret(): string {
  return randomBytes(16).toString('hex');
}
