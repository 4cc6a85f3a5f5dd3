import type { E164 } from '#shared/ids.ts';
import type { Caller } from './prompts.ts';
import type { Part, Turn } from './turn.ts';

/** On to another number, and out of the flow. */
export const forward = ({ language }: Pick<Caller, 'language'>, to: E164, parts: Part[]): Turn => ({
  position: { language, at: { place: 'forward' } },
  step: { do: 'forward', parts, to },
});
