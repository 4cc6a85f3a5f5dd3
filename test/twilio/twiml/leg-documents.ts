import type { LegDocuments } from '#test/twilio/switch/participant.ts';
import { Fault } from './fault.ts';
import type { VerbContext } from './verb.ts';

const VERBS = ['Play', 'Say', 'Pause', 'Redirect'];

/** Runs the documents of a conference's waitUrl, holdUrl and announceUrl on a leg: they may only speak and play (13238). */
export function legDocuments(context: VerbContext): LegDocuments {
  const refusal = (verb: string) => (VERBS.includes(verb) ? null : new Fault('13238', `<${verb}>`));
  return async (first, signal, { again, ear }) => {
    const runner = context.aside({ signal, refusal, ...(ear ? { ear } : {}) });
    for (;;) {
      let end = await runner.run(first);
      while (end.kind === 'document') end = await runner.run(end.instruction);
      if (!again) return;
      // A file is played again and again; a document that has come to its end leaves silence.
      if (end.kind !== 'played') await context.services.clock.sleep(FOREVER_MS, signal);
    }
  };
}

/** Longer than any call. */
const FOREVER_MS = 86_400_000;
