import type { Outcome } from '#shared/call/wrap-up.ts';
import type { RecordKind } from '#shared/crm/crm-record.ts';

/** The words of noting a call: during it, and in the window that opens at its end. */
export const wrapUp = {
  note: 'Note',
  noteSaved: 'Saved',
  title: (who: string) => `Wrap up the call with ${who}`,
  withWhom: (who: string) => `Wrap up ${who}`,
  minimise: 'Do it later',
  open: (who: string) => `Wrap up the call with ${who}`,

  recording: { coming: 'recording on its way', kept: 'recording kept', attached: 'recording attached' },
  savesTo: (kind: RecordKind, company: string | null): string =>
    `Saves to ${KINDS[kind]}${company === null ? '' : ` · ${company}`}`,
  savesToNone: 'Saves to no record',
  notHers: 'Saves to a record that is not shared with you',
  recordGone: 'Saves to no record: the one it had is gone',
  change: 'Change',
  changeTitle: 'Which record does it go to?',
  matches: 'Records with this number',
  search: 'Find another record',
  searchHint: 'Name, company or number, two characters or more',
  searching: 'Searching',
  noneFound: (text: string) => `No record with “${text}” that you may see.`,
  noRecord: 'No record',
  noRecordWhat: 'The call is kept in the list of calls alone',
  back: 'Back',

  lineLost: 'Your line was lost.',
  wasCutOff: (who: string) => `The call with ${who} was cut off.`,
  callBack: 'Call back',

  outcome: 'How did it go?',
  outcomes: {
    interested: 'Interested',
    'call-back': 'Call back',
    'not-interested': 'Not interested',
    voicemail: 'Voicemail',
    'no-answer': 'No answer',
    'wrong-number': 'Wrong number',
  } satisfies Record<Outcome, string>,
  description: 'Description',

  followUpCall: 'Follow-up call',
  followUpTask: 'Follow-up task',
  when: { call: 'When to call', task: 'When it is due' },
  tomorrow: (time: string) => `Tomorrow ${time}`,
  inThreeDays: 'In 3 days',
  nextWeek: 'Next week',
  otherTime: 'Another day and time',
  at: (when: string, city: string) => `${when} in ${city}`,
  dayAndTime: 'Day and time',
  past: 'This time is over. Choose a later one.',
  subject: { call: 'Subject of the call', task: 'Subject of the task' },
  callSubject: (who: string) => `Call ${who}`,
  taskSubject: (who: string) => `Follow up with ${who}`,

  leaveOut: 'Don’t log this call',
  leaveOutWhat: 'Nothing of it goes to the CRM: no call, no note, no recording.',

  save: 'Save & close',
  saveAndNext: 'Save & call next',
  next: {
    missed: (who: string) => `Next missed call: ${who}`,
    list: (who: string) => `Next in your list: ${who}`,
  },
  notRung: 'No call rings while this is open',
  notRungUntil: (time: string) => `No call rings here until ${time}, or until you are done`,

  away: 'Can’t reach the server. Waiting to save.',
  awayMore: 'What you note is safe in this browser. Save as usual: it goes out by itself.',
  waiting: 'Waiting to save.',
  waitingMore: (why: string, inTime: string) => `${why} Your entry is safe and saves by itself; next try in ${inTime}.`,
  waitingNow: (why: string) => `${why} Your entry is safe and saves by itself; it is being tried.`,
  tryNow: 'Try now',
  failed: 'Not saved yet.',
  waitingCount: (count: number) => (count === 1 ? '1 call waiting to save' : `${count} calls waiting to save`),
  failedCount: (count: number) => (count === 1 ? '1 call could not be saved' : `${count} calls could not be saved`),
  list: 'Calls to finish',

  presence: 'Wrap-up',
  says: {
    opened: (who: string) => `Wrap up the call with ${who}`,
    saved: 'Saved',
    waiting: 'Waiting to save. Your entry is safe.',
  },
};

const KINDS: Record<RecordKind, string> = { contact: 'contact', lead: 'lead', account: 'account', deal: 'deal' };

export type WrapUpMessages = typeof wrapUp;
