import type { QueueDialPlan } from '#test/twilio/switch/dial-queue.ts';
import { LONGEST_QUEUE_NAME } from '#test/twilio/switch/queues.ts';
import { httpMethod, readAttributes, text } from './attributes.ts';
import { type Element, elementsOf, textOf } from './document.ts';
import { Fault } from './fault.ts';
import type { VerbContext } from './verb.ts';

// As with an Enqueue, a bad method has no default: nobody is connected.
const ATTRIBUTES = {
  done: { url: text(), method: text('POST') },
  refused: { reservationSid: [], postWorkActivitySid: [] },
};

/** The `<Queue>` of a `<Dial>` (docs/voice/twiml/queue); undefined when it dials something else. A queue is dialled alone. */
export function queueOf(dial: Element, context: VerbContext): Pick<QueueDialPlan, 'queue' | 'whisperTo'> | undefined {
  const nouns = elementsOf(dial);
  const noun = nouns.find(({ name }) => name === 'Queue');
  if (!noun) return undefined;
  for (const other of nouns) if (other !== noun) context.warn('13215', `${other.name} beside a Queue`);
  const { services, call, warn } = context;
  const nothing = { queue: null, whisperTo: () => null };
  const read = readAttributes(noun, ATTRIBUTES, warn);
  const name = textOf(noun);
  const method = httpMethod().read(read.method);
  if (!method) {
    warn('14210', read.method);
    return nothing;
  }
  if (name === '' || name.length > LONGEST_QUEUE_NAME) {
    warn(name === '' ? '14212' : '14213', name);
    return nothing;
  }
  const url = read.url === '' ? null : whisperUrl(read.url, context);
  if (url === undefined) return nothing;
  return {
    queue: services.queues.named(name) ?? null,
    whisperTo: ({ queue, waitedSeconds }) => {
      const parameters = { QueueSid: queue.sid, QueueTime: String(waitedSeconds), DequeingCallSid: call.sid };
      return url === null ? null : { from: 'url', kind: 'whisper', url, method, parameters };
    },
  };
}

/** Undefined, and an error in the log, for what is no URL. */
function whisperUrl(url: string, { resolve, warn }: VerbContext): string | undefined {
  try {
    return resolve(url);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    warn('14211', url);
    return undefined;
  }
}
