import { createHmac } from 'node:crypto';
import { parse } from 'node:querystring';

/**
 * The signature that Twilio puts on a form, written as its documentation has it and apart from the server's own: the whole address, then
 * every parameter's name and value in the order of the names; a repeated one's values once each, in order.
 * Source: https://www.twilio.com/docs/usage/security#validating-requests.
 */
export function signForm(token: string, url: string, body: string): string {
  const form = parse(body, '&', '=', { maxKeys: 0 });
  const text = Object.keys(form)
    .sort()
    .flatMap((name) => [...new Set([form[name] ?? ''].flat())].sort().map((value) => name + value));
  return createHmac('sha1', token)
    .update(url + text.join(''))
    .digest('base64');
}
