import { accountRest } from './rest-account.ts';
import { applicationsRest } from './rest-applications.ts';
import { callControlRest } from './rest-call-control.ts';
import { callRecordingsRest } from './rest-call-recordings.ts';
import { callsRest } from './rest-calls.ts';
import { type AskingParts, type Credentials, RestClient } from './rest-client.ts';
import { conferencesRest } from './rest-conferences.ts';
import { numbersRest } from './rest-numbers.ts';
import { participantsRest } from './rest-participants.ts';
import { queuesRest } from './rest-queues.ts';
import { recordingsRest } from './rest-recordings.ts';

/**
 * What Sidetone asks of Twilio, a file for each of its resources. What is asked answers a Result: every failure is a Problem in words.
 * What is done to a live call answers an Outcome.
 */
export type TwilioRest = ReturnType<typeof openRest>;

export function openRest(parts: AskingParts, credentials: Credentials) {
  const rest = new RestClient(parts, credentials);
  return {
    ...accountRest(rest),
    ...applicationsRest(rest),
    ...numbersRest(rest),
    ...callsRest(rest),
    ...callControlRest(rest),
    ...callRecordingsRest(rest),
    ...queuesRest(rest),
    ...conferencesRest(rest),
    ...participantsRest(rest),
    ...recordingsRest(rest),
  };
}
