import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { Account } from '#test/twilio/account/account.ts';
import type { ApiCallSetup } from '#test/twilio/switch/api-calls.ts';
import { readStatusEvents, type StatusSubscription, subscriptionOf } from '#test/twilio/switch/status-callbacks.ts';
import { parseTwiml } from '#test/twilio/twiml/document.ts';
import type { Instruction } from '#test/twilio/twiml/verb.ts';
import type { Form } from './form.ts';
import { refuseMachineDetection } from './machine-detection.ts';
import { readRecordingPlan } from './recording-plan.ts';
import { RestError, unsupported } from './rest-error.ts';

const MAX_TWIML_CHARACTERS = 4000;
const DEFAULT_RING_SECONDS = 60;
const GRACE_SECONDS = 5;

/** Parameters of a new call whose effect is missing here. */
const MISSING = ['SipAuthUsername', 'Byoc', 'ClientNotificationUrl', 'CallToken'];

/** Reads what a new call needs from the form of `POST /Calls.json`, with Twilio's own error codes for what is wrong. */
export function readNewCall(form: Form, account: Account): ApiCallSetup {
  form.refuse(MISSING);
  refuseMachineDetection(form);
  const to = readTo(form.text('To') ?? '', account);
  const from = readFrom(form.text('From') ?? '', to, account);
  const handling = applicationOf(form.text('ApplicationSid'), account) ?? readHandling(form);
  const timeout = form.whole('Timeout', { least: 1, most: 600, code: 21208 }) ?? DEFAULT_RING_SECONDS;
  const timeLimit = form.whole('TimeLimit', { least: 1, most: 86_400, code: 20001 });
  const sendDigits = form.text('SendDigits') ?? '';
  if (!/^[0-9A-D*#wW]{0,32}$/.test(sendDigits)) throw new RestError(400, 21206, `Invalid SendDigits: ${sendDigits}`);
  return {
    to,
    from,
    ...handling,
    ringMs: (timeout + GRACE_SECONDS) * 1000,
    talkMs: timeLimit === undefined ? null : timeLimit * 1000,
    sendDigits,
    recording: form.flag('Record') ? readRecordingPlan(form, 'OutboundAPI', true) : null,
  };
}

type Handling = Pick<ApiCallSetup, 'instruction' | 'fallback' | 'subscription'>;

function readHandling(form: Form): Handling {
  const instruction = readInstruction(form, 'voice');
  if (!instruction) throw new RestError(400, 21205, 'Url parameter is required.');
  return { instruction, fallback: readFallback(form) ?? null, subscription: readSubscription(form) };
}

/** Where a new call's progress is told. */
export function readSubscription(form: Form): StatusSubscription | undefined {
  const { events, unknown } = readStatusEvents(form.all('StatusCallbackEvent').join(' ') || 'completed');
  if (unknown.length > 0) throw new RestError(400, 21626, `Invalid StatusCallbackEvent: ${unknown.join(' ')}`);
  const url = form.url('StatusCallback', 21609);
  return url ? { kind: 'call-status', url, method: form.method('StatusCallbackMethod') ?? 'POST', events } : undefined;
}

/** TwiML by `Url`, or else by `Twiml`; undefined when the form has neither. */
export function readInstruction(form: Form, kind: 'voice' | 'redirect'): Instruction | undefined {
  const url = form.url('Url');
  if (url) return { from: 'url', kind, url, method: form.method('Method') ?? 'POST', parameters: {} };
  const twiml = form.text('Twiml');
  if (!twiml) return undefined;
  if (twiml.length > MAX_TWIML_CHARACTERS)
    throw new RestError(400, 32018, `Twiml is longer than ${MAX_TWIML_CHARACTERS} characters`);
  try {
    parseTwiml(twiml);
  } catch (error) {
    throw new RestError(400, 12100, `Invalid Twiml: ${error instanceof Error ? error.message : ''}`);
  }
  return { from: 'text', twiml };
}

export function readFallback(form: Form): ApiCallSetup['fallback'] | undefined {
  const url = form.url('FallbackUrl');
  if (url === undefined) return undefined;
  return url === '' ? null : { url, method: form.method('FallbackMethod') ?? 'POST' };
}

export function readTo(to: string, account: Account): string {
  if (to === '') throw new RestError(400, 21201, "No 'To' number is specified");
  if (/^client:.+/.test(to)) return to;
  if (/^sips?:/i.test(to)) throw unsupported(`To=${to}`);
  const number = parsePhoneNumberFromString(to, 'US');
  if (!number?.isPossible())
    throw new RestError(400, 21211, `The phone number you are attempting to call, ${to}, is not valid.`);
  const e164: string = number.number;
  if ([...account.blockedPrefixes].some((prefix) => e164.startsWith(prefix))) {
    throw new RestError(400, 21215, `Account not authorized to call ${e164}.`);
  }
  if (account.type === 'Trial' && !account.isVerified(e164)) {
    throw new RestError(
      400,
      21219,
      `The number ${e164} is unverified. Trial accounts may only make calls to verified numbers.`,
    );
  }
  return e164;
}

export function readFrom(from: string, to: string, account: Account): string {
  if (from === '') throw new RestError(400, 21213, "No 'From' number is specified");
  if (account.owns(from)) return from;
  if (to.startsWith('client:') && /^(client:)?[\w.+@-]+$/.test(from)) return from;
  if (!/^\+[1-9]\d{6,14}$/.test(from)) throw new RestError(400, 21212, `Invalid From Number (caller ID): ${from}`);
  throw new RestError(400, 21210, `The source phone number provided, ${from}, is not yet verified for your account.`);
}

/** An application's settings count alone (docs/voice/api/call-resource, `ApplicationSid`). */
function applicationOf(sid: string | undefined, account: Account): Handling | undefined {
  if (!sid) return undefined;
  const application = account.applications.get(sid);
  if (!application?.voiceUrl) throw new RestError(400, 21218, `Invalid ApplicationSid: ${sid}`);
  const { voiceUrl: url, voiceMethod: method, voiceFallbackUrl, voiceFallbackMethod } = application;
  return {
    instruction: { from: 'url', kind: 'voice', url, method, parameters: {} },
    fallback: voiceFallbackUrl ? { url: voiceFallbackUrl, method: voiceFallbackMethod } : null,
    subscription: subscriptionOf(application),
  };
}
