import { describe, expect, it } from 'vitest';
import { callViewSchema } from '#extension/wire/contract.ts';
import type { LiveCall } from '#shared/api/events.ts';
import { callIdSchema, e164Schema } from '#shared/ids.ts';
import { problem } from '#shared/problem.ts';
import { next } from './call-machine.ts';
import { type CallEffect, type CallEvent, type CallState, NO_CALL } from './call-state.ts';

const ID = callIdSchema.parse(`c_${'a'.repeat(22)}`);
const OTHER_ID = callIdSchema.parse(`c_${'b'.repeat(22)}`);
const CUSTOMER = e164Schema.parse('+34612345678');
const LINE = e164Schema.parse('+34910601234');
const AT = '2026-03-02T09:00:00.000Z';
const LATER = '2026-03-02T09:01:05.000Z';
const laura = {
  ref: { kind: 'contact' as const, id: '1' },
  ...{ name: 'Laura Gómez', company: null, title: null, ownerName: null, email: null, url: 'https://crm.zoho.eu/1' },
};
const refusal = problem('call-refused', 'Refused.');

const dial: CallEvent = {
  ...{ type: 'dial', at: AT, party: { number: CUSTOMER, match: { state: 'looking' } }, record: null, line: LINE },
};
const placed: CallEvent = {
  ...{ type: 'placed', at: AT, callId: ID, line: LINE, party: { number: CUSTOMER, match: { state: 'unknown' } } },
};
const invited: CallEvent = { type: 'invited', at: AT, leg: 1, callId: ID, from: CUSTOMER, line: LINE };
const card = (more: Partial<LiveCall> = {}): LiveCall => ({
  ...{ id: ID, direction: 'incoming', state: 'ringing', line: LINE, lineName: 'Sales', startedAt: AT },
  ...{ party: { number: CUSTOMER, match: { state: 'known', records: [laura] } }, answeredAt: null },
  ...{ disposition: null, answeredElsewhere: null, ...more },
});
const calls = (...list: LiveCall[]): CallEvent => ({ type: 'calls', at: LATER, calls: list });

function run(...events: CallEvent[]): { state: CallState; effects: CallEffect[] } {
  let state = NO_CALL;
  const effects: CallEffect[] = [];
  for (const event of events) {
    const step = next(state, event);
    state = step.state;
    effects.push(...step.effects);
  }
  return { state, effects };
}

const accepted: CallEvent = { type: 'leg-accepted', leg: 1, at: AT };
const made: CallEvent = { type: 'leg-made', leg: 1 };
const liveOut = [dial, placed, made, { type: 'leg-ringing', leg: 1 }, accepted] satisfies CallEvent[];
const liveIn = [invited, { type: 'answer', at: AT }, accepted] satisfies CallEvent[];

describe('calling out', () => {
  it('goes from dialling over ringing to talking, and ends when the agent hangs up', () => {
    const { state, effects } = run(...liveOut, { type: 'end', at: LATER });
    expect(state.view).toMatchObject({ state: 'ended', how: 'hung-up', talkedSeconds: 65, id: ID });
    expect(effects).toEqual([
      { do: 'connect', callId: ID },
      { do: 'limit', leg: 1, wait: 'connect' },
      { do: 'tell-ended', callId: ID },
      { do: 'hang-up', leg: 1 },
    ]);
  });

  it('talks at once when the far end answers without ringing', () => {
    expect(run(dial, placed, made, accepted).state.view).toMatchObject({ state: 'live', muted: false, digits: '' });
  });

  it('is as if nothing had happened when the server refuses the number', () => {
    expect(run(dial, { type: 'refused', at: LATER, problem: refusal })).toEqual({ state: NO_CALL, effects: [] });
  });

  it('shows why the line refused the call, and gives the call id back', () => {
    const { state, effects } = run(dial, placed, { type: 'refused', at: LATER, problem: refusal });
    expect(state.view).toMatchObject({ state: 'ended', how: 'failed', problem: refusal });
    expect(effects.at(-1)).toEqual({ do: 'tell-ended', callId: ID });
  });

  it('places no call when the agent gives up while the server is asked, and gives the call id back', () => {
    const { state, effects } = run(dial, { type: 'end', at: AT }, placed);
    expect(state.view).toMatchObject({ state: 'ended', how: 'cancelled' });
    expect(effects).toEqual([{ do: 'tell-ended', callId: ID }]);
  });

  it('hangs up a leg that comes up after the agent gave up', () => {
    const { state, effects } = run(dial, placed, { type: 'end', at: AT }, made);
    expect(state.view).toMatchObject({ state: 'ended', how: 'cancelled' });
    expect(effects.at(-1)).toEqual({ do: 'hang-up', leg: 1 });
  });

  it('says no answer when nobody picks up, busy when the line is busy', () => {
    expect(run(dial, placed, made, { type: 'leg-ended', leg: 1, at: LATER }).state.view).toMatchObject({
      how: 'no-answer',
    });
    const busy: CallEvent = { type: 'leg-failed', leg: 1, at: LATER, how: 'busy', problem: refusal };
    expect(run(dial, placed, made, busy).state.view).toMatchObject({ how: 'busy', problem: null });
  });

  it('lets the server tell busy from no answer where the SDK only saw an end', () => {
    const over = card({ direction: 'outgoing', state: 'ended', disposition: 'busy' });
    expect(run(dial, placed, made, { type: 'leg-ended', leg: 1, at: LATER }, calls(over)).state.view).toMatchObject({
      how: 'busy',
    });
  });

  it('shows the blocked microphone although the disconnect comes before its error', () => {
    const blocked = problem('microphone-blocked', 'Blocked.');
    const { state } = run(...[dial, placed, made, { type: 'leg-ended', leg: 1, at: LATER } as const], {
      type: 'leg-failed',
      leg: 1,
      at: LATER,
      how: 'failed',
      problem: blocked,
    });
    expect(state.view).toMatchObject({ state: 'ended', how: 'failed', problem: blocked });
  });

  it('gives up after 30 s without any sign of the far end', () => {
    const { state, effects } = run(dial, placed, made, { type: 'overdue', leg: 1, wait: 'connect', at: LATER });
    expect(state.view).toMatchObject({ state: 'ended', how: 'failed', problem: { code: 'call-refused' } });
    expect(effects.slice(-2)).toEqual([
      { do: 'tell-ended', callId: ID },
      { do: 'hang-up', leg: 1 },
    ]);
  });

  it('lets a phone ring longer than that', () => {
    const ringing = run(dial, placed, made, { type: 'leg-ringing', leg: 1 }).state;
    expect(next(ringing, { type: 'overdue', leg: 1, wait: 'connect', at: LATER }).state).toBe(ringing);
  });

  it('takes the card of the running call for the caller facts', () => {
    const { state } = run(...liveOut, calls(card({ direction: 'outgoing', state: 'talking' })));
    expect(state.view).toMatchObject({ state: 'live', lineName: 'Sales', party: { match: { state: 'known' } } });
  });
});

describe('being called', () => {
  it('rings, is answered and ends when the caller hangs up', () => {
    const { state, effects } = run(...liveIn, { type: 'leg-ended', leg: 1, at: LATER });
    expect(state.view).toMatchObject({ state: 'ended', how: 'they-hung-up', talkedSeconds: 65 });
    expect(effects).toEqual([
      { do: 'accept', leg: 1 },
      { do: 'limit', leg: 1, wait: 'answer' },
    ]);
  });

  it('shows the card whether it comes before the ringing or after it', () => {
    const before = run(calls(card()), invited).state.view;
    const after = run(invited, calls(card())).state.view;
    expect(before).toEqual(after);
    expect(before).toMatchObject({ state: 'ringing', lineName: 'Sales', party: { match: { state: 'known' } } });
  });

  it('finds the call of an invite without our id by its caller, unless two callers could be meant', () => {
    const nameless: CallEvent = { ...invited, callId: null };
    expect(run(calls(card()), nameless).state.view).toMatchObject({ id: ID });
    expect(run(calls(card(), card({ id: OTHER_ID })), nameless).state.view).toMatchObject({ id: null });
  });

  it('declines without ending the call for the colleagues who ring too', () => {
    const { state, effects } = run(invited, { type: 'end', at: LATER });
    expect(state.view).toMatchObject({ state: 'ended', how: 'declined' });
    expect(effects).toEqual([{ do: 'reject', leg: 1 }]);
  });

  it('stops ringing as soon as the server says that a colleague answered', () => {
    const taken = card({ state: 'ended', disposition: 'answered', answeredElsewhere: 'Ken' });
    const { state, effects } = run(invited, calls(taken));
    expect(state.view).toMatchObject({ state: 'ended', how: 'elsewhere', answeredBy: 'Ken' });
    expect(effects).toEqual([{ do: 'silence', leg: 1 }]);
  });

  it('names the colleague although the cancel came first', () => {
    const taken = card({ state: 'ended', disposition: 'answered', answeredElsewhere: 'Ken' });
    const { state } = run(invited, { type: 'leg-ended', leg: 1, at: LATER }, calls(taken));
    expect(state.view).toMatchObject({ state: 'ended', how: 'elsewhere', answeredBy: 'Ken' });
  });

  it('says that the caller gave up, before and while answering', () => {
    const gone: CallEvent = { type: 'leg-ended', leg: 1, at: LATER };
    expect(run(invited, gone).state.view).toMatchObject({ how: 'gave-up' });
    expect(run(invited, { type: 'answer', at: AT }, gone).state.view).toMatchObject({ how: 'gave-up' });
  });

  it('keeps a withheld number withheld', () => {
    expect(run({ ...invited, from: null }).state.view).toMatchObject({
      party: { number: null, match: { state: 'unknown' } },
    });
  });

  it('turns a second caller away while a call is going on', () => {
    const second: CallEvent = { ...invited, leg: 2, callId: OTHER_ID };
    const { state, effects } = run(...liveIn, second);
    expect(state.view).toMatchObject({ state: 'live', id: ID });
    expect(effects.at(-1)).toEqual({ do: 'reject', leg: 2 });
    expect(run(dial, second).effects).toEqual([{ do: 'reject', leg: 2 }]);
  });

  it('tells the server the chosen record, once the call is known', () => {
    const choose: CallEvent = { type: 'choose-record', record: laura.ref };
    const told = { do: 'tell-record', callId: ID, record: laura.ref };
    expect(run(invited, choose, choose).effects).toEqual([told]);
    expect(run({ ...invited, callId: null }, choose, calls(card())).effects).toEqual([told]);
  });
});

describe('while talking', () => {
  it('mutes once however often it is asked, and remembers the digits', () => {
    const mute: CallEvent = { type: 'mute', muted: true };
    const { state, effects } = run(
      ...liveIn,
      mute,
      mute,
      { type: 'digits', digits: '12#' },
      { type: 'digits', digits: '0' },
    );
    expect(state.view).toMatchObject({ muted: true, digits: '12#0' });
    expect(effects.slice(2).map((effect) => effect.do)).toEqual(['mute', 'send-digits', 'send-digits']);
  });

  it('goes on while the signalling is away', () => {
    const { state } = run(...liveIn, { type: 'leg-reconnecting', leg: 1 });
    expect(state.view).toMatchObject({ state: 'live', reconnecting: true });
    expect(next(state, { type: 'leg-reconnected', leg: 1 }).state.view).toMatchObject({ reconnecting: false });
  });

  it('goes on when the server thinks it is over', () => {
    expect(run(...liveIn, calls(card({ state: 'ended', disposition: 'missed' })), calls()).state.view).toMatchObject({
      state: 'live',
    });
  });

  it('does not dial a second call', () => {
    const { state } = run(...liveIn);
    expect(next(state, dial)).toEqual({ state, effects: [] });
  });
});

it('puts an ended call away, and nothing else', () => {
  expect(run(invited, { type: 'leg-ended', leg: 1, at: LATER }, { type: 'dismiss' }).state.view).toBeNull();
  expect(run(invited, { type: 'dismiss' }).state.view).toMatchObject({ state: 'ringing' });
});

describe('whatever comes, in whatever order', () => {
  const legEvents = (leg: number): CallEvent[] => [
    { type: 'leg-made', leg },
    { ...invited, leg, callId: leg % 2 ? ID : null },
    { type: 'leg-ringing', leg },
    { type: 'leg-accepted', leg, at: AT },
    { type: 'leg-reconnecting', leg },
    { type: 'leg-reconnected', leg },
    { type: 'leg-ended', leg, at: LATER },
    { type: 'leg-failed', leg, at: LATER, how: 'failed', problem: refusal },
    { type: 'overdue', leg, wait: 'connect', at: LATER },
    { type: 'overdue', leg, wait: 'answer', at: LATER },
  ];
  const all: CallEvent[] = [
    ...[dial, placed, { ...placed, callId: OTHER_ID }, calls(), calls(card()), calls(card({ id: OTHER_ID }))],
    calls(card({ state: 'ended', disposition: 'answered', answeredElsewhere: 'Ken' })),
    ...[1, 2, 3].flatMap(legEvents),
    { type: 'refused', at: LATER, problem: refusal },
    { type: 'answer', at: AT },
    { type: 'end', at: LATER },
    { type: 'mute', muted: true },
    { type: 'mute', muted: false },
    { type: 'digits', digits: '5' },
    { type: 'choose-record', record: laura.ref },
    { type: 'dismiss' },
  ];

  /** Every state that can be reached within five events. */
  function reachable(): CallState[] {
    const seen = new Map<string, CallState>([['', NO_CALL]]);
    let edge: CallState[] = [NO_CALL];
    for (let depth = 0; depth < 5; depth++) {
      const found: CallState[] = [];
      for (const state of edge) {
        for (const event of all) {
          const { state: after } = next(state, event);
          const key = JSON.stringify(after);
          if (seen.has(key)) continue;
          seen.set(key, after);
          found.push(after);
        }
      }
      edge = found.slice(0, 1_500);
    }
    return [...seen.values()];
  }
  const states = reachable();

  it('shows only what the contract allows', () => {
    expect(states.length).toBeGreaterThan(500);
    for (const { view } of states) if (view !== null) expect(callViewSchema.safeParse(view).success).toBe(true);
  });

  it('changes nothing when an event comes twice, but for digits, which are pressed twice', () => {
    for (const state of states) {
      for (const event of all) {
        if (event.type === 'digits') continue;
        const once = next(state, event);
        const twice = next(once.state, event);
        expect(twice.state, `${event.type} in ${JSON.stringify(state)}`).toEqual(once.state);
      }
    }
  });

  it('ignores the events of a leg that is not its own', () => {
    for (const state of states) {
      for (const event of legEvents(9)) {
        if (event.type === 'leg-made' || event.type === 'invited') continue;
        expect(next(state, event)).toEqual({ state, effects: [] });
      }
    }
  });

  it('brings an ended call back by no event but a new call', () => {
    for (const state of states.filter(({ view }) => view?.state === 'ended')) {
      for (const event of all) {
        if (event.type === 'dial' || event.type === 'invited' || event.type === 'dismiss') continue;
        expect(next(state, event).state.view?.state).toBe('ended');
      }
    }
  });

  it('never leaves a leg of its own connected once the agent has ended the call', () => {
    for (const state of states) {
      if (state.leg === null || state.view === null || state.view.state === 'ended') continue;
      const { effects } = next(state, { type: 'end', at: LATER });
      expect(effects.some((e) => (e.do === 'hang-up' || e.do === 'reject') && e.leg === state.leg)).toBe(true);
    }
  });
});
