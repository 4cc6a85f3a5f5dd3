import { readAttributes, whole } from './attributes.ts';
import { next, type Verb } from './verb.ts';

/** `<Pause>` (docs/voice/twiml/pause): waits; as the first verb it leaves the call ringing meanwhile (cases C14). */
export const pauseVerb: Verb = {
  name: 'Pause',
  answers: false,
  async run(element, { services, signal, warn }) {
    const { length } = readAttributes(element, { done: { length: whole(1, '13910', { most: 86_400 }) } }, warn);
    await services.clock.sleep(length * 1000, signal);
    return next;
  },
};
