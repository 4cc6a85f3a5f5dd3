import type { Method } from '#test/twilio/account/resources.ts';
import type { Parameters } from './signature.ts';

export interface WebhookAddress {
  /** Where to send to, without credentials. */
  url: URL;
  /** The text to sign: the URL as it is configured, on GET with the parameters added to its query. */
  signed: string;
  /** The URL's credentials as a header, or null. */
  authorization: string | null;
}

/** Takes a webhook's URL apart; null when it is none that can be asked. */
export function addressOf(url: string, method: Method, parameters: Parameters): WebhookAddress | null {
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) return null;
  // `https://host` and `https://host?x` are asked for with a path of `/`, so that is what is signed.
  const whole = url.replace(/^([a-z]+:\/\/[^/?#]+)(?=\?|$)/i, '$1/');
  const query = method === 'GET' ? formOf(parameters) : '';
  const signed = query ? `${whole}${whole.includes('?') ? '&' : '?'}${query}` : whole;
  const target = new URL(signed);
  const authorization = target.username ? `Basic ${base64(target.username, target.password)}` : null;
  target.username = '';
  target.password = '';
  return { url: target, signed, authorization };
}

export function formOf(parameters: Parameters): string {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) for (const one of [value].flat()) form.append(name, one);
  return form.toString();
}

function base64(username: string, password: string): string {
  return Buffer.from(`${decoded(username)}:${decoded(password)}`).toString('base64');
}

/** Percent-encoded text, or the text itself where it only looks like that. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
