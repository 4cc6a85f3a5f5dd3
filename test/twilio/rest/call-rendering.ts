import type { Account } from '#test/twilio/account/account.ts';
import type { Call } from '#test/twilio/switch/call.ts';
import { API_VERSION } from '#test/twilio/switch/call-parameters.ts';
import { pathOf, rfc2822 } from './rendering.ts';

export function showCall(call: Call, account: Account) {
  const dateOrNull = (date: Date | null) => (date ? rfc2822(date) : null);
  const below = ['Notifications', 'Recordings', 'Events'].map((name) => [
    name.toLowerCase(),
    pathOf(account, 'Calls', call.sid, name),
  ]);
  return {
    sid: call.sid,
    account_sid: account.accountSid,
    api_version: API_VERSION,
    parent_call_sid: call.parent?.sid ?? null,
    phone_number_sid: call.setup.phoneNumberSid ?? null,
    // The resource has no `initiated`: that is the name of a callback only.
    status: call.status === 'initiated' ? 'queued' : call.status,
    direction: call.direction,
    from: call.from,
    from_formatted: call.from,
    to: call.to,
    to_formatted: call.to,
    start_time: dateOrNull(call.startedAt),
    end_time: dateOrNull(call.endedAt),
    duration: call.endedAt && call.answeredAt ? String(call.durationSeconds) : null,
    answered_by: null,
    caller_name: call.setup.callerName ?? null,
    forwarded_from: call.setup.forwardedFrom ?? null,
    group_sid: null,
    price: null,
    price_unit: 'USD',
    queue_time: String(call.queueTimeMs),
    trunk_sid: null,
    date_created: rfc2822(call.createdAt),
    date_updated: rfc2822(call.updatedAt),
    uri: pathOf(account, 'Calls', call.sid),
    subresource_uris: Object.fromEntries(below),
  };
}
