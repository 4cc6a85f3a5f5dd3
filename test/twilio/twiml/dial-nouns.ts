import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { ErrorCode } from '#test/twilio/account/error-catalogue.ts';
import type { Branch } from '#test/twilio/switch/dial-plan.ts';
import { readStatusEvents, type StatusSubscription } from '#test/twilio/switch/status-callbacks.ts';
import { httpMethod, oneOf, readAttributes, text, whole } from './attributes.ts';
import { mayShow } from './caller-id.ts';
import { type Element, elementsOf, textOf } from './document.ts';
import { Fault } from './fault.ts';
import type { VerbContext } from './verb.ts';

const MAX_NOUNS = 10;

/** Nouns that Twilio has and the local Twilio does not have yet. */
const MISSING = ['Sim', 'Sip', 'WhatsApp', 'Application'];

const SHARED = { url: text(), statusCallback: text(), statusCallbackEvent: text('completed') };
const CALLBACK_METHOD = httpMethod();

/** Who or what answers is not found out here: a value that is none is warned about, and so is the wish. */
const MACHINE_DETECTION = {
  machineDetection: oneOf(['', 'Enable', 'DetectMessageEnd'], ''),
  machineDetectionTimeout: whole(30, '12200', { least: 3, most: 60 }),
  machineDetectionSpeechThreshold: whole(2400, '12200', { least: 1000, most: 6000 }),
  machineDetectionSpeechEndThreshold: whole(1200, '12200', { least: 500, most: 5000 }),
  machineDetectionSilenceTimeout: whole(5000, '12200', { least: 2000, most: 10_000 }),
  amdStatusCallback: text(),
  amdStatusCallbackMethod: CALLBACK_METHOD,
};

/** Whom a `<Dial>` rings: its nouns, or a number as plain text. Warns about what it leaves out. */
export function branchesOf(dial: Element, context: VerbContext, callerId: string): Branch[] {
  const nouns = elementsOf(dial);
  for (const noun of nouns) if (MISSING.includes(noun.name)) throw new Fault('unsupported', `<Dial><${noun.name}>`);
  const known = nouns.filter((noun) => noun.name === 'Client' || noun.name === 'Number');
  for (const noun of nouns) if (!known.includes(noun)) context.warn('13215', noun.name);
  if (known.length > MAX_NOUNS) context.warn('13215', `${known.length} nouns, only ${MAX_NOUNS} are dialled`);
  const number = textOf(dial);
  if (known.length === 0 && number !== '') {
    return [numberBranch({ name: 'Number', attributes: {}, children: [number] }, context, callerId)];
  }
  return known
    .slice(0, MAX_NOUNS)
    .map((noun) =>
      noun.name === 'Client' ? clientBranch(noun, context, callerId) : numberBranch(noun, context, callerId),
    );
}

function clientBranch(noun: Element, context: VerbContext, callerId: string): Branch {
  const spec = { ...SHARED, method: httpMethod(), statusCallbackMethod: CALLBACK_METHOD };
  // There is no phone here that would have to be woken by a push message.
  const read = readAttributes(noun, { done: spec, ignored: ['clientNotificationUrl'] }, context.warn);
  const parameters: Record<string, string> = {};
  let name = textOf(noun);
  for (const child of elementsOf(noun)) {
    if (child.name === 'Identity') name = textOf(child);
    else if (child.name === 'Parameter') parameters[child.attributes.name ?? ''] = child.attributes.value ?? '';
    else context.warn('13215', `${child.name} in Client`);
  }
  if (name === '') context.warn('13215', 'a <Client> without an identity');
  return {
    kind: 'client',
    name,
    to: `client:${name}`,
    from: callerId || context.call.from,
    parameters,
    sendDigits: '',
    ...whisperAndCallbacks(read, context),
    impossible: name === '',
  };
}

function numberBranch(noun: Element, context: VerbContext, callerId: string): Branch {
  const spec = {
    ...SHARED,
    ...MACHINE_DETECTION,
    sendDigits: text(),
    method: httpMethod('13221'),
    statusCallbackMethod: CALLBACK_METHOD,
  };
  const read = readAttributes(noun, { done: spec, refused: { byoc: [] } }, context.warn);
  if (read.machineDetection !== '') context.warn('unsupported', `machineDetection="${read.machineDetection}"`);
  for (const child of elementsOf(noun)) context.warn('13215', `${child.name} in Number`);
  const written = textOf(noun);
  const number = toE164(written);
  const problem =
    number === null ? ({ code: '13223', detail: written } as const) : obstacleTo(number, callerId, context);
  if (problem) context.warn(problem.code, problem.detail);
  const badDigits = !/^[0-9A-D*#wW]*$/.test(read.sendDigits);
  if (badDigits) context.warn('13222', read.sendDigits);
  return {
    kind: 'number',
    name: number ?? written,
    to: number ?? written,
    from: callerId || context.call.from,
    parameters: {},
    sendDigits: badDigits ? '' : read.sendDigits,
    ...whisperAndCallbacks(read, context),
    impossible: problem !== null,
  };
}

/** Why Twilio would not place this call at all. */
function obstacleTo(
  number: string,
  callerId: string,
  { call, services: { account } }: VerbContext,
): { code: ErrorCode; detail: string } | null {
  if (!parsePhoneNumberFromString(number)?.isPossible()) return { code: '13224', detail: number };
  if ([...account.blockedPrefixes].some((prefix) => number.startsWith(prefix)))
    return { code: '13227', detail: number };
  if (account.type === 'Trial' && !account.isVerified(number)) return { code: '21219', detail: number };
  if (account.numberOf(number)) return { code: 'unsupported', detail: `${number} is the account's own number` };
  return mayShow(callerId || call.from, call, account);
}

function whisperAndCallbacks(
  read: {
    url: string;
    method: 'GET' | 'POST';
    statusCallback: string;
    statusCallbackEvent: string;
    statusCallbackMethod: 'GET' | 'POST';
  },
  context: VerbContext,
): Pick<Branch, 'whisper' | 'subscription'> {
  const { events, unknown } = readStatusEvents(read.statusCallbackEvent);
  if (unknown.length > 0) context.warn('12200', `statusCallbackEvent: ${unknown.join(' ')}`);
  const subscription: StatusSubscription | undefined =
    read.statusCallback === ''
      ? undefined
      : { kind: 'leg-status', url: context.resolve(read.statusCallback), method: read.statusCallbackMethod, events };
  const whisper = read.url === '' ? null : context.resolve(read.url);
  return {
    subscription,
    whisper:
      whisper === null ? null : { from: 'url', kind: 'whisper', url: whisper, method: read.method, parameters: {} },
  };
}

/** A number as people write it; ten digits without a country are American, as Twilio has it. */
function toE164(written: string): string | null {
  const compact = written.replace(/[\s().-]/g, '');
  if (!/^\+?\d{3,15}$/.test(compact)) return null;
  if (compact.startsWith('+')) return compact;
  return compact.length === 10 ? `+1${compact}` : `+${compact}`;
}
