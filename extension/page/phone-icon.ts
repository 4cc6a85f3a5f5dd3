import { placeOf } from '#extension/views/format/places.ts';
import type { CallId } from '#shared/ids.ts';
import { DRAWINGS } from './icon-style.ts';
import type { IconWords } from './icon-words.ts';
import { countryOf, internationalText } from './read-number.ts';

/** What an icon shows: nothing special, a call that was placed from here lately, one that rings out now, one that talks now. */
export type IconState =
  | { state: 'idle' }
  | { state: 'recent'; at: number }
  | { state: 'calling'; callId: CallId | null }
  | { state: 'live' };

const SVG = 'http://www.w3.org/2000/svg';

/** A button that calls one number. Its place and its clicks are the layer's business. */
export function createIcon(): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'icon';
  button.hidden = true;
  button.setAttribute('aria-describedby', 'tip');
  return button;
}

/** Draws a state, only where it differs from what is drawn. */
export function drawIcon(button: HTMLButtonElement, state: IconState['state'], name: string, words: IconWords): void {
  if (button.dataset.state !== state) {
    button.dataset.state = state;
    button.classList.remove('calling', 'live', 'recent');
    if (state !== 'idle') button.classList.add(state);
    const word = state === 'calling' ? words.calling : state === 'live' ? words.onTheLine : '';
    button.replaceChildren(drawing(state), ...(word ? [word] : []));
  }
  if (button.getAttribute('aria-label') !== name) button.setAttribute('aria-label', name);
}

function drawing(state: IconState['state']): SVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  for (const d of DRAWINGS[state]) {
    const path = document.createElementNS(SVG, 'path');
    path.setAttribute('d', d);
    svg.append(path);
  }
  return svg;
}

/** The button's name: what a click does. */
export function nameOf(e164: string, state: IconState['state'], words: IconWords): string {
  const number = internationalText(e164);
  if (state === 'calling') return words.hangUp(number);
  if (state === 'live') return words.showCall(number);
  return words.call(number);
}

/** `Call +34 612 34 56 78 · 17:32 in Madrid`. */
export function tipOf(
  number: { e164: string; extension: string | null },
  state: IconState,
  words: IconWords,
  language: 'en' | 'es',
  now: Date,
): string {
  const shown = internationalText(number.e164);
  if (state.state === 'recent') return words.callAgain(shown, Math.floor((now.getTime() - state.at) / 60_000));
  const parts = [nameOf(number.e164, state.state, words)];
  if (number.extension) parts.push(`ext. ${number.extension}`);
  const place = placeOf(number.e164, countryOf(number.e164) ?? '');
  if (place && state.state === 'idle') {
    const [timeZone, city, spanish] = place;
    const time = now.toLocaleTimeString('en-GB', { timeStyle: 'short', timeZone });
    parts.push(words.timeThere(time, language === 'es' ? (spanish ?? city) : city));
  }
  return parts.join(' · ');
}
