import type { TraceLine } from '#shared/api/trace-api.ts';

/** What a line says, already in the reader's words: names, keys, `1:10`. What the server left out is empty. */
export interface TraceValues {
  readonly name: string;
  readonly names: string;
  readonly keys: string;
  readonly label: string;
  readonly language: string;
  /** `20 s`, `1:10`; empty: not told. */
  readonly seconds: string;
  readonly why: string;
  readonly words: string;
  /** 0: not told. */
  readonly round: number;
  readonly place: number;
  /** Whom it rings is on a call: call waiting. */
  readonly second: boolean;
  /** To whom it was passed on. */
  readonly to: string;
  /** blind, consult, add; listen, whisper, barge. */
  readonly how: string;
  /** How well somebody heard: `4.2`, `1.5 %`, `12 ms`; empty: not measured. */
  readonly mos: string;
  readonly loss: string;
  readonly jitter: string;
}

const skipped: Readonly<Record<string, string>> = {
  offline: 'offline',
  away: 'on a break',
  'on-a-call': 'on a call',
  'not-active': 'no longer active in the CRM',
};

const leftQueue: Readonly<Record<string, string>> = {
  'voicemail-key': 'Chose to leave a voicemail.',
  'call-back-key': 'Chose to be called back.',
  full: 'The queue was full.',
  'too-long': 'Had waited as long as this number lets callers wait.',
  'nobody-online': 'Nobody was online any more.',
  closed: 'Opening hours ended.',
  failed: 'The queue could not be kept up.',
};

const gaveUp: Readonly<Record<string, string>> = {
  'leg-gone': 'the call ended before',
  refused: 'the telephone network refused',
  'too-late': 'it took too long',
  'no-answer': 'nobody answered',
  busy: 'the line was busy',
  declined: 'it was declined',
  failed: 'it could not be put through',
  cancelled: 'it was taken back',
};

const heard: Readonly<Record<string, string>> = {
  busy: 'Heard that everybody is on a call.',
  unavailable: 'Heard that nobody is available.',
  'nobody-answered': 'Heard that nobody could answer.',
  closed: 'Heard that it is outside opening hours.',
  'no-key': 'Heard a goodbye, since no key led anywhere.',
  'queue-full': 'Heard that the queue is full.',
  'waited-too-long': 'Heard that nobody has become free.',
  'voicemail-left': 'Heard thanks for the message.',
  apology: 'Heard an apology: Sidetone had a fault.',
};

const lines: Record<TraceLine['code'], (values: TraceValues) => string> = {
  arrived: () => 'The call came in.',
  refused: ({ why }) =>
    why === 'blocked' ? 'Not answered: the number is blocked.' : 'Not answered: withheld numbers are refused here.',
  closed: () => 'It was outside opening hours.',
  language: ({ language }) => `Chose ${language}.`,
  menu: ({ keys, label }) => `Pressed ${keys}${label === '' ? '' : `: ${label}`}.`,
  'wrong-key': ({ keys }) => `Pressed ${keys}, which leads nowhere.`,
  'no-key': () => 'Pressed nothing in time.',
  rang: ({ names, seconds, round, second }) =>
    `${second ? 'It rang beside the call of' : 'It rang for'} ${names}${seconds === '' ? '' : `, up to ${seconds}`}${round > 1 ? ` (round ${round})` : ''}.`,
  skipped: ({ name, why }) => `${name} was skipped: ${why}.`,
  declined: ({ name }) => `${name} declined.`,
  'no-answer': ({ name, seconds }) => `${name} didn’t answer${seconds === '' ? '' : ` for ${seconds}`}.`,
  queued: ({ place }) => (place > 1 ? `Joined the queue at place ${place}.` : 'Joined the queue, next to be answered.'),
  waited: ({ seconds }) => `Waited ${seconds}.`,
  'left-queue': ({ why }) => why,
  offered: ({ name }) => `${name} became free, and it rang there.`,
  answered: ({ name }) => `${name} answered.`,
  'recording-declined': () => 'Asked not to be recorded.',
  voicemail: ({ seconds }) => (seconds === '' ? 'Came to the voicemail.' : `Left a voicemail of ${seconds}.`),
  'call-back': () => 'Asked to be called back.',
  forwarded: () => 'Was put through to another number.',
  said: ({ words }) => words,
  'caller-gone': () => 'The caller hung up.',
  placed: ({ name }) => `${name} placed the call.`,
  held: ({ name }) => `${name} put the caller on hold.`,
  resumed: ({ name }) => `${name} took the caller off hold.`,
  transfer: ({ name, to, how }) =>
    how === 'consult'
      ? `${name} asked ${to} first.`
      : how === 'add'
        ? `${name} called ${to} in.`
        : `${name} passed the call on to ${to}.`,
  'transfer-taken': ({ name }) => `The call went over to ${name}.`,
  'transfer-completed': ({ name }) => `${name} handed the caller over.`,
  'transfer-joined': ({ name }) => `${name} brought everybody together.`,
  'transfer-cancelled': ({ name }) => `${name} took the caller back.`,
  'transfer-failed': ({ to, why }) => `${to} did not take it: ${why}.`,
  'to-queue': ({ name }) => `${name} sent the caller to the queue.`,
  'recording-started': ({ name }) => `${name} started the recording.`,
  'recording-paused': ({ name }) => `${name} paused the recording.`,
  'recording-resumed': ({ name }) => `${name} resumed the recording.`,
  'recording-stopped': ({ name }) => `${name} stopped the recording.`,
  listened: ({ name, how, seconds }) => {
    const did = how === 'whisper' ? 'whispered to the agent' : how === 'barge' ? 'spoke with both' : 'listened in';
    return `${name} ${did}${seconds === '' ? '' : ` for ${seconds}`}.`;
  },
  'line-lost': ({ name }) => (name === '' ? 'The agent’s line was lost.' : `The line to ${name} was lost.`),
  rescued: ({ name }) => `${name} was reached again.`,
  quality: ({ name, mos, loss, jitter }) => {
    const measured = [mos && `MOS ${mos} of 4.5`, loss && `${loss} of packets lost`, jitter && `jitter ${jitter}`];
    return `The sound at ${name}’s: ${measured.filter(Boolean).join(', ')}.`;
  },
  ended: ({ seconds }) => (seconds === '' ? 'The call ended.' : `The call ended after ${seconds} of talking.`),
};

/** What happened in a call, in words. The lines are about the caller where they name nobody. */
export const trace = {
  show: (what: string) => `What happened: ${what}`,
  title: (who: string) => `What happened in the call with ${who}`,
  loading: 'Looking it up',
  nothing: 'Nothing more is known of this call.',
  seconds: (n: number) => `${n} s`,
  skipped,
  leftQueue,
  heard,
  gaveUp,
  lines,
};

export type TraceMessages = typeof trace;
