import { Fault } from './fault.ts';
import type { Verb } from './verb.ts';

/** Verbs that Twilio has and the local Twilio does not have yet: a document that uses one fails, visibly. */
const NAMES = ['Connect', 'Echo', 'Pay', 'Refer', 'Sms'];

export const missingVerbs: readonly Verb[] = NAMES.map((name) => ({
  name,
  answers: false,
  run: async () => {
    throw new Fault('unsupported', `<${name}>`);
  },
}));
