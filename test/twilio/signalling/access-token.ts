import { createHmac, timingSafeEqual } from 'node:crypto';
import * as v from 'valibot';
import type { TokenKeys } from './signalling.ts';
import type { SignallingErrorCode } from './signalling-error.ts';

/** What a valid access token lets its bearer do. */
export interface Grant {
  identity: string;
  apiKeySid: string;
  /** Where the account's calls are handled: `us1`, `ie1` or `au1` (the token's `twr`). */
  region: string;
  expiresAt: Date;
  incoming: boolean;
  /** Undefined when the token may not place calls. */
  outgoing: { applicationSid: string; parameters: Record<string, string> } | undefined;
}

export type TokenCheck = { ok: true; grant: Grant } | { ok: false; code: SignallingErrorCode };

/** Twilio's longest life of an access token: 24 h (error 20157). */
const LONGEST_TTL_SECONDS = 86_400;
const LONGEST_IDENTITY = 121;
/** Control characters, space, delimiters and "unwise" characters (error 31105). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const FORBIDDEN_IN_IDENTITY = /[\u0000-\u0020\u007f<>#%"{}|\\^[\]`]/;

/** As Twilio's own package signs (cases J13). */
const HASHES = { HS256: 'sha256', HS384: 'sha384', HS512: 'sha512' } as const;

const headerSchema = v.object({
  alg: v.picklist(['HS256', 'HS384', 'HS512']),
  cty: v.pipe(v.string(), v.startsWith('twilio-fpa')),
  twr: v.optional(v.pipe(v.string(), v.regex(/^[a-z]{2}\d$/)), 'us1'),
});
const scalar = v.union([v.string(), v.number(), v.boolean()]);
const claimsSchema = v.object({
  iss: v.string(),
  sub: v.string(),
  exp: v.pipe(v.number(), v.safeInteger()),
  iat: v.optional(v.pipe(v.number(), v.safeInteger())),
  nbf: v.optional(v.pipe(v.number(), v.safeInteger())),
  grants: v.object({
    identity: v.string(),
    voice: v.object({
      incoming: v.optional(v.object({ allow: v.boolean() })),
      outgoing: v.optional(v.object({ application_sid: v.string(), params: v.optional(v.record(v.string(), scalar)) })),
    }),
  }),
});

/** Checks an access token as Twilio's signalling does (reference: twilio.com/docs/iam/access-tokens). The code says what is wrong with it. */
export function checkToken(token: string, keys: TokenKeys, now: Date): TokenCheck {
  if (token === '') return { ok: false, code: 31102 };
  const [head = '', body = '', signature = '', ...more] = token.split('.');
  const claims = v.safeParse(claimsSchema, decoded(body));
  const header = v.safeParse(headerSchema, decoded(head));
  if (more.length > 0 || !header.success || !claims.success) return { ok: false, code: 31204 };
  const { iss, sub, exp, iat, nbf, grants } = claims.output;
  const secret = keys.secretOf(iss);
  if (secret === undefined) return { ok: false, code: 31204 };
  if (!signedWith(secret, HASHES[header.output.alg], `${head}.${body}`, signature)) return { ok: false, code: 31202 };
  if (sub !== keys.accountSid) return { ok: false, code: 31203 };
  const nowSeconds = now.getTime() / 1000;
  if (exp <= nowSeconds) return { ok: false, code: 31205 };
  if (exp - (iat ?? nowSeconds) > LONGEST_TTL_SECONDS) return { ok: false, code: 31207 };
  if (nbf !== undefined && nbf > nowSeconds) return { ok: false, code: 31204 };
  const { identity, voice } = grants;
  if (identity === '' || identity.length > LONGEST_IDENTITY || FORBIDDEN_IN_IDENTITY.test(identity)) {
    return { ok: false, code: 31105 };
  }
  const outgoing = voice.outgoing && {
    applicationSid: voice.outgoing.application_sid,
    parameters: asStrings(voice.outgoing.params ?? {}),
  };
  const incoming = voice.incoming?.allow === true;
  const expiresAt = new Date(exp * 1000);
  return { ok: true, grant: { identity, apiKeySid: iss, region: header.output.twr, expiresAt, incoming, outgoing } };
}

function decoded(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString());
  } catch {
    return undefined;
  }
}

function signedWith(secret: string, hash: string, text: string, signature: string): boolean {
  const expected = createHmac(hash, secret).update(text).digest();
  const given = Buffer.from(signature, 'base64url');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function asStrings(values: Record<string, string | number | boolean>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
}
