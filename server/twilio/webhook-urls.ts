import type { Config } from '#server/config.ts';
import type { AudioId } from '#shared/call-flow/prompt.ts';
import type { AgentId, CallId, E164 } from '#shared/ids.ts';

/** Where Twilio asks and reports. Absolute: relative ones are errors after a live redirect (11100). */
export const WEBHOOKS = {
  incoming: '/twilio/voice/incoming',
  outgoing: '/twilio/voice/outgoing',
  turn: '/twilio/voice/turn',
  dialDone: '/twilio/voice/dial-done',
  voicemailDone: '/twilio/voice/voicemail-done',
  queueWait: '/twilio/voice/queue-wait',
  queueDone: '/twilio/voice/queue-done',
  offered: '/twilio/voice/offered',
  callBack: '/twilio/voice/call-back',
  callBackOver: '/twilio/voice/call-back-over',
  mobile: '/twilio/voice/mobile',
  fallback: '/twilio/voice/fallback',
  announcement: '/twilio/voice/announcement',
  roomLeft: '/twilio/voice/room-left',
  transfer: '/twilio/voice/transfer',
  hold: '/twilio/voice/hold',
  ringMe: '/twilio/voice/ring-me',
  ringMeHeard: '/twilio/voice/ring-me-heard',
  ringMeVoice: '/twilio/ring-me-voice/',
  ringMeStatus: '/twilio/status/ring-me',
  leg: '/twilio/status/leg',
  room: '/twilio/status/room',
  recording: '/twilio/status/recording',
  call: '/twilio/status/call',
} as const;

type Needs = Pick<Config, 'publicUrl'>;

export const incomingUrl = ({ publicUrl }: Needs): string => publicUrl + WEBHOOKS.incoming;
export const outgoingUrl = ({ publicUrl }: Needs): string => publicUrl + WEBHOOKS.outgoing;
export const callStatusUrl = ({ publicUrl }: Needs): string => publicUrl + WEBHOOKS.call;

/** Where a step's document leads: `step` is the one that is over when Twilio asks. */
const stepUrl =
  (path: string) =>
  ({ publicUrl }: Needs, callId: CallId, step: number): string =>
    `${publicUrl}${path}?c=${callId}&step=${step}`;

/**
 * For whoever is in the midst of a call, or is about to be put through: a moment in which we can't be reached, or answer with an error, is no reason for Twilio to end it.
 * It asks up to five times more, within the 15 s that it takes in all; we answer the same however often it asks.
 * Source: docs/usage/webhooks/webhooks-connection-overrides (a fragment, which is neither sent nor signed).
 */
const ASK_AGAIN = '#rc=5&rp=ct,5xx';
const steadyStepUrl =
  (path: string) =>
  (needs: Needs, callId: CallId, step: number): string =>
    stepUrl(path)(needs, callId, step) + ASK_AGAIN;

export const turnUrl = stepUrl(WEBHOOKS.turn);
export const dialDoneUrl = steadyStepUrl(WEBHOOKS.dialDone);
export const voicemailDoneUrl = stepUrl(WEBHOOKS.voicemailDone);
export const queueWaitUrl = stepUrl(WEBHOOKS.queueWait);
export const queueDoneUrl = stepUrl(WEBHOOKS.queueDone);

/** Where a leg goes when it is out of its room: `step` is that of the document that led it in. */
export const roomLeftUrl = steadyStepUrl(WEBHOOKS.roomLeft);
/** Where a leg goes when it is passed on, or comes back: `step` is that of the document that it gets there. */
export const transferUrl = steadyStepUrl(WEBHOOKS.transfer);

/** What plays to whoever is on hold: `music`, null for our own. */
export const holdUrl = ({ publicUrl }: Needs, callId: CallId, music: AudioId | null): string =>
  `${publicUrl}${WEBHOOKS.hold}?c=${callId}&music=${music ?? 'default'}`;

/** Where a call's room reports its changes. */
export const roomStatusUrl = ({ publicUrl }: Needs, callId: CallId): string =>
  `${publicUrl}${WEBHOOKS.room}?c=${callId}`;

/** Where the leg that was rung into the room for this ask reports its progress. */
export const invitedStatusUrl = ({ publicUrl }: Needs, callId: CallId, askId: string): string =>
  `${publicUrl}${WEBHOOKS.leg}?c=${callId}&ask=${askId}`;

/** The same for one that the customer's leg rings, by the document of that step; `mobileOf`: as in `legStatusUrl`. */
export const ledStatusUrl = (needs: Needs, callId: CallId, step: number, mobileOf?: AgentId): string =>
  `${legStatusUrl(needs, callId, mobileOf)}&led=${step}`;

/** Where a caller who waited goes once this agent is free for her. */
export const offeredUrl = (needs: Needs, callId: CallId, step: number, agentId: AgentId): string =>
  `${stepUrl(WEBHOOKS.offered)(needs, callId, step)}&a=${agentId}`;

/** What an agent who is rung to call somebody back is connected with; and where the end of that is told. */
export const callBackUrl = ({ publicUrl }: Needs, callId: CallId): string =>
  `${publicUrl}${WEBHOOKS.callBack}?c=${callId}`;
export const callBackOverUrl = ({ publicUrl }: Needs, callId: CallId): string =>
  `${publicUrl}${WEBHOOKS.callBackOver}?c=${callId}`;

/** What a waiting caller hears; `lap`: how often she has heard it. */
export const waitOnUrl = (needs: Needs, callId: CallId, step: number, lap: number): string =>
  `${queueWaitUrl(needs, callId, step)}&lap=${lap}`;

/** So many seconds of the music that plays to whoever waits, from this second on; `id` null: our own. */
export const musicUrl = ({ publicUrl }: Needs, id: AudioId | null, from: number, seconds: number): string =>
  `${publicUrl}/audio/music/${id ?? 'default'}/${from}-${seconds}.wav`;

/** What whoever answers this agent's mobile is asked; `asked`: where her answer goes. */
export const mobileUrl = ({ publicUrl }: Needs, callId: CallId, agentId: AgentId, asked = false): string =>
  `${publicUrl}${WEBHOOKS.mobile}?c=${callId}&a=${agentId}${asked ? '&asked=1' : ''}${ASK_AGAIN}`;

export const audioUrl = ({ publicUrl }: Needs, id: AudioId): string => `${publicUrl}/audio/${id}`;

/** Asked when we can't be: another host's, where the operator has one. */
export const fallbackUrl = ({ publicUrl, fallbackUrl }: Pick<Config, 'publicUrl' | 'fallbackUrl'>): string =>
  fallbackUrl ?? publicUrl + WEBHOOKS.fallback;

/** `mobileOf`: the leg is this agent's mobile, which counts as answered once she has pressed 1. */
export const legStatusUrl = ({ publicUrl }: Needs, callId: CallId, mobileOf?: AgentId): string =>
  `${publicUrl}${WEBHOOKS.leg}?c=${callId}${mobileOf ? `&a=${mobileOf}` : ''}`;

/** `part`: of the call's recording, counted from 1. */
export const recordingStatusUrl = ({ publicUrl }: Needs, callId: CallId, part = 1): string =>
  `${publicUrl}${WEBHOOKS.recording}?c=${callId}${part > 1 ? `&part=${part}` : ''}`;

/** What is said to whoever is in a room of a call of this line, before it is recorded. */
export const announcementUrl = ({ publicUrl }: Needs, line: E164): string =>
  `${publicUrl}${WEBHOOKS.announcement}?line=${encodeURIComponent(line)}`;

/** The same to whoever is called, before she is put through: from then on she is recorded, unless she declines; `asked`: where that goes. */
export const announcedUrl = (needs: Needs, callId: CallId, line: E164, asked = false): string =>
  `${announcementUrl(needs, line)}&c=${callId}${asked ? '&asked=1' : ''}${ASK_AGAIN}`;
