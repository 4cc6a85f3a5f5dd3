import { describe, expect, it } from 'vitest';
import { problem } from '#shared/problem.ts';
import {
  AT,
  accepted,
  calls,
  card,
  dial,
  ID,
  invited,
  LATER,
  laura,
  liveIn,
  liveOut,
  made,
  OTHER_ID,
  placed,
  refusal,
  refused,
  run,
} from './call-machine.fixture.ts';
import { next } from './call-machine.ts';
import { type CallEvent, NO_CALL } from './call-state.ts';

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
    const { state, effects } = run(dial, refused);
    expect(state).toEqual(NO_CALL);
    expect(effects).toEqual([
      { do: 'connect', callId: ID },
      { do: 'tell-ended', callId: ID },
    ]);
  });

  it('takes the leg down that was connecting while the server refused, whichever comes first', () => {
    const before = run(dial, made, refused);
    expect(before.state).toEqual(NO_CALL);
    expect(before.effects.at(-1)).toEqual({ do: 'hang-up', leg: 1 });
    const after = run(dial, refused, made);
    expect(after.state).toEqual(NO_CALL);
    expect(after.effects.at(-1)).toEqual({ do: 'hang-up', leg: 1 });
    expect(run(dial, made, { type: 'leg-ended', leg: 1, at: LATER }, refused).state).toEqual(NO_CALL);
  });

  it('goes on when it rings already: only the server’s answer was lost', () => {
    const { state, effects } = run(dial, made, { type: 'leg-ringing', leg: 1 }, refused);
    expect(state.view).toMatchObject({ state: 'ringing-out', id: ID });
    expect(effects).not.toContainEqual({ do: 'hang-up', leg: 1 });
  });

  it('takes over what the server says while the far end rings already', () => {
    const { state } = run(dial, made, { type: 'leg-ringing', leg: 1 }, placed);
    expect(state.view).toMatchObject({ state: 'ringing-out', party: { match: { state: 'unknown' } } });
  });

  it('shows why the line refused the call, and gives the call id back', () => {
    const { state, effects } = run(dial, placed, { type: 'no-leg', at: LATER, callId: ID, problem: refusal });
    expect(state.view).toMatchObject({ state: 'ended', how: 'failed', problem: refusal });
    expect(effects.at(-1)).toEqual({ do: 'tell-ended', callId: ID });
  });

  it('gives the call id back, once it is known there, when the agent gives up while the server is asked', () => {
    const { state, effects } = run(dial, { type: 'end', at: AT }, placed);
    expect(state.view).toMatchObject({ state: 'ended', how: 'cancelled' });
    expect(effects.slice(1)).toEqual([
      { do: 'tell-ended', callId: ID },
      { do: 'tell-ended', callId: ID },
    ]);
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
    expect(run(dial, second).effects.at(-1)).toEqual({ do: 'reject', leg: 2 });
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
