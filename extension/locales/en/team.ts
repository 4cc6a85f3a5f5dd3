import type { Change } from '#shared/api/team-api.ts';

/** What a change was about, already in the reader's words: numbers grouped, names as they are. Empty where nothing was told. */
export interface ChangeFacts {
  readonly subject: string;
  readonly number: string;
  readonly stays: string;
  readonly version: string;
  readonly presence: string;
  readonly recorded: boolean;
  readonly reason: string;
  /** In which way somebody listened; empty: not told. */
  readonly how: string;
  /** `3:20`; empty: it goes on. */
  readonly lasted: string;
  readonly supervision: boolean;
  /** 0: never. */
  readonly unanswered: number;
}

const changeLines: Record<Change['kind'], (facts: ChangeFacts) => string> = {
  'incoming-number-added': ({ subject }) => `added the incoming number ${subject}`,
  'incoming-number-saved': ({ subject, version }) =>
    `changed the incoming number ${subject}${version === '' ? '' : ` (version ${version})`}`,
  'incoming-number-restored': ({ subject, version }) =>
    `brought ${version === '' ? 'an earlier version' : `version ${version}`} of ${subject} back`,
  'incoming-number-mended': ({ subject }) => `brought the calls of ${subject} back here`,
  'incoming-number-deleted': ({ subject }) => `deleted the incoming number ${subject}`,
  'outgoing-number-saved': ({ subject, number, recorded }) =>
    `let ${subject} call from ${number}, ${recorded ? 'recorded' : 'not recorded'}`,
  'outgoing-number-deleted': ({ subject, number, stays }) =>
    `took ${number} away from ${subject}${stays === '' ? '' : `, who keeps ${stays}`}`,
  'outgoing-calls-stopped': ({ subject }) => `stopped all outgoing calls of ${subject}`,
  'person-set-offline': ({ subject }) => `set ${subject} offline`,
  'person-presence-set': ({ subject, presence }) => `set the status of ${subject} to ${presence}`,
  'person-signed-out': ({ subject }) => `signed ${subject} out`,
  'mobile-saved': ({ subject }) => `changed when the mobile of ${subject} rings`,
  'number-blocked': ({ subject }) => `blocked ${subject}`,
  'number-unblocked': ({ subject }) => `no longer blocks ${subject}`,
  'call-settings-saved': () => 'changed what happens after calls',
  'team-rules-saved': ({ supervision, unanswered }) =>
    `${supervision ? 'allows' : 'does not allow'} listening in; ${unanswered === 0 ? 'nobody is set Away for unanswered calls' : `Away after ${unanswered} unanswered ${unanswered === 1 ? 'call' : 'calls'}`}`,
  'listened-in': ({ subject, how, lasted }) => {
    const did = how === 'whisper' ? 'whispered to' : how === 'barge' ? 'spoke in a call of' : 'listened to a call of';
    return `${did} ${subject}${lasted === '' ? '' : ` for ${lasted}`}`;
  },
  'compliance-saved': () => 'changed how calls are announced, paused or kept',
  'announcement-switched-off': ({ reason }) => `no longer has recorded calls announced: ${reason}`,
  'announcement-switched-on': () => 'has recorded calls announced again',
  'recordings-erased': ({ subject }) => `had the recordings of calls with ${subject} deleted`,
  'twilio-connected': ({ subject }) => `connected the Twilio account ${subject}`,
  'twilio-token-rotated': () => 'entered a new Auth Token',
  'twilio-token-forgotten': () => 'ended the former Auth Token',
  'twilio-disconnected': () => 'disconnected Twilio',
};

/** The words of Blocked callers, Changes, and of a new Auth Token. */
export const team = {
  blocked: {
    lead: 'Calls from these numbers are not answered.',
    number: 'Number',
    numberHelp: 'With its country, or as you would dial it.',
    numberMissing: 'Enter the number to block.',
    reason: 'Reason',
    reasonHelp: 'Only administrators see it. You may leave it empty.',
    block: 'Block',
    by: (name: string, day: string) => `Blocked by ${name}, ${day}`,
    unblock: 'Unblock',
    unblockOf: (number: string) => `Unblock ${number}`,
    empty: 'Nobody is blocked.',
    emptyWhat: 'Block a number whose calls waste your team’s time.',
    done: (number: string) => `${number} is blocked.`,
  },
  changes: {
    lead: 'Who changed what of the team’s set-up, newest first.',
    empty: 'Nothing has been changed yet.',
    emptyWhat: 'Each change that an administrator makes is listed here.',
    oldest: (count: number) => `The last ${count} changes are shown.`,
    lines: changeLines,
  },
  token: {
    title: 'New Auth Token',
    help: 'When you replace the token at Twilio, calls go on: the former one is accepted until you end it.',
    start: 'Enter a new token',
    field: 'New Auth Token',
    fieldHelp:
      'In the Twilio Console, create the secondary token, enter it here, promote it there, then end the former one here.',
    save: 'Check and use it',
    former: 'The former token is still accepted.',
    formerWhat: 'End it once the new one is promoted at Twilio.',
    forget: 'End the former token',
    forgetQuestion: 'Twilio’s calls signed with the former token will be refused.',
    forgetWhat: 'If the new token is not yet promoted at Twilio, all calls stop.',
    keep: 'Keep accepting it',
    used: 'The new token is in use.',
    forgotten: 'The former token has ended.',
  },
};

export type TeamMessages = typeof team;
