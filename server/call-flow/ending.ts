import type { CallFlow } from '#shared/call-flow/call-flow.schema.ts';
import type { LocalPrompt } from '#shared/call-flow/prompt.ts';
import type { UsualWords } from '#shared/call-flow/usual-words.ts';
import { type Caller, prompted } from './prompts.ts';
import type { Ending, Part, Turn } from './turn.ts';
import { voicemail } from './voicemail.ts';

/** Why nobody talks to a caller: what the admin lets say, else the usual words, which are shorter where a message can be left. */
type Words = { prompt: (flow: CallFlow) => LocalPrompt; usual: UsualWords; short: UsualWords };

const NOBODY: Record<
  'busy' | 'unavailable' | 'nobody-answered' | 'queue-full' | 'waited-too-long' | 'closed-meanwhile' | 'apology',
  Words & { why: Ending }
> = {
  busy: { why: 'busy', prompt: ({ busy }) => busy, usual: 'busy', short: 'busy-now' },
  unavailable: {
    why: 'unavailable',
    prompt: ({ unavailable }) => unavailable,
    usual: 'unavailable',
    short: 'unavailable-now',
  },
  'nobody-answered': {
    why: 'nobody-answered',
    prompt: ({ nobodyAnswered }) => nobodyAnswered,
    usual: 'nobody-answered',
    short: 'nobody-answered-now',
  },
  'queue-full': { why: 'queue-full', prompt: ({ busy }) => busy, usual: 'busy', short: 'busy-now' },
  'waited-too-long': {
    why: 'waited-too-long',
    prompt: ({ busy }) => busy,
    usual: 'waited-too-long',
    short: 'nobody-answered-now',
  },
  /** Hours end while she waits: she hears that nobody is there (line 31), not when to call. */
  'closed-meanwhile': {
    why: 'closed',
    prompt: ({ unavailable }) => unavailable,
    usual: 'unavailable',
    short: 'unavailable-now',
  },
  apology: { why: 'apology', prompt: () => ({}), usual: 'apology', short: 'nobody-answered-now' },
};

/** Nobody will talk to this caller: she is told why, and can leave a message where there is voicemail (lines 30, 31, 73). */
export function nobody(caller: Caller, cause: keyof typeof NOBODY): Turn {
  const { why, prompt, usual, short } = NOBODY[cause];
  const { on } = caller.flow.voicemail;
  const words = prompted(caller, prompt(caller.flow), on ? short : usual);
  return on ? voicemail(caller, words) : end(caller, why, words);
}

/** The words, and then the end of the call. */
export const end = ({ language }: Pick<Caller, 'language'>, why: Ending, parts: Part[] = []): Turn => ({
  position: { language, at: { place: 'over', why } },
  step: { do: 'end', parts, why },
});
