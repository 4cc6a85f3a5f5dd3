import type { Element } from './document.ts';

/** Elements of SSML that may stand in a `<Say>`, and in each other (docs/voice/twiml/say/text-speech). */
export const SSML = [
  'amazon:auto-breaths',
  'amazon:breath',
  'amazon:domain',
  'amazon:effect',
  'amazon:emotion',
  'break',
  'emphasis',
  'lang',
  'p',
  'phoneme',
  'prosody',
  's',
  'say-as',
  'sub',
  'w',
];

/** What a `<Say>` speaks: its text and that of its SSML, trimmed, white space collapsed. */
export function wordsOf({ children }: Element): string {
  const words = children.map((child) => {
    if (typeof child === 'string') return child;
    return SSML.includes(child.name) ? ` ${wordsOf(child)} ` : '';
  });
  return words.join('').replace(/\s+/g, ' ').trim();
}
