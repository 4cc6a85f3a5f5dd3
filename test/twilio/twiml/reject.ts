import { oneOf, readAttributes } from './attributes.ts';
import type { Verb } from './verb.ts';

/** `<Reject>` (docs/voice/twiml/reject): does not pick up; busy, or (rejected) no-answer. An answered call is hung up. */
export const rejectVerb: Verb = {
  name: 'Reject',
  answers: false,
  async run(element, { warn }) {
    const spec = { reason: oneOf(['rejected', 'busy'], 'rejected', '13810') };
    const { reason } = readAttributes(element, { done: spec }, warn);
    return reason === 'busy'
      ? { kind: 'reject', status: 'busy', reason: { code: 31486, message: 'Busy Here' } }
      : { kind: 'reject', status: 'no-answer', reason: { code: 31603, message: 'Decline' } };
  },
};
