import type { CallSettings, WaitingCall } from '#shared/api/admin-api.ts';

/** The words of the options' section Calls & CRM. */
export const calls = {
  lead: 'What happens after a call, who may play recordings, and what still waits to be written to the CRM.',
  after: 'After each call',
  afterHelp: 'Time to note what was said, without the next call ringing.',
  seconds: 'Quiet time, in seconds',
  secondsHelp: 'It ends earlier when the call is saved. 0: the next call may ring at once.',
  secondsWrong: (most: number) => `Enter a whole number from 0 to ${most}.`,
  mayLeaveOut: 'Allow “Don’t log this call”',
  mayLeaveOutHelp:
    'Whoever talked may then keep a private call out of the CRM. Calls between colleagues never get there.',
  recordings: 'Recordings',
  recordingsHelp: 'Which calls are recorded is set at each incoming and outgoing number.',
  whoMay: 'Who may play them in Sidetone',
  recordingsFor: {
    everyone: 'Everyone',
    own: 'Whoever talked',
    admins: 'Administrators',
  } satisfies Record<CallSettings['recordingsFor'], string>,
  whoMayHelp: 'Administrators may play all of them. In the CRM its own permissions decide.',
  unsaved: 'Not live until you save.',

  waiting: 'Waiting for the CRM',
  waitingHelp: 'Calls that are not yet, or not wholly, on their record. What can still be written is kept.',
  refresh: 'Refresh',
  count: (n: number) => (n === 1 ? '1 call waits.' : `${n} calls wait.`),
  oldest: (n: number) => `The oldest ${n} calls are shown.`,
  empty: 'Everything is in the CRM.',
  emptyWhat: 'A call that the CRM can’t take at once waits here and is tried again by itself.',
  call: 'Call',
  missing: 'Still missing',
  why: 'Why',
  next: 'Next try',
  parts: {
    call: 'call',
    note: 'note',
    recording: 'recording',
    'follow-up-call': 'follow-up call',
    'follow-up-task': 'follow-up task',
  } satisfies Record<WaitingCall['missing'][number], string>,
  nobody: 'Nobody answered',
  onItsWay: 'It is on its way.',
  signIn: (name: string) => `${name} has to sign in to the CRM again; then it is written by itself.`,
  signInTeam: 'The team’s connection to the CRM has ended; an administrator has to sign in again.',
  soon: 'Now',
  afterSignIn: 'After signing in',
  byHand: 'Not by itself',
  tries: (n: number) => (n === 1 ? '1 try so far' : `${n} tries so far`),
  retry: (who: string) => `Try again: ${who}`,
};

export type CallsMessages = typeof calls;
