import { type Caller, prompted } from './prompts.ts';
import type { Part, Turn } from './turn.ts';

/** `words`, the greeting, and the beep. Only where voicemail is on. */
export const voicemail = (caller: Caller, words: Part[] = []): Turn => ({
  position: { language: caller.language, at: { place: 'voicemail' } },
  step: {
    do: 'voicemail',
    parts: [...words, ...prompted(caller, caller.flow.voicemail.greeting, 'voicemail')],
    longestSeconds: caller.flow.voicemail.longestSeconds,
  },
});
