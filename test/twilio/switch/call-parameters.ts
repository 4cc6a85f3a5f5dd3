import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { Call } from './call.ts';
import { isWithheld } from './withheld.ts';

export const API_VERSION = '2010-04-01';

/** The parameters that every request about a call carries (docs/voice/twiml, "Twilio's request to your application"). */
export function callParameters(call: Call, accountSid: string): Record<string, string> {
  const { setup, from, to } = call;
  return {
    AccountSid: accountSid,
    ApiVersion: API_VERSION,
    CallSid: call.sid,
    // Twilio has no such status to its name: a leg is "initiated" only in its status callbacks.
    CallStatus: call.status,
    Direction: call.direction,
    From: from,
    To: to,
    Caller: from,
    Called: to,
    ...geography('From', from),
    ...geography('Caller', from),
    ...geography('To', to),
    ...geography('Called', to),
    ...(call.parent ? { ParentCallSid: call.parent.sid } : {}),
    ...(setup.forwardedFrom ? { ForwardedFrom: setup.forwardedFrom } : {}),
    ...(setup.callerName ? { CallerName: setup.callerName } : {}),
    ...(setup.applicationSid ? { ApplicationSid: setup.applicationSid } : {}),
  };
}

/** Twilio knows the country of every number, and city, state and post code of some; here they are sent empty. */
function geography(whose: 'From' | 'To' | 'Caller' | 'Called', address: string): Record<string, string> {
  const country =
    address.startsWith('+') && !isWithheld(address) ? parsePhoneNumberFromString(address)?.country : undefined;
  if (!country) return {};
  return { [`${whose}Country`]: country, [`${whose}City`]: '', [`${whose}State`]: '', [`${whose}Zip`]: '' };
}
