import type { DiagnosisFinding } from '#shared/api/team-api.ts';

/** What is looked at: by the server, and here in this browser. */
export type CheckCode = DiagnosisFinding['code'] | 'microphone' | 'webrtc' | 'server';

/** What was found, already in the reader's words. Empty where nothing was told. */
export interface CheckFacts {
  readonly result: DiagnosisFinding['result'];
  readonly why: string;
  readonly numbers: string;
  readonly number: string;
  readonly countries: string;
  readonly balance: string;
  readonly presence: string;
  /** About herself, or an administrator looks at somebody else's. */
  readonly own: boolean;
}

const says: Record<CheckCode, (facts: CheckFacts) => string> = {
  'twilio-credentials': ({ result, why }) => {
    if (result === 'ok') return 'Twilio accepts the team’s credentials.';
    if (why === 'twilio-not-connected') return 'No Twilio account is connected: nobody can call.';
    if (why === 'api-key') return 'Twilio no longer accepts Sidetone’s key. Authorise again.';
    return 'Twilio no longer accepts the Account SID and Auth Token. Nobody can call.';
  },
  'twilio-account': ({ result, why }) => {
    if (result === 'ok') return 'Active.';
    return why === 'twilio-closed'
      ? 'The account is closed. Connect another one.'
      : 'The account is suspended. It needs a payment before it can call.';
  },
  'twilio-trial': ({ result }) =>
    result === 'ok' ? 'A full account.' : 'A trial account: it can only call numbers verified with Twilio.',
  'twilio-balance': ({ result, balance }) =>
    result === 'ok'
      ? balance
      : result === 'bad'
        ? `${balance}: nothing is left, so calls are refused.`
        : `${balance} is left: top it up before calls are refused.`,
  webhooks: ({ result, numbers }) =>
    result === 'ok'
      ? 'Their calls come here.'
      : numbers === ''
        ? 'Calls of some numbers go elsewhere.'
        : `Calls to ${numbers} go elsewhere, or the number is no longer in the account.`,
  application: ({ result, why }) => {
    if (result === 'ok') return 'Outgoing calls come here first.';
    return why === 'gone'
      ? 'What carries outgoing calls was deleted at Twilio. Authorise again to make it anew.'
      : 'At Twilio, outgoing calls lead to another server. Authorise again to bring them back.';
  },
  'outgoing-number': ({ result, why, number, own }) => {
    if (result === 'ok') return number === '' ? 'There is one.' : number;
    if (why === 'gone') return `${number} is no longer in the Twilio account. Choose another.`;
    return own ? 'You have none, so you can’t call out.' : 'There is none, so calls out are not possible.';
  },
  presence: ({ result, presence, own }) => {
    if (result === 'ok') return presence;
    return own ? `${presence}: calls don’t ring here.` : `${presence}: calls don’t ring there.`;
  },
  softphone: ({ result, why, own }) => {
    if (result === 'ok') return 'Connected and registered.';
    if (why === 'connecting') return 'It is just connecting.';
    if (own) return 'This browser is not connected to your telephone line.';
    return why === 'none'
      ? 'No browser of this person answers. Ask to open it and to sign in.'
      : 'The browser is open, but its line to Twilio is down. Its own Diagnosis says why.';
  },
  countries: ({ result, countries }) =>
    result === 'ok' ? 'Twilio permits the countries that you call.' : `Twilio doesn’t permit calls to ${countries}.`,
  crm: ({ result, own }) =>
    result === 'ok'
      ? 'Signed in.'
      : own
        ? 'Your CRM signed Sidetone out: calls work, but names are missing and nothing is saved. Sign in again.'
        : 'Signed out of the CRM: calls work, but names are missing and nothing is saved.',
  microphone: ({ result, why }) => {
    if (result === 'ok') return 'Allowed.';
    if (why === 'denied') return 'The browser blocks it for Sidetone.';
    if (why === 'missing') return 'None was found. Plug in a headset: it is noticed by itself.';
    return 'The browser has not asked you yet.';
  },
  webrtc: ({ result }) =>
    result === 'ok'
      ? 'It can carry voices.'
      : 'Calls are blocked in this browser, by a setting, an extension or your organisation’s rules (“WebRTC”). Allow it, or use another browser.',
  server: ({ result }) =>
    result === 'ok'
      ? 'It answers.'
      : 'It doesn’t answer. Check your internet connection; if others have the same, tell whoever runs it.',
};

/** The words of the options' section Diagnosis. */
export const diagnosis = {
  lead: 'Why can’t I make or receive calls?',
  looking: 'Looking',
  fine: 'Everything is fine.',
  need: (bad: number, warnings: number) =>
    bad === 0
      ? warnings === 1
        ? 'Calls work; one thing deserves a look.'
        : `Calls work; ${warnings} things deserve a look.`
      : `${bad === 1 ? 'One thing needs' : `${bad} things need`} you${
          warnings === 0 ? '' : `, ${warnings} more ${warnings === 1 ? 'deserves' : 'deserve'} a look`
        }; the rest is fine.`,
  again: 'Check again',
  whose: 'Whose calls',
  mine: 'Mine',
  list: 'What was looked at',
  results: { ok: 'OK', warning: 'Look', bad: 'To mend', unknown: 'Not known now' } satisfies Record<
    DiagnosisFinding['result'],
    string
  >,
  unknown: 'It could not be looked at now.',
  askAdmin: 'Ask an administrator of your team.',
  names: {
    'twilio-credentials': 'Twilio credentials',
    'twilio-account': 'Twilio account',
    'twilio-trial': 'Kind of account',
    'twilio-balance': 'Balance at Twilio',
    webhooks: 'Incoming numbers',
    application: 'Outgoing calls at Twilio',
    'outgoing-number': 'Outgoing number',
    presence: 'Status',
    softphone: 'Line to Twilio',
    countries: 'Countries',
    crm: 'CRM',
    microphone: 'Microphone',
    webrtc: 'This browser',
    server: 'Your team’s server',
  } satisfies Record<CheckCode, string>,
  says,
  mend: {
    connection: 'Open Connection',
    outgoing: 'Choose a number',
    billing: 'Open billing',
    verify: 'Verify a number',
    countries: 'Open permissions',
    webhooks: 'Point them here',
    presence: 'Set Online',
    retry: 'Try again',
    'sign-in': 'Sign in',
    microphone: 'Allow microphone',
    'microphone-settings': 'Open settings',
  },

  ringTitle: 'Ring me',
  ringLead: 'A real call to this browser. Answer, say something, and hear yourself.',
  ringNow: 'Ring me now',
  ringing: 'It is on its way',
  rang: (seconds: number) => `It rang after ${seconds} s`,
  answered: 'You answered',
  heard: 'Your microphone is heard',
  notHeard: 'No sound from your microphone yet',
  notRung: 'It has not rung for 10 seconds: look at what needs mending on the left',
  copy: 'Copy a report for support',
  copied: 'Copied',

  questions: 'Questions',
  questionsHelp: 'What people ask most.',
  answers: [
    {
      question: 'I can’t make or receive calls. Why?',
      answer: [
        'The list above looks at everything that can be the cause: the Twilio credentials and account, its balance, your outgoing number, your status, microphone and browser, whether your numbers lead here, and which countries Twilio lets you call.',
        'Whatever is wrong stands on top, with one button or one sentence that mends it. Ring me then shows that it works.',
      ],
    },
    {
      question: 'Why is the caller ID 266696687 for different callers?',
      answer: [
        'On a telephone keypad it spells ANONYMOUS: those callers hide their number, and some networks write it so. 7378742833 (RESTRICTED), 86282452253 (UNAVAILABLE), 8656696 and 8566696 (UNKNOWN), 2562533 (BLOCKED) and 464 (no ID) mean the same.',
        'Sidetone shows “Number withheld”. It doesn’t look such a number up in the CRM, doesn’t call it back, and doesn’t take two of these callers for the same person.',
      ],
    },
    {
      question: 'In sequential ringing, who gets the call first?',
      answer: [
        'Whoever set the status to Online first. Who answers a call, then saves and closes it, goes to the end of the line. Being on a call, or not answering when it rings, keeps the place.',
        'A break, a restart of the browser or less than 10 minutes without a connection keep the place too; Offline loses it. Under People, administrators see the line and why each person stands where they do.',
      ],
    },
    {
      question: 'What happens if none of the users answers?',
      answer: [
        'The call goes to the next person, and where a second round is set, to everybody once more. Then the caller waits in the queue, if the number has one.',
        'Without a queue, callers hear the message for calls that nobody answered. Where the queue is full or the longest wait is over, callers hear the busy message, or come to the voicemail if it is on. Where nobody is online, they hear the unavailable message. One missed call is logged, once.',
      ],
    },
    {
      question: 'What is the reading format?',
      answer: [
        'The sentence that is read for each option of a menu. “Press ${Key} for ${Menu}.” becomes “Press 1 for Sales. Press 2 for Support.”',
        'The two variables, ${Key} and ${Menu}, are filled in by Sidetone. They can be moved, not deleted: without them callers would not know what to press.',
      ],
    },
  ],
};

export type DiagnosisMessages = typeof diagnosis;
