import { hearOut, lengthMs, lengthOfDigits } from '#test/twilio/switch/playing.ts';
import { readAttributes, text, whole } from './attributes.ts';
import { textOf } from './document.ts';
import { Fault } from './fault.ts';
import { mediaTypeOf } from './fetch.ts';
import { next, type Verb, type VerbContext } from './verb.ts';

const MAX_LOOPS = 1000;
const MAX_BYTES = 40 * 1024 * 1024;

/** `<Play>` (docs/voice/twiml/play): a sound file, or DTMF digits. A file that can't be had or read is a fault. */
export const playVerb: Verb = {
  name: 'Play',
  answers: true,
  async run(element, context) {
    const { call, ear, services, signal, warn } = context;
    const spec = { loop: whole(1, '13410'), digits: text() };
    const { loop, digits } = readAttributes(element, { done: spec }, warn);
    if (digits !== '') {
      if (!/^[0-9A-D*#wW]+$/.test(digits)) {
        warn('13430', digits);
        return next;
      }
      call.note({ what: 'played-digits', digits });
      await hearOut(ear, services.sound.digits(digits), lengthOfDigits(digits), services.clock, signal);
      return next;
    }
    const source = textOf(element);
    if (source === '') throw new Fault('11100', 'an empty <Play>');
    const url = context.resolve(source);
    const samples = await load(url, context);
    for (let round = 0; round < Math.min(loop || MAX_LOOPS, MAX_LOOPS); round++) {
      if (signal.aborted) throw signal.reason;
      call.note({ what: 'played', url });
      await hearOut(ear, services.sound.play(samples, 1), lengthMs(samples), services.clock, signal);
    }
    return next;
  },
};

async function load(url: string, { call, services }: VerbContext): Promise<Int16Array> {
  const request = {
    kind: 'media' as const,
    subject: call,
    url,
    method: 'GET' as const,
    parameters: {},
    maxBytes: MAX_BYTES,
  };
  const reply = await services.webhooks.send(request);
  if (!reply.ok) throw new Fault(reply.code, reply.why, url);
  if (reply.status < 200 || reply.status > 299) throw new Fault('11200', `${url} answered ${reply.status}`, url);
  const type = mediaTypeOf(reply.contentType);
  if (!type.startsWith('audio/')) throw new Fault('13420', `'${reply.contentType}' from ${url}`, url);
  if (reply.tooLarge) throw new Fault('13420', `more than ${MAX_BYTES} bytes from ${url}`, url);
  return services.sound.decode(reply.body, type).catch((error: Error) => {
    throw new Fault('13420', `${url}: ${error.message}`, url);
  });
}
