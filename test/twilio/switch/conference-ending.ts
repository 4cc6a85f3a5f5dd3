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
