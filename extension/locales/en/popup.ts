import type { Disposition } from '#shared/call/call.ts';

/** The words of the popup outside a call. */
export const popup = {
  title: 'Sidetone softphone',
  presence: { online: 'Online', away: 'On a break', offline: 'Offline' },
  presenceWhat: {
    online: 'Calls ring here',
    away: 'No calls until you are back',
    offline: 'No calls; they go to your colleagues',
  },
  busy: 'Busy',
  ringing: 'Ringing',
  ringHere: 'Ring on this computer',
  status: (now: string) => `Status: ${now}`,
  statusMenu: 'Your status',
  callsSkipYou: 'Calls skip you',
  settings: 'Settings',

  dialSection: 'Place a call',
  nameOrNumber: 'Name or number',
  country: (name: string, code: string) => `Country: ${name}, plus ${code}`,
  call: 'Call',
  callNumber: (number: string) => `Call ${number}`,
  calls: (number: string) => `Calls ${number}`,
  callsThen: (number: string, extension: string) => `Calls ${number}, then keys ${extension}`,
  from: 'From',
  fromLabel: 'Number that they see',
  noOutgoing: 'You have no number to call from',
  knownContact: 'Who has this number',
  openRecordOf: (name: string) => `Open the record of ${name}`,

  views: 'Views',
  recent: 'Recent',
  missed: 'Missed',
  keypad: 'Keypad',
  missedCount: (count: number) => (count === 1 ? '1 missed call' : `${count} missed calls`),
  noRecent: 'No calls yet. The calls you place and take appear here.',
  noMissed: 'No missed calls.',
  toCallBack: 'To call back',
  waiting: (people: number) => (people === 1 ? '1 person to call back' : `${people} people to call back`),
  callNext: 'Call next',
  callNextWho: (who: string) => `Call next: ${who}`,
  takenCareOf: 'Taken care of, or older than a day',
  times: (times: number) => `${times} times`,
  colleagues: 'Colleagues',
  inCrm: 'In the CRM',
  searching: 'Looking in the CRM',
  callOn: (who: string, number: string) => `Call ${who} on ${number}`,
  noLine: 'no line of their own',
  noNumber: 'no number in the CRM',
  found: (people: number) => (people === 1 ? '1 person found' : `${people} people found`),
  nobodyNamed: (text: string) => `Nobody found with “${text}”.`,
  callBack: (who: string) => `Call back ${who}`,
  callAgain: (who: string) => `Call ${who}`,
  notBack: 'A withheld number can’t be called back',
  voicemail: 'Voicemail',
  cutOff: 'Cut off',
  ringMe: 'Ring me',
  ringMeSent: 'On its way',
  handledBy: (name: string) => `${name} took care of it`,

  what: (disposition: Disposition, incoming: boolean): string => {
    switch (disposition) {
      case 'answered':
        return incoming ? 'Answered' : 'Called';
      case 'missed':
        return 'Missed';
      case 'no-answer':
        return 'No answer';
      case 'busy':
        return 'Busy';
      case 'declined':
        return incoming ? 'You declined' : 'Declined';
      case 'failed':
        return 'Not put through';
      case 'cancelled':
        return incoming ? 'Gave up' : 'Cancelled';
    }
  },

  ready: 'Ready · microphone OK · line OK',
  readyNoCalls: (presence: string) => `${presence}: no calls ring here`,
  connecting: 'Connecting to your telephone line',
  connectingWhat: 'Connecting',
  loading: 'Starting',
  signedOutTitle: 'Sign in to make and take calls',
  signedOutWhat: 'Sidetone uses your CRM account. Until you sign in, calls go to your colleagues.',
  signIn: 'Sign in',
  signedOut: 'Signed out',
  setUpTitle: 'Set Sidetone up',
  setUpWhat: 'It takes about two minutes: your team’s server, your CRM account, your microphone.',
  setUp: 'Set up',
  notReady: 'Not ready for calls',
  partly: 'Works, but not everything',
  callsInOnly: 'Calls come in; you can’t call out yet',
};

export type PopupMessages = typeof popup;
