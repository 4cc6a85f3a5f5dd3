import type { CallView } from '#extension/wire/snapshots.ts';
import type { RecordKind } from '#shared/crm/crm-record.ts';

type HowEnded = Extract<CallView, { state: 'ended' }>['how'];

/** The words of a call, wherever it is shown: popup, in-page card, notification. */
export const call = {
  incoming: 'Incoming call',
  calling: 'Calling',
  ringingOut: 'It is ringing',
  answering: 'Connecting',
  live: 'On the line',
  muted: 'You are muted',
  reconnecting: 'Reconnecting',
  ended: 'Call ended',

  answer: 'Answer',
  decline: 'Decline',
  cancel: 'Cancel the call',
  hangUp: 'Hang up',
  mute: 'Mute',
  unmute: 'Unmute',
  keypad: 'Keypad',
  closeKeypad: 'Close the keypad',
  keyboardWorks: 'Your keyboard works too',
  digitsSent: 'Digits sent',
  openRecord: 'Open record',
  callAgain: 'Call again',
  dismiss: 'Close',
  answersFromAnyTab: 'answers from any tab',

  from: (number: string) => `from ${number}`,
  withheld: 'Number withheld',
  withheldSub: 'The caller hides their number',
  withheldWhy:
    'There is no number to look up, so no record is shown, and it can’t be called back. Answering works as always.',
  unknown: 'Unknown caller',
  unknownCallee: 'Not in your CRM',
  unknownWhy: 'No contact, lead or account in your CRM has this number.',
  notShared: 'Known contact, not shared with you',
  notSharedWhy: 'Your CRM knows this number, but the record belongs to someone else and is not shared with you.',
  unavailable: 'CRM out of reach',
  unavailableWhy: 'Your CRM doesn’t answer just now, so nobody could be looked up. The call works as always.',
  looking: 'Looking in your CRM',
  oneOf: (count: number) => `One of ${count} records`,
  whoIsIt: 'Who is it? The call belongs to your choice.',
  chosen: 'Chosen',

  number: 'Number',
  timeThere: (time: string, city: string) => `${time} in ${city}`,
  owner: 'Owner',
  ownedBy: (name: string) => `owner ${name}`,
  you: 'You',
  ownerYou: 'owner you',
  jobTitle: 'Job title',
  email: 'Email',
  company: 'Company',
  record: 'Record',
  dialled: 'Dialled',
  shown: 'They see',

  kind: { contact: 'Contact', lead: 'Lead', account: 'Account', deal: 'Deal' } satisfies Record<RecordKind, string>,

  toneRinging: 'Ringing',
  toneLive: 'Voice levels: you above, the other person below',
  toneMuted: 'Your microphone is off; the other person is heard',
  toneEnded: 'The line is closed',

  reconnectingWhy: 'The connection was lost for a moment. It is being restored; stay on the line.',
  talked: (duration: string) => `You talked for ${duration}`,

  how: (how: HowEnded, incoming: boolean, answeredBy: string | null): string => {
    switch (how) {
      case 'hung-up':
        return 'You hung up';
      case 'they-hung-up':
        return 'They hung up';
      case 'no-answer':
        return incoming ? 'You didn’t answer' : 'Nobody answered';
      case 'busy':
        return 'The line was busy';
      case 'declined':
        return incoming ? 'You declined' : 'They declined';
      case 'cancelled':
        return 'You cancelled before they answered';
      case 'gave-up':
        return 'It stopped ringing before you answered';
      case 'passed-on':
        return answeredBy === null ? 'You passed the call on' : `Given to ${answeredBy}`;
      case 'elsewhere':
        return answeredBy === null ? 'Answered by someone else' : `${answeredBy} answered`;
      case 'failed':
        return 'The call could not be put through';
    }
  },

  /** Read out when the call's state changes; never holds a time. */
  says: {
    incoming: (who: string, about: string) => `Incoming call: ${who}${about === '' ? '' : `, ${about}`}`,
    calling: (who: string) => `Calling ${who}`,
    ringingOut: (who: string) => `It is ringing at ${who}`,
    live: (who: string) => `On the line with ${who}`,
    muted: 'You are muted',
    unmuted: 'You can be heard again',
    reconnecting: 'Connection lost, reconnecting',
    ended: (how: string) => `Call ended. ${how}.`,
  },
};

export type CallMessages = typeof call;
