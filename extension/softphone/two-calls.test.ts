import { describe, expect, it } from 'vitest';
import type { CallControl } from '#shared/call/control.ts';
import {
  AT,
  accepted,
  calls,
  card,
  ID,
  invited,
  LATER,
  liveIn,
  liveOut,
  OTHER_ID,
  refusal,
} from './call-machine.fixture.ts';
import { nextOfTwo } from './two-calls.ts';
import { NO_CALLS, type TwoCalls, type TwoCallsEffect, type TwoCallsEvent } from './two-calls-state.ts';

const talking: CallControl = {
  ...{ customer: 'talking', heldSince: null, pending: null, failed: null, recording: 'off', transfer: null },
  ...{ listeners: [], from: null, note: null },
};
const held: CallControl = { ...talking, customer: 'held', heldSince: AT };

const on = (control: CallControl | null, id = ID) => card({ id, state: 'talking', control });
const beside = { ...invited, leg: 2, callId: OTHER_ID };
const answer = { type: 'second-answer', at: LATER } as const;
const swap = { type: 'second-swap', at: LATER } as const;
const ended = (leg: number) => ({ type: 'leg-ended', leg, at: LATER }) as const;

function run(...events: TwoCallsEvent[]): { state: TwoCalls; effects: TwoCallsEffect[]; last: TwoCallsEffect[] } {
  let state = NO_CALLS;
  const effects: TwoCallsEffect[] = [];
  let last: TwoCallsEffect[] = [];
  for (const event of events) {
    ({ state, effects: last } = nextOfTwo(state, event));
    effects.push(...last);
  }
  return { state, effects, last };
}
const shown = ({ front, beside: other }: TwoCalls) => [
  front.view && [front.view.id, front.view.state],
  other.view && [other.view.id, other.view.state],
];
const settled = (effects: TwoCallsEffect[]) =>
  effects.flatMap((effect) => (effect.do === 'settle' ? [effect.problem?.code ?? 'done'] : []));

const both = [...liveIn, calls(on(talking)), beside] satisfies TwoCallsEvent[];
const taken = [
  ...both,
  answer,
  calls(on(held), on(talking, OTHER_ID)),
  { ...accepted, leg: 2 },
] satisfies TwoCallsEvent[];

describe('a call that comes while she talks', () => {
  it('rings beside hers, which goes on', () => {
    const { state, effects } = run(...both);
    expect(shown(state)).toEqual([
      [ID, 'live'],
      [OTHER_ID, 'ringing'],
    ]);
    expect(effects).not.toContainEqual({ do: 'reject', leg: 2 });
  });

  it('is declined at once where there is a second one already, or hers is not answered yet', () => {
    expect(run(...both, { ...beside, leg: 3, callId: null }).last).toEqual([{ do: 'reject', leg: 3 }]);
    expect(run(invited, beside).last).toEqual([{ do: 'reject', leg: 2 }]);
  });

  it('is declined without a word to hers', () => {
    const { state, last } = run(...both, { type: 'second-decline', at: LATER });
    expect(last).toEqual([{ do: 'reject', leg: 2 }]);
    expect(state.front.view?.state).toBe('live');
    expect(state.beside.view).toMatchObject({ state: 'ended', how: 'declined' });
  });

  it('comes to the front as an ordinary ringing call when hers ends', () => {
    const { state } = run(...both, ended(1));
    expect(shown(state)).toEqual([
      [OTHER_ID, 'ringing'],
      [ID, 'ended'],
    ]);
  });

  it('makes no difference to hers when its caller gives up', () => {
    const { state } = run(...both, ended(2));
    expect(shown(state)).toEqual([
      [ID, 'live'],
      [OTHER_ID, 'ended'],
    ]);
  });
});

describe('answering it', () => {
  it('asks for a hold first, and answers nothing before Twilio has confirmed it', () => {
    const { state, last } = run(...both, answer);
    expect(last).toEqual([{ do: 'hold', callId: ID, n: 1 }]);
    expect(shown(state)).toEqual([
      [ID, 'live'],
      [OTHER_ID, 'ringing'],
    ]);
    expect(run(...both, answer, calls(on({ ...talking, pending: 'hold' }))).last).toEqual([]);
  });

  it('brings it to the front once the first customer is held, and her voice with it', () => {
    const { state, last } = run(...both, answer, calls(on(held), on(null, OTHER_ID)));
    expect(last).toEqual([
      { do: 'speak-on', leg: 2, muted: false },
      { do: 'accept', leg: 2 },
      { do: 'limit', leg: 2, wait: 'answer' },
      { do: 'settle', problem: null },
    ]);
    expect(shown(state)).toEqual([
      [OTHER_ID, 'answering'],
      [ID, 'live'],
    ]);
  });

  it('waits for nothing when the first customer is on hold already', () => {
    const { state } = run(...liveIn, calls(on(held)), beside, answer);
    expect(shown(state)).toEqual([
      [OTHER_ID, 'answering'],
      [ID, 'live'],
    ]);
  });

  it.each([
    ['the server refuses', { type: 'not-held', n: 1, problem: refusal, at: LATER }],
    ['it takes too long', { type: 'not-held', n: 1, problem: refusal, at: LATER }],
  ] satisfies [string, TwoCallsEvent][])('is told when %s to hold, and the second goes on ringing', (_, event) => {
    const { state, last } = run(...both, answer, event);
    expect(settled(last)).toEqual([refusal.code]);
    expect(shown(state)).toEqual([
      [ID, 'live'],
      [OTHER_ID, 'ringing'],
    ]);
    const again = run(...both, answer, event, answer, event);
    expect(again.last, 'the time limit of the first try does not end the second').toEqual([]);
    expect(again.state.wanted).toEqual({ what: 'answer', n: 2 });
  });

  it('is told that it can’t be where the server does not hold calls', () => {
    const { last, effects } = run(...liveIn, calls(card({ state: 'talking' })), beside, answer);
    expect(settled(last)).toEqual(['control-failed']);
    expect(effects).not.toContainEqual({ do: 'hold', callId: ID, n: 1 });
  });

  it('brings the customer back from hold when the second caller gives up meanwhile', () => {
    const { state, last } = run(...both, answer, ended(2));
    expect(last).toEqual([
      { do: 'ask', callId: ID, ask: { what: 'hold', on: false } },
      { do: 'settle', problem: expect.objectContaining({ code: 'call-gone' }) },
    ]);
    expect(state.wanted).toBeNull();
  });

  it('is done at once when the first call ends meanwhile', () => {
    const { state, last } = run(...both, answer, ended(1));
    expect(last).toContainEqual({ do: 'accept', leg: 2 });
    expect(settled(last)).toEqual(['done']);
    expect(shown(state)[0]).toEqual([OTHER_ID, 'answering']);
  });

  it('of a call that is gone is told', () => {
    expect(settled(run(...liveIn, answer).last)).toEqual(['call-gone']);
    expect(settled(run(...both, ended(2), answer).last)).toEqual(['call-gone']);
  });
});

describe('two calls', () => {
  it('swap: the one she leaves is held before she speaks to the other, who is then taken from hold', () => {
    expect(run(...taken, swap).last).toEqual([{ do: 'hold', callId: OTHER_ID, n: 2 }]);
    const { state, last } = run(...taken, swap, calls(on(held), on(held, OTHER_ID)));
    expect(last).toEqual([
      { do: 'speak-on', leg: 1, muted: false },
      { do: 'ask', callId: ID, ask: { what: 'hold', on: false } },
      { do: 'settle', problem: null },
    ]);
    expect(shown(state)).toEqual([
      [ID, 'live'],
      [OTHER_ID, 'live'],
    ]);
  });

  it('remember for each of them whether she is muted', () => {
    const back = run(
      ...[...taken, { type: 'mute', muted: true } as const, swap, calls(on(held), on(held, OTHER_ID))],
      ...[calls(on(talking), on(held, OTHER_ID)), swap, calls(on(held), on(held, OTHER_ID))],
    );
    expect(back.last).toContainEqual({ do: 'speak-on', leg: 2, muted: true });
  });

  it('come back to the held one when the other ends: she hears and is heard there, and resumes it herself', () => {
    const { state, last } = run(...taken, { type: 'end', at: LATER });
    expect(last).toEqual([
      { do: 'tell-ended', callId: OTHER_ID },
      { do: 'hang-up', leg: 2 },
      { do: 'speak-on', leg: 1, muted: false },
    ]);
    expect(state.front.view).toMatchObject({ id: ID, state: 'live', control: held });
    expect(state.beside.view).toMatchObject({ id: OTHER_ID, state: 'ended' });
  });

  it('go on with the front one when the held customer hangs up', () => {
    const { state } = run(...taken, ended(1));
    expect(shown(state)).toEqual([
      [OTHER_ID, 'live'],
      [ID, 'ended'],
    ]);
  });

  it('are put away together once both have ended', () => {
    const { state } = run(...taken, ended(1), ended(2), { type: 'dismiss' });
    expect(shown(state)).toEqual([null, null]);
  });
});

describe('her own call that rings again', () => {
  it('replaces the leg that was lost', () => {
    const { state, last } = run(...liveIn, calls(on(talking)), { ...invited, leg: 5 });
    expect(last).toContainEqual({ do: 'hang-up', leg: 1 });
    expect(state.front).toMatchObject({ leg: 5, view: { id: ID, state: 'ringing' } });
    expect(shown(nextOfTwo(state, ended(1)).state)).toEqual([[ID, 'ringing'], null]);
  });
});

describe('a call that is over for the server', () => {
  const overdue = (leg: number) => ({ type: 'overdue', leg, wait: 'over', at: LATER }) as const;
  const over = calls(card({ state: 'ended', disposition: 'answered' }));

  it('is not hers for ever: its leg is hung up after a short wait', () => {
    const waits = run(...liveIn, calls(on(talking)), over);
    expect(waits.last).toEqual([{ do: 'limit', leg: 1, wait: 'over' }]);
    expect(waits.state.front.view?.state).toBe('live');
    const { state, last } = run(...liveIn, calls(on(talking)), over, overdue(1));
    expect(last).toEqual([{ do: 'hang-up', leg: 1 }]);
    expect(state.front.view).toMatchObject({ state: 'ended', how: 'they-hung-up' });
  });

  it('is found out too when it ended while the server was out of reach', () => {
    const { state } = run(...liveOut, calls(on(talking)), calls(), overdue(1));
    expect(state.front.view?.state).toBe('ended');
  });

  it('goes on when the server takes its word back, or never knew of it', () => {
    expect(run(...liveIn, calls(on(talking)), over, calls(on(talking)), overdue(1)).state.front.view?.state).toBe(
      'live',
    );
    expect(run(...liveIn, calls(), overdue(1)).state.front.view?.state).toBe('live');
  });

  it('stops ringing out', () => {
    const ringing = liveOut.slice(0, 4);
    const { state } = run(...ringing, calls(card({ state: 'ringing' })), over, overdue(1));
    expect(state.front.view).toMatchObject({ state: 'ended', how: 'no-answer' });
  });
});

describe('whatever comes, in whatever order', () => {
  const legs = (leg: number): TwoCallsEvent[] => [
    ...[{ ...invited, leg, callId: leg === 1 ? ID : OTHER_ID }, { ...accepted, leg }, ended(leg)],
    { type: 'overdue', leg, wait: 'answer', at: LATER },
    { type: 'overdue', leg, wait: 'over', at: LATER },
  ];
  const all: TwoCallsEvent[] = [
    ...[...legs(1), ...legs(2), answer, swap, { type: 'second-decline', at: LATER } as const],
    ...[calls(), calls(on(talking)), calls(on(held), on(talking, OTHER_ID)), calls(on(held), on(held, OTHER_ID))],
    ...([{ type: 'answer', at: AT }, { type: 'end', at: LATER }, { type: 'dismiss' }] as const),
    { type: 'not-held', n: 1, problem: refusal, at: LATER },
  ];

  it('nobody is left beside an empty front, nothing waits for nobody, and no leg is in both places', () => {
    const seen = new Map<string, TwoCalls>([['', NO_CALLS]]);
    let edge: TwoCalls[] = [NO_CALLS];
    for (let depth = 0; depth < 7; depth++) {
      const found: TwoCalls[] = [];
      for (const state of edge) {
        for (const event of all) {
          const { state: after } = nextOfTwo(state, event);
          const key = JSON.stringify({ ...after, holds: 0, wanted: after.wanted?.what });
          if (seen.has(key)) continue;
          seen.set(key, after);
          found.push(after);
        }
      }
      edge = found.slice(0, 400);
    }
    expect(seen.size).toBeGreaterThan(300);
    for (const { front, beside: other, wanted } of seen.values()) {
      const alone = front.view === null || front.view.state === 'ended';
      expect(alone && other.view !== null && other.view.state !== 'ended').toBe(false);
      if (wanted)
        expect([front.view?.state, other.view?.state]).toEqual(['live', wanted.what === 'answer' ? 'ringing' : 'live']);
      if (front.leg !== null) expect(front.leg).not.toBe(other.leg);
    }
  });
});
