import { escaped } from './twiml-text.ts';

/** One element of a TwiML document. Made by the functions below only, so that a document is always well-formed. */
export interface Verb {
  readonly xml: string;
}

export type Attributes = Record<string, string | number | boolean | undefined>;

/** `inside` is XML already; attribute values are escaped here. */
export function element(name: string, attributes: Attributes, inside = ''): Verb {
  let written = '';
  for (const [key, value] of Object.entries(attributes))
    if (value !== undefined) written += ` ${key}="${escaped(String(value))}"`;
  return { xml: inside ? `<${name}${written}>${inside}</${name}>` : `<${name}${written}/>` };
}

/** After a live redirect, and in documents passed to REST, a relative URL is an error (11100): none is ever written. */
export function absolute(url: string): string {
  if (!/^https?:/i.test(url) || !URL.canParse(url)) throw new Error('TwiML: a URL must be absolute, http or https');
  return url;
}

export function whole(value: number, least: number, most: number): number {
  if (!Number.isInteger(value) || value < least || value > most)
    throw new Error(`TwiML: expected a whole number from ${least} to ${most}`);
  return value;
}
