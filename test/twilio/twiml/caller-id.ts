import type { Account } from '#test/twilio/account/account.ts';
import type { ErrorCode } from '#test/twilio/account/error-catalogue.ts';
import type { Call } from '#test/twilio/switch/call.ts';
import { isWithheld } from '#test/twilio/switch/withheld.ts';

/**
 * May a call to the public network show this number? It must be the caller's or the called number of the call, or one of the
 * account's rented or verified ones (docs/voice/twiml/dial, callerId). Null means yes.
 */
export function mayShow(callerId: string, call: Call, account: Account): { code: ErrorCode; detail: string } | null {
  if (callerId === call.from && isWithheld(callerId)) return null;
  if (!/^\+[1-9]\d{6,14}$/.test(callerId)) return { code: '13214', detail: callerId };
  if (callerId === call.from || callerId === call.to || account.owns(callerId)) return null;
  return { code: '13247', detail: callerId };
}
