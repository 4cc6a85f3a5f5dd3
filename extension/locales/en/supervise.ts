import type { RunningCall, WaitingCaller } from '#shared/api/supervise-api.ts';

type How = NonNullable<RunningCall['mine']['how']>;

/** The words of the options' section Live, of listening in, and of what the whole team goes by. */
export const supervise = {
  lead: 'Who talks and who waits, now.',
  talking: 'On a call',
  nobodyTalks: 'Nobody is on a call.',
  waiting: 'Waiting callers',
  nobodyWaits: 'No caller waits.',
  agent: 'Agent',
  other: 'Other side',
  state: 'State',
  since: 'For',
  caller: 'Caller',
  line: 'Number called',
  actions: 'Listen in',
  withheld: 'Number withheld',
  states: { dialling: 'Dialling', talking: 'Talking', held: 'On hold' } satisfies Record<RunningCall['state'], string>,
  waits: { 'in-menu': 'In the menu', ringing: 'Ringing', queued: 'In the queue' } satisfies Record<
    WaitingCaller['state'],
    string
  >,
  ringsFor: (names: string) => `at ${names}`,
  incoming: 'incoming',
  outgoing: 'outgoing',

  how: { listen: 'Listen in', whisper: 'Whisper', barge: 'Barge in' } satisfies Record<How, string>,
  howWhat: {
    listen: 'You hear both, nobody hears you.',
    whisper: 'You hear both, only your colleague hears you.',
    barge: 'All three talk.',
  } satisfies Record<How, string>,
  howOf: (how: string, name: string) => `${how}: ${name}`,
  stop: 'Leave',
  stopOf: (name: string) => `Leave: ${name}`,
  youAre: { listen: 'You listen in', whisper: 'You whisper', barge: 'You talk with both' } satisfies Record<
    How,
    string
  >,
  asking: 'Your softphone rings in a moment',
  listens: (names: string) => `${names} in the call`,
  off: 'Listening in is off for your team.',

  rules: 'Listening in',
  rulesHelp: 'For training and help, by administrators alone.',
  allow: 'Administrators may listen in',
  allowWhat:
    'Whoever is listened to sees it at once, the whole time; nothing hides it. Each time is kept under Changes: who, whom, how and how long. Where calls are announced as recorded, the announcement says that others may listen in.',

  unanswered: 'Calls left ringing',
  unansweredHelp: 'Somebody who has left her desk keeps callers waiting.',
  unansweredAfter: 'Set Away after',
  never: 'Never',
  calls: (count: number) => (count === 1 ? '1 call in a row' : `${count} calls in a row`),
  unansweredWhat:
    'Who lets so many calls ring to the end is set Away, is told so on screen, and comes back with one click. Declining, and calls that the caller gives up, do not count.',

  callWaiting: 'Call waiting',
  callWaitingHelp: 'For when nobody of your group is free.',
  callWaitingOn: 'Let a second call ring while I am on one',
  callWaitingWhat:
    'You hear a soft beep, and choose: hold the first call and answer, decline, or send the caller to the queue. Never while you finish a call.',
};

export type SuperviseMessages = typeof supervise;
