import { parse } from 'node:querystring';
import type { Context } from '#server/context.ts';
import { LARGEST_BODY_BYTES } from '#server/http/body.ts';
import type { TwilioConnection } from './connection.ts';

/** A webhook's parameters as they came; a repeated one is an array. */
export type Form = Record<string, string | string[] | undefined>;

export type Admitted = { ok: true; form: Form } | { ok: false; status: 400 | 403 | 413 | 415; reason: string };

/**
 * Lets only Twilio in: a form of at most 64 KB whose X-Twilio-Signature fits the public URL, path, query and parameters under one of the
 * account's tokens, and which speaks of that account. The URL is built from the configuration, never from Host or X-Forwarded-*.
 * Source: https://www.twilio.com/docs/usage/security#validating-requests. Nothing in a signature tells when it was made: that a
 * request is no replay is for its handler to see to.
 *
 * @param latest asked for the account as it is now, when the request does not fit `connection`, which may be a little old.
 */
export async function admitWebhook(
  request: Request,
  connection: TwilioConnection | undefined,
  { config }: Pick<Context, 'config'>,
  latest?: () => Promise<TwilioConnection | undefined>,
): Promise<Admitted> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(type)) return refused(415, 'not a form');
  const body = await readBody(request);
  if (body === undefined) return refused(413, 'larger than 64 KB');

  const form: Form = parse(body, '&', '=', { maxKeys: 500 });
  const url = config.publicUrl + pathAndQuery(request.url);
  const signature = request.headers.get('x-twilio-signature');
  const admitted = await admitForm({ form, url, signature }, connection);
  return admitted.ok || !latest ? admitted : admitForm({ form, url, signature }, await latest());
}

interface Signed {
  form: Form;
  url: string;
  signature: string | null;
}

async function admitForm(
  { form, url, signature }: Signed,
  connection: TwilioConnection | undefined,
): Promise<Admitted> {
  if (!connection) return refused(403, 'Twilio is not connected');
  if (!(await isSigned(signature, url, form, connection))) return refused(403, 'wrong signature');
  if (form.AccountSid !== connection.accountSid) return refused(403, 'of another account');
  return { ok: true, form };
}

const refused = (status: 400 | 403 | 413 | 415, reason: string): Admitted => ({ ok: false, status, reason });

/** As it came: a parsed and rebuilt URL could differ from the one that was signed. */
function pathAndQuery(url: string): string {
  return url.slice(url.indexOf('/', url.indexOf('//') + 2));
}

/** Loaded with the first webhook: the package is large, and even a repeated `import()` costs more than the check. */
let validator: Promise<typeof import('twilio/lib/webhooks/webhooks.js')> | undefined;

async function isSigned(
  signature: string | null,
  url: string,
  form: Form,
  { authTokens }: TwilioConnection,
): Promise<boolean> {
  if (!signature) return false;
  validator ??= import('twilio/lib/webhooks/webhooks.js');
  const { validateRequest } = await validator;
  return [authTokens.primary, authTokens.secondary].some(
    (token) => token !== null && validateRequest(token, signature, url, form),
  );
}

/** A webhook's body. Undefined when it is too large; never holds more than was announced or, of what was not announced, than 64 KB. */
export async function readBody(request: Request): Promise<string | undefined> {
  const announced = request.headers.get('content-length');
  if (announced !== null) {
    if (!(Number(announced) <= LARGEST_BODY_BYTES)) return undefined;
    // Node lets no more than that through. Much cheaper than the stream, which a web request has to be made for.
    const text = await request.text();
    return Buffer.byteLength(text) <= LARGEST_BODY_BYTES ? text : undefined;
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > LARGEST_BODY_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
