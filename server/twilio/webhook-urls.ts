import type { Config } from '#server/config.ts';
import type { CallId } from '#shared/ids.ts';

/** Where Twilio asks and reports. Absolute: relative ones are errors after a live redirect (11100). */
export const WEBHOOKS = {
  incoming: '/twilio/voice/incoming',
  outgoing: '/twilio/voice/outgoing',
  dialDone: '/twilio/voice/dial-done',
  leg: '/twilio/status/leg',
  call: '/twilio/status/call',
} as const;

type Needs = Pick<Config, 'publicUrl'>;

export const incomingUrl = ({ publicUrl }: Needs): string => publicUrl + WEBHOOKS.incoming;
export const outgoingUrl = ({ publicUrl }: Needs): string => publicUrl + WEBHOOKS.outgoing;
export const callStatusUrl = ({ publicUrl }: Needs): string => publicUrl + WEBHOOKS.call;

export const dialDoneUrl = ({ publicUrl }: Needs, callId: CallId, step: number): string =>
  `${publicUrl}${WEBHOOKS.dialDone}?c=${callId}&step=${step}`;

export const legStatusUrl = ({ publicUrl }: Needs, callId: CallId): string => `${publicUrl}${WEBHOOKS.leg}?c=${callId}`;
