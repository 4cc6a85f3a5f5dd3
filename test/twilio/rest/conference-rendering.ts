import type { Account } from '#test/twilio/account/account.ts';
import type { Coming } from '#test/twilio/switch/arrivals.ts';
import { API_VERSION } from '#test/twilio/switch/call-parameters.ts';
import type { CallStatus } from '#test/twilio/switch/call-status.ts';
import type { Conference } from '#test/twilio/switch/conference.ts';
import type { Participant } from '#test/twilio/switch/participant.ts';
import { pathOf, rfc2822 } from './rendering.ts';

export function showConference(conference: Conference, account: Account) {
  const { sid, friendlyName, status, ended, createdAt, updatedAt } = conference;
  const below = ['Participants', 'Recordings'].map((name) => [
    name.toLowerCase(),
    pathOf(account, 'Conferences', sid, name),
  ]);
  return {
    sid,
    account_sid: account.accountSid,
    api_version: API_VERSION,
    friendly_name: friendlyName,
    region: 'us1',
    status,
    reason_conference_ended: ended?.reason ?? null,
    call_sid_ending_conference: ended?.callSid ?? null,
    date_created: rfc2822(createdAt),
    date_updated: rfc2822(updatedAt),
    uri: pathOf(account, 'Conferences', sid),
    subresource_uris: Object.fromEntries(below),
  };
}

/** Who is in a conference. */
export function showParticipant(participant: Participant, account: Account) {
  const { call, conference, label, coaches, endOnExit, startOnEnter, muted, hold, joinedAt, updatedAt } = participant;
  return {
    account_sid: account.accountSid,
    call_sid: call.sid,
    conference_sid: conference.sid,
    label,
    coaching: coaches !== null,
    call_sid_to_coach: coaches?.call.sid ?? null,
    end_conference_on_exit: endOnExit,
    start_conference_on_enter: startOnEnter,
    muted,
    hold: hold !== null,
    status: 'connected',
    queue_time: call.direction === 'outbound-api' ? String(call.queueTimeMs) : null,
    date_created: rfc2822(joinedAt),
    date_updated: rfc2822(updatedAt),
    uri: pathOf(account, 'Conferences', conference.sid, 'Participants', call.sid),
  };
}

/** Who is being rung into a conference. */
export function showComing(coming: Coming, conference: Conference, account: Account) {
  const { call, label, coach, muted, startOnEnter, endOnExit } = coming;
  const at = rfc2822(call.createdAt);
  return {
    account_sid: account.accountSid,
    call_sid: call.sid,
    conference_sid: conference.sid,
    label,
    coaching: coach !== null,
    call_sid_to_coach: coach,
    end_conference_on_exit: endOnExit,
    start_conference_on_enter: startOnEnter,
    muted,
    hold: false,
    status: statusOf(call.status),
    queue_time: String(call.queueTimeMs),
    date_created: at,
    date_updated: at,
    uri: pathOf(account, 'Conferences', conference.sid, 'Participants', call.sid),
  };
}

function statusOf(status: CallStatus) {
  if (status === 'queued' || status === 'ringing') return status;
  if (status === 'initiated') return 'connecting';
  return status === 'in-progress' ? 'connected' : 'failed';
}
