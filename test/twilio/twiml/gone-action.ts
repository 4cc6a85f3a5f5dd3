import { ask } from './fetch.ts';
import type { Instruction, VerbContext } from './verb.ts';

/** Asks a verb's action of a call that is no longer there to run the answer: it hung up, or has other TwiML (cases D10, G03, G05). */
export function askForNobody({ call, services }: VerbContext, instruction: Instruction | null): void {
  if (instruction?.from !== 'url') return;
  ask(call, instruction, services).catch(() => {
    // Nobody is there whom an error could be played to; the timeline has it.
  });
}
