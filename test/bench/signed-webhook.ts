import { randomUUID } from 'node:crypto';
import { ACCOUNT_SID, CUSTOMER, LINE, sign } from '#test/support/telephony.ts';

/** Where the bench's servers believe that Twilio reaches them: what is signed. */
export const PUBLIC_URL = 'http://localhost';
export const WEBHOOK_PATH = '/twilio/voice/incoming';

/** An incoming call's webhook as bytes on the wire, with all that Twilio sends; `serial` makes it a call of its own. */
export const signedWebhook = (serial: number): Buffer => signedForm(WEBHOOK_PATH, `CA${hex(serial)}`);

const hex = (serial: number): string => serial.toString(16).padStart(32, '0');

/** Any webhook of a caller's own leg; `path` with its query, as Twilio was given it. */
export function signedForm(path: string, callSid: string, more: Readonly<Record<string, string>> = {}): Buffer {
  const form = {
    AccountSid: ACCOUNT_SID,
    ApiVersion: '2010-04-01',
    CallSid: callSid,
    CallStatus: path === WEBHOOK_PATH ? 'ringing' : 'in-progress',
    CallToken: '%7B%22parentCallInfoToken%22%3A%22eyJhbGciOiJFUzI1NiJ9%22%2C%22identityHeaderTokens%22%3A%5B%5D%7D',
    Called: LINE,
    CalledCity: '',
    CalledCountry: 'ES',
    CalledState: '',
    CalledZip: '',
    Caller: CUSTOMER,
    CallerCity: '',
    CallerCountry: 'ES',
    CallerState: '',
    CallerZip: '',
    Direction: 'inbound',
    From: CUSTOMER,
    FromCity: '',
    FromCountry: 'ES',
    FromState: '',
    FromZip: '',
    To: LINE,
    ToCity: '',
    ToCountry: 'ES',
    ToState: '',
    ToZip: '',
    ...more,
  };
  const body = new URLSearchParams(form).toString();
  const head = [
    `POST ${path} HTTP/1.1`,
    'Host: localhost',
    'Content-Type: application/x-www-form-urlencoded; charset=UTF-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    `X-Twilio-Signature: ${sign(PUBLIC_URL + path, form)}`,
    `I-Twilio-Idempotency-Token: ${randomUUID()}`,
    'User-Agent: TwilioProxy/1.1',
    'Accept: */*',
  ];
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`);
}
