import { createHmac } from 'node:crypto';

/** Form parameters; a repeated name has several values. */
export type Parameters = Record<string, string | string[]>;

/**
 * `X-Twilio-Signature`: HMAC-SHA1 over the URL exactly as it was configured (without its fragment) and, for a form, each
 * parameter's name and value in order of the names. Source: docs/usage/security; vectors in `signature.test.ts`.
 */
export function signatureOf(url: string, parameters: Parameters, authToken: string): string {
  const text = Object.keys(parameters)
    .sort(byCodeUnit)
    .reduce(
      (all, name) =>
        all +
        valuesOf(parameters[name] ?? '')
          .map((value) => name + value)
          .join(''),
      url,
    );
  return createHmac('sha1', authToken).update(text, 'utf8').digest('base64');
}

function valuesOf(value: string | string[]): string[] {
  return typeof value === 'string' ? [value] : [...new Set(value)].sort(byCodeUnit);
}

function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
