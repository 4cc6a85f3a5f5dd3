import type { LiveBoard, RunningCall, WaitingCaller } from '#shared/api/supervise-api.ts';
import type { Replies } from '#test/gallery/fake-wire.ts';
import {
  ago,
  callId,
  ken,
  lauraMobile,
  mainLine,
  manchester,
  number,
  ortegaOffice,
  priya,
  tomas,
} from '#test/gallery/people.ts';
import { trouble } from '#test/gallery/phones.ts';

/** What an administrator sees of the calls that run, at several moments. */

const nothing: RunningCall['mine'] = { how: null, pending: null, failed: null };
const withPriya: RunningCall = {
  ...{ callId: callId(71), agentId: priya.id, agentName: priya.name, direction: 'incoming', state: 'talking' },
  ...{
    since: ago(754),
    other: { number: lauraMobile, name: 'Laura Gómez' },
    line: mainLine,
    lineName: 'Main line, Madrid',
  },
  ...{ listeners: [], mine: nothing, open: true },
};
const withKen: RunningCall = {
  ...{ callId: callId(72), agentId: ken.id, agentName: ken.name, direction: 'outgoing', state: 'held' },
  ...{ since: ago(38), other: { number: ortegaOffice, name: null }, line: manchester, lineName: null },
  ...{ listeners: [], mine: nothing, open: true },
};
const byTomas: RunningCall = {
  ...{ callId: callId(73), agentId: tomas.id, agentName: tomas.name, direction: 'outgoing', state: 'dialling' },
  ...{ since: ago(6), other: { number: number('+33612345678'), name: null }, line: mainLine, lineName: null },
  ...{ listeners: [], mine: nothing, open: false },
};
const waiting: readonly WaitingCaller[] = [
  {
    ...{ callId: callId(74), state: 'queued', since: ago(95), other: { number: null, name: null }, rings: [] },
    ...{ line: mainLine, lineName: 'Main line, Madrid' },
  },
  {
    ...{ callId: callId(75), state: 'ringing', since: ago(14), other: { number: ortegaOffice, name: null } },
    ...{ line: manchester, lineName: 'Manchester', rings: ['Ken Adeyemi', 'Jim Novak'] },
  },
];

const board = (over: Partial<LiveBoard>): Replies => {
  const value: LiveBoard = {
    supervision: true,
    calls: [withPriya, withKen, byTomas],
    waiting: [...waiting],
    seen: 'a',
    ...over,
  };
  const { supervision } = value;
  return {
    'admin.ask live': { ok: true, value: { reply: value } },
    'admin.ask liveAfter': 'never',
    'admin.ask teamRules': { ok: true, value: { reply: { supervision, awayAfterUnanswered: 0 } } },
    'admin.ask saveTeamRules': { ok: true, value: { reply: { supervision: !supervision, awayAfterUnanswered: 0 } } },
  };
};

export const live = board({});
export const liveOff = board({ supervision: false });
export const quiet = board({ calls: [], waiting: [] });
export const listening = board({
  calls: [
    {
      ...withPriya,
      listeners: [{ name: 'Ana Ruiz', how: 'whisper' }],
      mine: { how: 'whisper', pending: null, failed: null },
    },
    { ...withKen, mine: { ...nothing, pending: 'listen' } },
  ],
});
export const notReached = board({
  calls: [{ ...withPriya, mine: { ...nothing, failed: { what: 'listen', problem: trouble('control-failed') } } }],
  waiting: [],
});
