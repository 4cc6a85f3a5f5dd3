/** The words of Recordings & compliance. */
export const compliance = {
  lead: 'What people are told, and how long recordings are kept.',
  tooOld: 'This server has no settings for recordings yet.',

  announce: 'Say that calls are recorded',
  announceHelp: 'Said before the recording begins, on incoming and outgoing calls.',
  announceOn: 'Announce every recorded call',
  announceLaw: 'Where the law of a country demands it, calls are announced in any case.',
  offReason: 'Why not?',
  offReasonHelp: 'Kept under Changes, with your name.',
  offReasonMissing: 'Say why calls are recorded without being announced.',
  text: (language: string) => `Text in ${language}`,
  textHelp: 'Name the company, the purpose, and where to read more. Empty: the text that is shown.',
  languages: { en: 'English', es: 'Spanish' },

  decline: 'Decline',
  declineHelp: 'Whoever presses the key goes on talking, unrecorded. The call says so.',
  declineKey: 'Key',
  noKey: 'No key: recording can’t be declined',
  key: (key: string) => `Key ${key}`,

  pause: 'Pause by itself',
  pauseHelp: 'The recording is silent while someone is in these fields, and goes on afterwards.',
  pauseOn: 'Pause in fields for card numbers and passwords',
  pauseFields: ['Card number', 'Security code', 'IBAN', 'Password'],

  keep: 'Keep recordings',
  keepHelp: 'Afterwards they are deleted at Twilio. What is attached in the CRM stays there.',
  keepFor: 'Keep for',
  forever: 'For ever',
  days: (days: number) => (days % 365 === 0 ? (days === 365 ? '1 year' : `${days / 365} years`) : `${days} days`),
  kept: (recordings: number, minutes: number) =>
    `${recordings} ${recordings === 1 ? 'recording' : 'recordings'}, ${minutes} min now`,
  unsaved: 'Not saved yet',

  erase: 'Delete one person’s recordings',
  eraseHelp: 'All recordings of calls with a number are deleted at Twilio. What is attached in the CRM stays there.',
  eraseNumber: 'Number',
  eraseNumberHelp: 'With its country, or as you would dial it.',
  eraseStart: 'Delete recordings',
  eraseQuestion: (number: string) => `Delete all recordings of calls with ${number}?`,
  eraseWhat: 'They can’t be brought back.',
  eraseStay: 'Keep them',
  eraseGo: 'Delete',
  erased: (recordings: number, attached: number) =>
    recordings === 0
      ? 'There are no recordings with this number.'
      : `${recordings} ${recordings === 1 ? 'recording is' : 'recordings are'} being deleted.${
          attached > 0 ? ` ${attached} of them also lie in the CRM: delete them there.` : ''
        }`,
};

export type ComplianceMessages = typeof compliance;
