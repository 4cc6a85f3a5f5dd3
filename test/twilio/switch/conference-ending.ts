import type { Call } from './call.ts';

/** docs/voice/api/conference-resource, reason_conference_ended. */
export type ReasonEnded = keyof typeof WORDS;

/** Why a conference has ended, as its event says it in words. */
const WORDS = {
  'conference-ended-via-api': 'Conference ended via API',
  'participant-with-end-conference-on-exit-left': 'Participant with endConferenceOnExit left the conference',
  'participant-with-end-conference-on-exit-kicked': 'Participant with endConferenceOnExit was removed via API',
  'last-participant-kicked': 'The last participant was removed via API',
  'last-participant-left': 'The last participant left the conference',
} as const;

/** What the end's event says; `label` is that of the participant who ended it. */
export function aboutEnding(reason: ReasonEnded, callSid: string | null, label: string | null): Record<string, string> {
  return {
    ReasonConferenceEnded: reason,
    Reason: WORDS[reason],
    ...(callSid ? { CallSidEndingConference: callSid } : {}),
    ...(label ? { ParticipantLabelEndingConference: label } : {}),
  };
}

/** docs/voice/twiml/conference, ReasonParticipantLeft: why somebody is not, or never came to be, in a conference. */
const LEFT_BECAUSE = {
  left: 'participant_hung_up',
  moved: 'participant_updated_via_api',
  kicked: 'participant_updated_via_api',
  failed: 'participant_add_failed',
  ended: 'moderator_ended_conference',
  'ended-by-rest': 'conference_ended_via_api',
} as const;

export type HowLeft = keyof typeof LEFT_BECAUSE;

/** What the event of somebody's leaving says of it. */
export function aboutLeaving(call: Call, how: HowLeft): Record<string, string> {
  return { ParticipantCallStatus: call.status, ReasonParticipantLeft: LEFT_BECAUSE[how] };
}
