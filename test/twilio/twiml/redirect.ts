import { httpMethod, readAttributes } from './attributes.ts';
import { textOf } from './document.ts';
import { Fault } from './fault.ts';
import type { Verb } from './verb.ts';

/** `<Redirect>` (docs/voice/twiml/redirect): goes on with another document; an empty one asks for the same again (cases A14). */
export const redirectVerb: Verb = {
  name: 'Redirect',
  answers: false,
  async run(element, { document, resolve, warn }) {
    const { method } = readAttributes(element, { done: { method: httpMethod('13710') } }, warn);
    const target = textOf(element);
    if (target === '' && !document) throw new Fault('11100', 'an empty <Redirect> in TwiML that has no URL');
    const url = target === '' && document ? document.url : resolve(target);
    return { kind: 'document', instruction: { from: 'url', kind: 'redirect', url, method, parameters: {} } };
  },
};
