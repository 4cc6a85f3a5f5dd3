import type { Quality } from '#extension/wire/snapshots.ts';
import type { AwayReason } from '#shared/call/away.ts';
import type { AskWord } from '#shared/call/control.ts';

type Warning = NonNullable<Quality['warning']>;

/** What can be done with a running call: hold, transfer, recording, a second call. `who`: the customer; first names where people are known. */
export const control = {
  hold: 'Hold',
  resume: 'Resume',
  onHold: 'On hold',
  hearsMusic: (callTime: string) => `Hears music · in the call for ${callTime}`,
  toneHold: 'On hold: the other person hears music',

  transfer: 'Transfer',
  addPerson: 'Add person',
  openPopup: 'Open in the popup',

  recording: {
    on: 'Recording',
    off: 'Not recorded',
    paused: 'Paused',
    announcing: 'Announcing',
    short: { on: 'Rec', off: 'Not rec.', paused: 'Paused', announcing: 'Soon' },
    /** What a click does, after the state. */
    does: {
      on: 'Pause the recording',
      off: 'Record the call',
      paused: 'Go on recording',
      announcing: 'The recording begins after the announcement. Don’t record',
    },
  },

  quality: {
    title: 'Sound quality',
    level: { good: 'Good', fair: 'Fair', poor: 'Poor' } satisfies Record<Quality['level'], string>,
    warning: {
      'microphone-silent': 'Nothing comes from your microphone: look whether the headset is muted or unplugged.',
      'no-sound': 'Nothing comes from the other side: ask whether they hear you, else call again.',
      'packets-lost': 'Your Wi-Fi is losing packets: move closer to it, or plug in a cable.',
      jitter: 'Your connection stutters: stop downloads and video calls, or plug in a cable.',
      delay: 'You hear each other late: leave a short pause after you speak, and turn off a VPN if you can.',
      'network-changed': 'Your network has just changed: stay on the line, the sound comes back by itself.',
    } satisfies Record<Warning, string>,
    devices: 'My devices',
  },

  listens: {
    listen: (name: string) => `${name} is listening.`,
    whisper: (name: string) => `${name} speaks to you.`,
    barge: (name: string) => `${name} is in the call.`,
  },
  listensMore: {
    listen: 'Neither of you hears anything of it.',
    whisper: 'The customer can’t hear it.',
    barge: 'Everybody hears everybody.',
  },

  from: (name: string) => `${name} passes this call on to you`,
  fromWho: (name: string, who: string) => `${name} passes ${who} on to you`,
  comesBack: (who: string) => `${who} comes back to you`,
  notTaken: (to: string | null) => (to === null ? 'Nobody took the call.' : `${to} did not take the call.`),
  lineLost: 'Your line was lost. The call was kept for you.',
  asksYou: (name: string) => `${name} asks you first`,
  asksYouMore: (name: string, who: string) =>
    `You talk to ${name} now; ${who} hears nothing of it until the call is yours.`,
  waitsForYou: (name: string) => `You wait for ${name}`,
  waitsForYouMore: (name: string, who: string) => `${name} talks to ${who} now; you hear music.`,
  withBoth: (name: string, who: string) => `You talk with ${name} and ${who}`,
  aboutWho: (who: string) => `about ${who}`,
  cameFrom: (name: string) => `${name} has passed the call on to you.`,
  noteSoFar: (name: string) => `${name}’s note so far`,

  pick: {
    transfer: 'Transfer to',
    add: 'Add to the call',
    field: 'Colleague or number',
    list: 'Colleagues',
    cancel: 'Cancel',
    sendNow: 'Send now',
    askFirst: 'Ask first',
    add1: 'Add',
    sendNowTo: (name: string) => `Send now to ${name}`,
    askFirstOf: (name: string) => `Ask first: ${name}`,
    addWho: (name: string) => `Add ${name}`,
    explain: (who: string) => `${who} waits while you talk.`,
    explainNow: 'you leave.',
    explainAdd: (who: string) => `You, ${who} and whoever you add hear each other.`,
    loading: 'Looking who is there',
    nobody: 'You have no colleagues in Sidetone yet. Type a number.',
    noneNamed: (text: string) => `No colleague is called “${text}”.`,
    online: 'Online',
    ready: 'Online, but not reachable just now',
    onCall: (time: string) => `On a call, ${time}`,
    away: 'Away',
    awayWith: (reason: string) => `Away · ${reason}`,
    awayUntil: (reason: string, time: string) => `${reason} until ${time}`,
    awayReason: {
      break: 'Break',
      lunch: 'Lunch',
      meeting: 'In a meeting',
      'not-answering': 'Not answering',
    } satisfies Record<AwayReason, string>,
    offline: 'Offline',
    busyWord: 'Busy',
    cantRing: 'This colleague can’t be rung just now.',
    cantRingMore: 'Choose somebody else, or try again in a moment.',
    aNumber: 'Phone number',
  },

  passing: {
    title: (to: string) => `Transfer to ${to}?`,
    addTitle: (to: string) => `${to} in the call`,
    adding: (to: string) => `Adding ${to}`,
    joins: (to: string) => `${to} comes into the call by answering. You can go on talking.`,
    stopCalling: (to: string) => `Cancel: stop calling ${to}`,
    passedOn: 'Passed on',
    callTime: 'Call time',
    calling: 'Calling',
    rings: (who: string) => `Rings · ${who} can’t hear this`,
    ringsBlind: (to: string) => `It rings at ${to}`,
    talkingTo: 'You are talking to',
    cantHear: (who: string) => `${who} can’t hear this`,
    waiting: 'Waiting',
    hears: 'Hears music',
    allTalk: 'All three talk',
    together: (a: string, b: string) => `${a} and ${b}`,
    everybody: 'Everybody hears everybody',
    give: (who: string, to: string) => `Give ${who} to ${to}`,
    leave: 'Leave the two to talk',
    swap: 'Swap',
    join: 'All three talk',
    cancel: (who: string) => `Cancel: back to ${who}`,
    drop: (to: string) => `${to} leaves the call`,
    sees: (to: string, who: string) => `${to} sees ${who}’s card and your note before taking the call.`,
    goesOn: (who: string, to: string) => `${who} and ${to} go on without you. ${to} has the card and your note.`,
    stays: (to: string) => `The note stays with you: ${to} is not in Sidetone.`,
    ringsOn: 'Your colleague is being rung. If nobody answers, the call comes back to you.',
    blind: (who: string, to: string) => `${who} goes to ${to}`,
    blindMore: (to: string) => `If ${to} doesn’t answer, the call comes back to you.`,
  },

  second: {
    title: 'Second call',
    answer: 'Hold & answer',
    decline: 'Decline',
    toQueue: 'Let wait in the queue',
    waits: 'Waiting',
    swap: 'Swap',
    swapTo: (who: string) => `Talk to ${who}; the other one waits`,
    connecting: 'Connecting',
  },

  /** While it takes longer than a moment. */
  pending: {
    hold: 'Putting on hold',
    resume: 'Taking back',
    record: 'Starting the recording',
    'pause-recording': 'Pausing the recording',
    'stop-recording': 'Stopping the recording',
    blind: 'Passing the call on',
    consult: 'Calling your colleague',
    add: 'Calling',
    complete: 'Handing over',
    join: 'Bringing everybody together',
    swap: 'Swapping',
    cancel: 'Coming back',
    listen: 'Joining',
    whisper: 'Joining',
    barge: 'Joining',
    stop: 'Leaving',
    'to-queue': 'Sending to the queue',
  } satisfies Record<AskWord, string>,

  /** What has come to nothing. `other`: who was called, where that is still known. */
  failed: (what: AskWord, who: string, other: string | null): string => {
    switch (what) {
      case 'hold':
        return `${who} could not be put on hold.`;
      case 'resume':
        return `${who} could not be taken off hold.`;
      case 'record':
        return 'The recording could not be started.';
      case 'pause-recording':
        return 'The recording could not be paused: it goes on.';
      case 'stop-recording':
        return 'The recording could not be stopped: it goes on.';
      case 'blind':
      case 'consult':
        return other === null ? `${who} was not passed on.` : `${who} was not passed on to ${other}.`;
      case 'add':
        return other === null ? 'Nobody came into the call.' : `${other} did not come into the call.`;
      case 'complete':
        return other === null ? `${who} was not passed on.` : `${who} could not be given to ${other}.`;
      case 'join':
        return 'All three could not be brought together.';
      case 'swap':
        return 'Swapping did not work.';
      case 'cancel':
        return 'The transfer could not be cancelled.';
      case 'to-queue':
        return 'The call could not be sent to the queue.';
      default:
        return 'That did not work.';
    }
  },
  somebody: 'the other person',
  /** Why, where it is known; the keys are the server's (`params.why`). */
  why: {
    'no-answer': 'Nobody answered.',
    busy: 'The line is busy.',
    declined: 'The call was declined.',
    failed: 'The number could not be reached.',
    'too-late': 'It took too long.',
    'leg-gone': 'Somebody had just hung up.',
    cancelled: 'It was cancelled.',
  } as Readonly<Record<string, string>>,
  stillHeld: (who: string) => `${who} is still on hold.`,
  asBefore: 'The call goes on as before.',
  close: 'Close this notice',

  /** Read out; never a time. */
  says: {
    held: (who: string) => `${who} is on hold`,
    ringsOther: (to: string) => `Calling ${to}; the customer waits`,
    talksOther: (to: string) => `You are talking to ${to}; the customer waits`,
    waitsOther: (who: string, to: string) => `You are talking to ${who}; ${to} waits`,
    together: (to: string) => `${to} is in the call; all three talk`,
    blind: (to: string) => `The call goes to ${to}`,
    second: (who: string) => `Second call: ${who}`,
    secondHeld: (who: string) => `${who} waits on the second line`,
    recording: { on: 'The call is being recorded', paused: 'The recording is paused', off: 'The call is not recorded' },
  },
};

export type ControlMessages = typeof control;
