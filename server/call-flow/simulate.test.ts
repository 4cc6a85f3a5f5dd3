import { describe, expect, it } from 'vitest';
import type { PretendedCall } from '#shared/api/call-flow-api.ts';
import type { CallFlow } from '#shared/call-flow/call-flow.schema.ts';
import { newPeople } from '#shared/call-flow/new-flow.ts';
import { textPrompt } from '#shared/call-flow/prompt.ts';
import {
  ana,
  flowOf,
  inTurn,
  ken,
  leadsTo,
  marta,
  menuOf,
  phone,
  sound,
  spoken,
  tomas,
  withQueue,
  withVoicemail,
} from './caller.fixture.ts';
import type { FlowWorld, PersonNow } from './flow-world.ts';
import { tryFlow } from './simulate.ts';

const person = (agentId: PersonNow['agentId'], name: string, changes: Partial<PersonNow> = {}): PersonNow => ({
  agentId,
  name,
  active: true,
  is: 'free',
  mobile: null,
  ...changes,
});
const team = [
  person(ken, 'Ken'),
  person(ana, 'Ana'),
  person(marta, 'Marta', { is: 'offline' }),
  person(tomas, 'Tomás'),
];
const world: FlowWorld = {
  people: team,
  soundNames: new Map([[sound('w'), 'bienvenue.mp3']]),
  isBlocked: (from) => from === phone('+34600999999'),
};
const tried = (flow: CallFlow, done: PretendedCall['done'], changes: Partial<PretendedCall> = {}, around = world) =>
  tryFlow(
    {
      number: null,
      flow,
      from: phone('+34600111222'),
      at: '2026-11-23T10:00:00Z',
      people: [],
      owner: null,
      waiting: 0,
      done,
      ...changes,
    },
    around,
  );
const press = (key: string) => ({ do: 'press', key }) as const;
const wait = { do: 'wait' } as const;
const busy = (...agentIds: PersonNow['agentId'][]) => ({
  people: agentIds.map((agentId) => ({ agentId, is: 'on-a-call' as const })),
});

const menu = menuOf([
  leadsTo('1', 'Sales', menuOf([leadsTo('1', 'Spain', newPeople([ana, ken, marta]))])),
  leadsTo('2', 'Support', newPeople([marta])),
]);
const ivr = flowOf({ answer: 'menu', menu, welcome: spoken('Thank you for calling.'), record: true });

describe('trying a number before it is saved', () => {
  it('lets hear what the caller hears, and shows who rings and who does not', () => {
    const { script, can, over } = tried(ivr, [press('1'), press('1')]);
    expect(script).toEqual([
      { line: 'said', text: 'Thank you for calling.', language: 'en-GB' },
      { line: 'said', text: 'Press 1 for Sales. Press 2 for Support.', language: 'en-GB' },
      { line: 'pressed', key: '1' },
      { line: 'said', text: 'Press 1 for Spain.', language: 'en-GB' },
      { line: 'pressed', key: '1' },
      { line: 'said', text: 'This call is recorded.', language: 'en-GB' },
      {
        line: 'rings',
        people: [
          { agentId: ken, on: 'softphone' },
          { agentId: ana, on: 'softphone' },
        ],
        skipped: [{ agentId: marta, why: 'offline' }],
        seconds: 30,
        round: 1,
        inTurn: false,
      },
    ]);
    expect(can).toEqual(['answer', 'wait', 'hang-up']);
    expect(over).toBe(false);
  });

  it('shows in which order people ring in turn, and why others are skipped', () => {
    const flow = flowOf({ people: inTurn([ana, ken, marta, tomas], true) });
    const { script } = tried(flow, [wait], { people: [{ agentId: tomas, is: 'away' }] });
    expect(script).toMatchObject([
      { people: [{ agentId: ken }], inTurn: true, round: 1 },
      { line: 'nobody-answered', seconds: 20 },
      { people: [{ agentId: ana }] },
    ]);
    expect(script[0]).toMatchObject({
      skipped: [
        { agentId: ana, why: 'later' },
        { agentId: marta, why: 'offline' },
        { agentId: tomas, why: 'away' },
      ],
    });
    expect(script[2]).toMatchObject({ skipped: [{ agentId: marta }, { agentId: tomas }] });
    expect(tried(flow, [wait, wait, wait]).script.at(-1)).toMatchObject({ round: 2 });
  });

  it('strikes out who has left the team, and rings a mobile where that is set', () => {
    const mobile = { number: phone('+34600000001'), when: 'when-not-online' as const };
    const people = [person(ana, 'Ana', { is: 'away', mobile }), person(ken, 'Ken', { active: false, mobile })];
    expect(tried(flowOf(), [], {}, { ...world, people }).script).toMatchObject([
      { people: [{ agentId: ana, on: 'mobile' }], skipped: [{ agentId: ken, why: 'not-active' }] },
    ]);
  });

  it('ends with whoever answers', () => {
    const { script, can, over } = tried(flowOf(), [{ do: 'answer', agentId: ken }]);
    expect(script.at(-1)).toEqual({ line: 'answered', agentId: ken });
    expect({ can, over }).toEqual({ can: [], over: true });
  });

  it('names a sound file as the admin knows it', () => {
    const welcome = { 'en-GB': { ...textPrompt('', 'en-GB'), kind: 'file' as const, file: sound('w') } };
    expect(tried(flowOf({ welcome }), []).script[0]).toEqual({
      line: 'played',
      name: 'bienvenue.mp3',
      file: sound('w'),
    });
  });

  it('says how long a menu waits, and how it ends', () => {
    const { script, over } = tried(ivr, [wait, wait, wait]);
    expect(script.at(-3)).toEqual({ line: 'no-key', seconds: 5 });
    expect(script.at(-1)).toEqual({ line: 'over', why: 'no-key' });
    expect(over).toBe(true);
  });

  it('refuses a blocked caller', () => {
    expect(tried(ivr, [], { from: phone('+34600999999') })).toEqual({
      script: [{ line: 'refused' }],
      can: [],
      over: true,
    });
  });

  it('goes by the pretended time', () => {
    const hours = { ...ivr.hours, on: true, week: [{ day: 1, from: '09:00', until: '18:00' }] };
    expect(tried({ ...ivr, hours }, []).over).toBe(false);
    expect(tried({ ...ivr, hours }, [], { at: '2026-11-23T17:00:00Z' }).script.at(-1)).toEqual({
      line: 'over',
      why: 'closed',
    });
  });

  it('replays what can still be done after the flow was changed, and leaves out the rest', () => {
    const { script, can } = tried(flowOf(), [press('1'), wait]);
    expect(script).toMatchObject([{ line: 'rings' }]);
    expect(can).toContain('answer');
    expect(tried(flowOf(), [{ do: 'answer', agentId: marta }, wait]).script).toHaveLength(1);
  });

  it('stops when the caller hangs up', () => {
    const { script, can } = tried(ivr, [{ do: 'hang-up' }, press('1')]);
    expect(script.at(-1)).toEqual({ line: 'over', why: 'hung-up' });
    expect(can).toEqual([]);
  });
});

describe('trying the queue', () => {
  const flow = flowOf({ queue: withQueue({ voicemailKey: '1', callBackKey: '2' }), voicemail: withVoicemail() });

  it('shows the caller’s place, and who before her is served first', () => {
    const free = { do: 'free', agentId: ana } as const;
    const { script, can } = tried(flow, [free, { do: 'free', agentId: ken }], { ...busy(ana, ken), waiting: 1 });
    expect(script).toMatchObject([
      { line: 'queued', place: 2, of: 10 },
      { line: 'queued', place: 1, of: 10 },
      { line: 'rings', people: [{ agentId: ken }] },
    ]);
    expect(can).toEqual(['answer', 'wait', 'hang-up']);
    expect(tried(flow, [free, wait], busy(ana, ken)).script.at(-1)).toMatchObject({ line: 'queued', place: 1 });
  });

  it('shows what happens when the wait gets too long, or the opening hours end before', () => {
    const { script } = tried(flow, [wait], busy(ana, ken));
    expect(script.slice(1, 5)).toMatchObject([
      { text: 'Your call is important to us and will be answered shortly.' },
      { text: 'To leave a message instead, press 1.' },
      { text: 'To be called back without losing your place, press 2 and hang up.' },
      { line: 'waited', seconds: 300 },
    ]);
    expect(script.at(-1)).toEqual({ line: 'voicemail', seconds: 120 });
    const hours = { ...flow.hours, on: true, week: [{ day: 1, from: '09:00', until: '11:02' }] };
    const closing = tried({ ...flow, hours, voicemail: flowOf().voicemail }, [wait], busy(ana, ken)).script;
    expect(closing).toContainEqual({ line: 'waited', seconds: 120 });
    expect(closing.at(-1)).toEqual({ line: 'over', why: 'closed' });
  });

  it('has the keys that were set', () => {
    expect(tried(flow, [press('1'), wait], busy(ana, ken)).script.at(-1)).toEqual({
      line: 'over',
      why: 'voicemail-left',
    });
    expect(tried(flow, [press('2')], busy(ana, ken)).script.at(-1)).toEqual({ line: 'over', why: 'call-back' });
    expect(tried(flow, [press('3')], busy(ana, ken)).over).toBe(false);
    expect(tried(flowOf({ queue: withQueue() }), [], busy(ana, ken)).can).toEqual(['free', 'wait', 'hang-up']);
  });
});
