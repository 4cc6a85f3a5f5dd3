import { KEY_SECONDS } from '#shared/call-flow/limits.ts';
import { greet } from './greeting.ts';
import { type Caller, usually } from './prompts.ts';
import type { Part, Position, Turn } from './turn.ts';

/** Whoever can't press a key, or does not know that she should, is helped in the first language rather than lost. */
export const LANGUAGE_READINGS = 2;

/** Which language a caller wants to be spoken to in; nobody is asked where there is but one. */
export function askLanguage(caller: Caller): Turn {
  return caller.flow.languages.length > 1 ? read(caller, 1) : greet(caller);
}

/** A key, or none in time. */
export function languageTurn(caller: Caller, at: Position['at'] & { place: 'language' }, keys: string): Turn {
  const key = keys.slice(0, 1);
  const language = /^[1-9]$/.test(key) ? caller.flow.languages[Number(key) - 1] : undefined;
  if (language) return greet({ ...caller, language });
  if (at.readings >= LANGUAGE_READINGS) return greet(caller);
  return read(caller, at.readings + 1, key === '' ? [] : [usually(caller, 'wrong-key')]);
}

/** Each language is offered in itself. */
function read({ flow, language }: Caller, readings: number, words: Part[] = []): Turn {
  const offers = flow.languages.map((offered, i) => usually({ flow, language: offered }, 'language', { Key: i + 1 }));
  return {
    position: { language, at: { place: 'language', readings } },
    step: { do: 'ask', parts: [...words, ...offers], seconds: KEY_SECONDS.usual },
  };
}
