import { createCipheriv, createDecipheriv, createHash, randomBytes as systemRandomBytes } from 'node:crypto';

const ALGORITHM = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Encryption at rest: AES-256-GCM under SECRET_KEY, which never enters the database. */
export interface Secrets {
  /** `s1.<key id>.<base64url of iv, tag and text>`. */
  seal(plain: string): string;
  /** Throws when the text was changed, or sealed under a key that SECRET_KEY no longer lists. */
  open(sealed: string): string;
}

/** @param keys 32 bytes each: the first encrypts, every one decrypts, so that a key can be rotated. */
export function openSecrets(
  keys: readonly Buffer[],
  randomBytes: (count: number) => Buffer = systemRandomBytes,
): Secrets {
  const byId = new Map(keys.map((key) => [keyId(key), key]));
  const first = keys[0];
  if (!first) throw new Error('Secrets need at least one key.');
  return {
    seal(plain) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(ALGORITHM, first, iv);
      const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return `s1.${keyId(first)}.${Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64url')}`;
    },
    open(sealed) {
      const [version, id = '', body = ''] = sealed.split('.');
      const key = byId.get(id);
      if (version !== 's1' || !key) {
        throw new Error(`A stored secret was sealed under key ${id}, which SECRET_KEY no longer lists.`);
      }
      const bytes = Buffer.from(body, 'base64url');
      const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES });
      decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
      return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8');
    },
  };
}

/** What the database keeps of a token of ours: SHA-256, hexadecimal. Tokens have 256 random bits, so no salt is needed. */
export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('hex');

const keyId = (key: Buffer): string => createHash('sha256').update('key id').update(key).digest('hex').slice(0, 8);
