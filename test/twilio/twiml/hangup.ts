import { readAttributes } from './attributes.ts';
import type { Verb } from './verb.ts';

/** `<Hangup>` (docs/voice/twiml/hangup): ends the call. As the first verb it does not keep Twilio from picking up. */
export const hangupVerb: Verb = {
  name: 'Hangup',
  answers: false,
  async run(element, { warn }) {
    readAttributes(element, { done: {}, ignored: ['reason'] }, warn);
    return { kind: 'hang-up' };
  },
};
