import { type Digit, isDigit } from '#extension/views/call/keypad.tsx';
import type { CallView } from '#extension/wire/snapshots.ts';

/** What a key means during a call. */
export type CallKey =
  | { do: 'answer' | 'mute' | 'keypad' | 'record' | 'note' | 'close' | 'hold' | 'transfer' | 'add' | 'recording' }
  | { do: 'digit'; digit: Digit }
  /** Between digits: `w` is half a second, a comma two. */
  | { do: 'pause'; pause: 'w' | ',' };

const LETTERS: Readonly<Record<string, Exclude<CallKey['do'], 'digit' | 'pause' | 'answer' | 'close'>>> = {
  m: 'mute',
  h: 'hold',
  k: 'keypad',
  t: 'transfer',
  a: 'add',
  p: 'recording',
  n: 'note',
};

/** A pressed key and where the focus was. */
export interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  /** Held down: answers, mutes and tones are not repeated. */
  readonly repeat: boolean;
  /** `field`: someone types; `control`: a button, where Enter and Space press it; `none`: nothing in particular. */
  readonly focus: 'field' | 'control' | 'none';
}

/**
 * The keys of a call (README, "Keys"), none of which works while someone types. Escape closes what is open and never hangs up; Enter on
 * a button is that button's. null: not a key of this state.
 */
export function callKey(state: CallView['state'], pressed: Pressed): CallKey | null {
  const { key, focus } = pressed;
  if (focus === 'field' || pressed.ctrlKey || pressed.altKey || pressed.metaKey) return null;
  if (key === 'Escape') return { do: 'close' };
  if (pressed.repeat) return null;
  const letter = key.toLowerCase();
  if (letter === 'r') return { do: 'record' };
  if (state === 'ringing') return key === 'Enter' && focus === 'none' ? { do: 'answer' } : null;
  if (state !== 'live') return null;
  const meant = Object.hasOwn(LETTERS, letter) ? LETTERS[letter] : undefined;
  if (meant !== undefined) return { do: meant };
  if (letter === 'w' || letter === ',') return { do: 'pause', pause: letter };
  return isDigit(key) ? { do: 'digit', digit: key } : null;
}

/** Where the focus is, also inside a shadow root (the event's own target is hidden there). */
export function focusOf(event: KeyboardEvent): Pressed['focus'] {
  const target = event.composedPath()[0];
  if (!(target instanceof HTMLElement)) return 'none';
  if (
    target.isContentEditable ||
    target.matches('input:not([type=checkbox], [type=radio], [type=range]), textarea, select')
  ) {
    return 'field';
  }
  return target.matches('button, a[href], input[type=checkbox], [role=menuitemradio], [role=tab], summary')
    ? 'control'
    : 'none';
}
