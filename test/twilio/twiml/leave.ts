import { readAttributes } from './attributes.ts';
import { next, type Verb } from './verb.ts';

/** `<Leave>` (docs/voice/twiml/leave): takes a waiting call out of its queue, on to what follows the `<Enqueue>`. */
export const leaveVerb: Verb = {
  name: 'Leave',
  answers: false,
  async run(element, { inQueue, warn }) {
    readAttributes(element, { done: {} }, warn);
    if (inQueue) return { kind: 'leave' };
    warn('12200', '<Leave> of a call that is in no queue');
    return next;
  },
};
