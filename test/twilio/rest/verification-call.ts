import { randomInt } from 'node:crypto';
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { Call } from '#test/twilio/switch/call.ts';
import { callParameters } from '#test/twilio/switch/call-parameters.ts';
import type { Form } from './form.ts';
import type { RestParts } from './rest-api.ts';
import { RestError } from './rest-error.ts';

/** Twilio's own number, which verification calls come from. */
const TWILIO = '+14157234000';
const RING_MS = 65_000;
const PATIENCE_SECONDS = 60;

/**
 * Calls a number, where somebody has to key in the code that the answer shows; then it is one of the account's caller ids
 * (docs/voice/api/outgoing-caller-ids). Answers the request's resource.
 */
export function verifyNumber(form: Form, parts: RestParts) {
  const { account, apiCalls } = parts;
  const written = form.text('PhoneNumber') ?? '';
  const number = parsePhoneNumberFromString(written, 'US');
  if (!number?.isPossible()) throw new RestError(400, 21401, `Invalid phone number: ${written}`);
  const phoneNumber: string = number.number;
  if (account.isVerified(phoneNumber)) throw new RestError(400, 21450, `${phoneNumber} is already verified`);
  const delay = form.whole('CallDelay', { least: 0, most: 60, code: 21454 }) ?? 0;
  const extension = form.text('Extension') ?? '';
  if (!/^[0-9*#wW]{0,32}$/.test(extension)) throw new RestError(400, 20001, `Invalid Extension: ${extension}`);
  const friendlyName = form.friendlyName() || phoneNumber;
  const callback = form.url('StatusCallback', 21456);
  const method = form.method('StatusCallbackMethod') ?? 'POST';
  const code = String(randomInt(100_000, 1_000_000));
  const call = apiCalls.create({
    to: phoneNumber,
    from: TWILIO,
    instruction: {
      from: 'text',
      twiml: `<Response><Say>Please enter your verification code.</Say><Pause length="${PATIENCE_SECONDS}"/></Response>`,
    },
    fallback: null,
    subscription: undefined,
    ringMs: RING_MS,
    talkMs: null,
    sendDigits: extension,
    recording: null,
    delayMs: delay * 1000,
  });
  watchForCode(call, code, (isRight) => {
    const sid = isRight ? account.addCallerId(phoneNumber, friendlyName).sid : null;
    if (callback) tell(call, { url: callback, method }, sid, parts);
  });
  return {
    account_sid: account.accountSid,
    call_sid: call.sid,
    friendly_name: friendlyName,
    phone_number: phoneNumber,
    validation_code: code,
  };
}

/** The last keys must be the code; a person may err before. */
function watchForCode(call: Call, code: string, whenKnown: (isRight: boolean) => void): void {
  let keys = '';
  let isKnown = false;
  const know = (isRight: boolean) => {
    if (isKnown) return;
    isKnown = true;
    whenKnown(isRight);
  };
  call.watch({
    digit(digit) {
      keys += digit;
      if (!keys.endsWith(code)) return;
      know(true);
      call.finish('completed');
    },
    ended: () => know(false),
  });
}

function tell(
  call: Call,
  { url, method }: { url: string; method: 'GET' | 'POST' },
  callerIdSid: string | null,
  { account, theSwitch }: RestParts,
): void {
  const parameters = {
    ...callParameters(call, account.accountSid),
    VerificationStatus: callerIdSid ? 'success' : 'failed',
    ...(callerIdSid ? { OutgoingCallerIdSid: callerIdSid } : {}),
  };
  const request = { kind: 'call-status' as const, subject: call, url, method, parameters, maxBytes: 64 * 1024 };
  void theSwitch.webhooks.send(request);
}
