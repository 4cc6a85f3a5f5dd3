import * as v from 'valibot';

/**
 * Everything that can be told to a person as a Problem. The sentence for each code stands in `extension/locales/` (English and
 * Spanish, typed by this list, so that a missing one does not compile); `message` is the server's own English fallback.
 */
export const PROBLEM_CODES = [
  // who you are
  'signed-out', // the session ended: sign in again
  'sign-in-refused', // the CRM refused, or the person closed the window
  'wrong-organisation', // a CRM account of another organisation
  'not-admin',
  'not-set-up', // nobody has set this server up yet
  'set-up-link-used',
  'user-not-active', // the CRM user is no longer active
  // versions and reachability
  'update-extension',
  'update-server',
  'server-away',
  'restarting', // the extension itself: its worker did not answer, or it was updated under its page
  'not-a-sidetone-server',
  'twilio-away',
  'crm-away',
  'crm-signed-out',
  'crm-forbidden',
  // Twilio's connection, as an admin sees it
  'twilio-not-connected',
  'twilio-wrong-sid',
  'twilio-wrong-token',
  'twilio-suspended',
  'twilio-closed',
  'twilio-refused',
  // placing a call
  'emergency-number',
  'not-a-number',
  'short-number',
  'withheld-number',
  'country-not-allowed',
  'premium-number',
  'no-outgoing-number',
  'too-many-calls',
  'already-on-a-call',
  'own-number',
  'call-refused', // Twilio or the network refused the call
  'call-id-used',
  // the running call
  'transfer-running', // another transfer of this call is under way
  'no-transfer', // there is none (any more)
  'no-queue', // its line has none
  'control-failed', // Twilio did not do it: the call goes on as it was; `params.why`
  // the device
  'microphone-blocked',
  'microphone-not-asked',
  'no-microphone',
  'sound-device-gone', // one that she chose is unplugged: the system's own is used meanwhile; `params.device`: microphone, speaker, ringer
  'replaced-elsewhere', // the same agent signed in on another computer
  'call-gone', // the call has ended, or was answered elsewhere
  // writing to the CRM
  'crm-refused', // the CRM does not take it as it is: a required field, a rule of the organisation; `params.field` names it
  'crm-record-gone', // the record was deleted
  'recording-gone', // Twilio has it no longer
  // admin
  'changed-meanwhile', // somebody else has saved it since it was opened
  'flow-faulty', // what is wrong first: `params.code`, see `call-flow-api`
  'audio-unknown', // a prompt names a file that is not there
  'audio-not-sound', // neither WAV nor MP3, whatever its name; `params.what`, `encoding`: a WAV that is not PCM
  'audio-too-large',
  'audio-empty',
  'audio-url-not-https',
  'audio-url-private', // it leads into a private network
  'audio-url-away', // can't be had; `params.why`
  'caller-id-spanish-mobile', // Spanish mobile numbers may not be shown for commercial calls
  'softphone-away', // there is no softphone to ring
  'number-taken',
  'number-not-in-account',
  'user-unknown',
  // requests
  'bad-request',
  'not-allowed', // this asker may not ask this
  'not-found',
  'too-large',
  'too-many-requests',
  'internal',
] as const;

export type ProblemCode = (typeof PROBLEM_CODES)[number];

export const problemSchema = v.object({
  /** One of a newer server's is taken too: it is told by its `message`. */
  code: v.custom<ProblemCode>((code) => typeof code === 'string'),
  /** What happened and what to do, in English. */
  message: v.string(),
  /** Values for the sentence: a number, a name, a country. Never a secret. */
  params: v.optional(v.record(v.string(), v.union([v.string(), v.number()]))),
  /** The input field at fault, by its name in the request. */
  field: v.optional(v.string()),
  /** Whether the same request may succeed later without anyone changing anything. */
  retry: v.boolean(),
});

export type Problem = v.InferOutput<typeof problemSchema>;

/** Makes a Problem. `retry` defaults to false. */
export function problem(
  code: ProblemCode,
  message: string,
  more: Partial<Omit<Problem, 'code' | 'message'>> = {},
): Problem {
  return { code, message, retry: false, ...more };
}

/** Makes a Problem that the extension itself tells: its sentence stands in `extension/locales/` alone. */
export function ownProblem(code: ProblemCode, more: Partial<Omit<Problem, 'code' | 'message'>> = {}): Problem {
  return problem(code, '', more);
}
