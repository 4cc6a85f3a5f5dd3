import type { Call } from '#test/twilio/switch/call.ts';
import { callParameters } from '#test/twilio/switch/call-parameters.ts';
import type { Services } from '#test/twilio/switch/services.ts';
import { MAX_TWIML_BYTES } from './document.ts';
import { Fault } from './fault.ts';
import type { Instruction } from './verb.ts';

const MAX_AUDIO_BYTES = 40 * 1024 * 1024;

/** What a URL answered, by its Content-Type. */
export type Answer =
  | { kind: 'twiml'; text: string; url: string }
  | { kind: 'audio'; file: Buffer; type: string; url: string }
  | { kind: 'plain'; text: string };

/** Asks a URL what to do with a call. Throws a Fault: 11200… not to be had, 11750 too large, 12300 neither XML, sound nor text. */
export async function ask(
  call: Call,
  instruction: Extract<Instruction, { from: 'url' }>,
  { account, webhooks }: Services,
): Promise<Answer> {
  const { kind, url, method } = instruction;
  // Twilio's own parameters win over a browser's: it can't pretend to be another call.
  const parameters = { ...instruction.parameters, ...callParameters(call, account.accountSid) };
  const reply = await webhooks.send({ kind, subject: call, url, method, parameters, maxBytes: MAX_AUDIO_BYTES });
  if (!reply.ok) throw new Fault(reply.code, reply.why, url);
  if (reply.status < 200 || reply.status > 299) throw new Fault('11200', `${url} answered ${reply.status}`, url);
  const type = mediaTypeOf(reply.contentType);
  if (type.startsWith('audio/')) {
    if (reply.tooLarge) throw new Fault('13420', `more than ${MAX_AUDIO_BYTES} bytes`, url);
    return { kind: 'audio', file: reply.body, type, url: reply.url };
  }
  if (reply.tooLarge || reply.body.length > MAX_TWIML_BYTES) throw new Fault('11750', `from ${url}`, url);
  const text = reply.body.toString('utf8');
  if (text.trim() === '') throw new Fault('11770', `from ${url}`, url);
  if (['text/xml', 'application/xml', 'text/html'].includes(type)) return { kind: 'twiml', text, url: reply.url };
  if (type === 'text/plain') return { kind: 'plain', text };
  throw new Fault('12300', `${url} answered '${type}'`, url);
}

/** What a Content-Type says, without its parameters. */
export const mediaTypeOf = (contentType: string): string => contentType.split(';')[0]?.trim().toLowerCase() ?? '';
