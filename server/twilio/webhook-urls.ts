import type { Config } from '#server/config.ts';
import type { CallId, E164 } from '#shared/ids.ts';

/** Where Twilio asks and reports. Absolute: relative ones are errors after a live redirect (11100). */
export const WEBHOOKS = {
  incoming: '/twilio/voice/incoming',
  outgoing: '/twilio/voice/outgoing',
  dialDone: '/twilio/voice/dial-done',
  announcement: '/twilio/voice/announcement',
  leg: '/twilio/status/leg',
  recording: '/twilio/status/recording',
  call: '/twilio/status/call',
} as const;

type Needs = Pick<Config, 'publicUrl'>;

export const incomingUrl = ({ publicUrl }: Needs): string => publicUrl + WEBHOOKS.incoming;
export const outgoingUrl = ({ publicUrl }: Needs): string => publicUrl + WEBHOOKS.outgoing;
export const callStatusUrl = ({ publicUrl }: Needs): string => publicUrl + WEBHOOKS.call;

export const dialDoneUrl = ({ publicUrl }: Needs, callId: CallId, step: number): string =>
  `${publicUrl}${WEBHOOKS.dialDone}?c=${callId}&step=${step}`;

export const legStatusUrl = ({ publicUrl }: Needs, callId: CallId): string => `${publicUrl}${WEBHOOKS.leg}?c=${callId}`;

export const recordingStatusUrl = ({ publicUrl }: Needs, callId: CallId): string =>
  `${publicUrl}${WEBHOOKS.recording}?c=${callId}`;

/** What is said to whoever is called from this line, before she is put through. */
export const announcementUrl = ({ publicUrl }: Needs, line: E164): string =>
  `${publicUrl}${WEBHOOKS.announcement}?line=${encodeURIComponent(line)}`;
