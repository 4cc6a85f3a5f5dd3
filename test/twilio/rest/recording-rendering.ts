import type { Account } from '#test/twilio/account/account.ts';
import { durationOf, type Recording } from '#test/twilio/recording/recording.ts';
import type { Recordings } from '#test/twilio/recording/recordings.ts';
import { API_VERSION } from '#test/twilio/switch/call-parameters.ts';
import { pathOf, rfc2822 } from './rendering.ts';

/** A recording as `/Recordings` shows it. */
export function showRecording(recording: Recording, account: Account, recordings: Recordings) {
  const { sid } = recording;
  return {
    ...shared(recording, account),
    subresource_uris: {
      add_on_results: pathOf(account, 'Recordings', sid, 'AddOnResults'),
      transcriptions: pathOf(account, 'Recordings', sid, 'Transcriptions'),
    },
    uri: pathOf(account, 'Recordings', sid),
    media_url: recordings.urlOf(recording),
  };
}

/** A recording as `/Calls/{Sid}/Recordings` shows it: with its track, without its file. */
export function showCallRecording(recording: Recording, account: Account) {
  return {
    ...shared(recording, account),
    track: recording.track,
    uri: pathOf(account, 'Calls', recording.call.sid, 'Recordings', recording.sid),
  };
}

/** A recording as `/Conferences/{Sid}/Recordings` shows it. */
export function showConferenceRecording(recording: Recording, account: Account) {
  return {
    ...shared(recording, account),
    uri: pathOf(account, 'Conferences', recording.conferenceSid ?? '', 'Recordings', recording.sid),
  };
}

function shared(recording: Recording, account: Account) {
  const { sid, call, channels, source, state, startedAt, createdAt, updatedAt } = recording;
  const seconds = durationOf(recording);
  return {
    sid,
    account_sid: account.accountSid,
    api_version: API_VERSION,
    call_sid: call.sid,
    conference_sid: recording.conferenceSid,
    channels,
    status: state.status,
    error_code: state.status === 'absent' ? state.errorCode : null,
    source,
    start_time: rfc2822(startedAt),
    duration: seconds === null ? null : String(seconds),
    price: null,
    price_unit: 'USD',
    encryption_details: null,
    date_created: rfc2822(createdAt),
    date_updated: rfc2822(updatedAt),
  };
}
