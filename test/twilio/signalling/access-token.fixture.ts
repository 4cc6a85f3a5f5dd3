import { createHmac } from 'node:crypto';
import type { TokenKeys } from './signalling.ts';

/** An account with one API key, for tests. */
export const TEST_SECRET = 'a secret of an API key';
export const TEST_KEY = `SK${'1'.repeat(32)}`;
export const TEST_APPLICATION = `AP${'3'.repeat(32)}`;
export const TEST_KEYS: TokenKeys = {
  accountSid: `AC${'2'.repeat(32)}`,
  secretOf: (sid) => (sid === TEST_KEY ? TEST_SECRET : undefined),
};

const encoded = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');

/** Claims and header of a good token; a test replaces what it wants wrong. */
export interface TokenParts {
  now: Date;
  ttlSeconds?: number;
  identity?: string;
  secret?: string;
  header?: object;
  claims?: object;
  voice?: object;
}

/** An access token as `new twilio.jwt.AccessToken(…)` makes it. */
export function accessToken({ now, ttlSeconds = 3600, identity = 'ana', ...over }: TokenParts): string {
  const iat = Math.floor(now.getTime() / 1000);
  const voice = over.voice ?? { incoming: { allow: true }, outgoing: { application_sid: TEST_APPLICATION } };
  const header = { typ: 'JWT', alg: 'HS256', cty: 'twilio-fpa;v=1', ...over.header };
  const claims = {
    jti: `${TEST_KEY}-${iat}`,
    iss: TEST_KEY,
    sub: TEST_KEYS.accountSid,
    iat,
    exp: iat + ttlSeconds,
    grants: { identity, voice },
    ...over.claims,
  };
  const signed = `${encoded(header)}.${encoded(claims)}`;
  return `${signed}.${createHmac('sha256', over.secret ?? TEST_SECRET)
    .update(signed)
    .digest('base64url')}`;
}
