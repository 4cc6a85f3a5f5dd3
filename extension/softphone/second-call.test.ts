import * as v from 'valibot';
import { beforeEach, describe, expect, it } from 'vitest';
import type { CallControl } from '#shared/call/control.ts';
import { callIdSchema } from '#shared/ids.ts';
import { problem } from '#shared/problem.ts';
import { failed } from '#shared/result.ts';
import { loadInCall } from './load-in-call.ts';
import { ID, LAURA, me, page, SoftphoneBench } from './softphone.fixture.ts';
import { FakeCall } from './voice-sdk.fixture.ts';

const OTHER = v.parse(callIdSchema, `c_${'b'.repeat(22)}`);
const talking: CallControl = {
  ...{ customer: 'talking', heldSince: null, pending: null, failed: null, recording: 'off', transfer: null },
  ...{ listeners: [], from: null, note: null },
};
const held: CallControl = { ...talking, customer: 'held', heldSince: '2026-03-02T09:00:00.000Z' };

let ana: SoftphoneBench;
let first: FakeCall;
let second: FakeCall;

/** Ana talks to Laura, and somebody else calls. */
beforeEach(async () => {
  ana = await SoftphoneBench.ready();
  first = await ana.rung();
  await ana.ask['call.answer']({ callId: null }, page);
  first.opens();
  await loadInCall();
  await hears(talking);
  second = await ana.rung(new FakeCall('+34911222333', { callId: OTHER }));
});

const hears = (control: CallControl) =>
  ana.says({
    type: 'calls',
    calls: [
      ana.card({ state: 'talking', control }),
      ana.card({ id: OTHER, party: { number: null, match: { state: 'unknown' } } }),
    ],
  });

describe('a second call', () => {
  it('beeps softly and does not ring in her ear', () => {
    expect(ana.shown).toMatchObject({ call: { id: ID, state: 'live' }, second: { id: OTHER, state: 'ringing' } });
    expect([ana.rings, ana.beeps]).toEqual([
      [false, true, false],
      [false, true],
    ]);
  });

  it('is answered once the first customer is on hold', async () => {
    const answered = ana.ask['second.answer']({ callId: null }, page);
    await ana.settle();
    expect(ana.controls).toEqual([{ callId: ID, ask: { what: 'hold', on: true } }]);
    expect(ana.shown.call?.id).toBe(ID);
    await hears(held);
    expect(await answered).toEqual({ ok: true, value: {} });
    ana.call.opens();
    await ana.settle();
    expect(ana.shown).toMatchObject({
      call: { id: OTHER, state: 'live' },
      second: { id: ID, state: 'live' },
      busy: true,
    });
    expect(first.asked.at(-1)).toBe('mute true');
    expect(first.state).toBe('open');
    expect(ana.beeps.at(-1)).toBe(false);
  });

  it('goes on ringing when the hold takes more than 8 s, and she is told', async () => {
    const answered = ana.ask['second.answer']({ callId: null }, page);
    await ana.settle(8_000);
    expect(await answered).toMatchObject({ ok: false, problem: { code: 'control-failed' } });
    expect(ana.shown).toMatchObject({ call: { id: ID, state: 'live' }, second: { state: 'ringing' } });
  });

  it('goes on ringing when the server is away, and she is told at once', async () => {
    ana.controlAnswers = failed(problem('server-away', 'Away.', { retry: true }));
    expect(await ana.ask['second.answer']({ callId: null }, page)).toMatchObject({
      ok: false,
      problem: { code: 'server-away' },
    });
    expect(ana.shown.second?.state).toBe('ringing');
  });

  it('is declined while she talks on', async () => {
    expect(await ana.ask['second.decline']({ callId: null }, page)).toEqual({ ok: true, value: {} });
    await ana.settle();
    expect(ana.shown).toMatchObject({ call: { id: ID, state: 'live' }, second: { state: 'ended', how: 'declined' } });
    expect(await ana.ask['second.decline']({ callId: null }, page)).toMatchObject({ problem: { code: 'call-gone' } });
  });

  it('rings aloud once the first has ended', async () => {
    first.ends('disconnect');
    await ana.settle();
    expect(ana.shown).toMatchObject({ call: { id: OTHER, state: 'ringing' }, second: { id: ID, state: 'ended' } });
    expect([ana.rings.at(-1), ana.beeps.at(-1)]).toEqual([true, false]);
  });

  it('is neither hung up nor declined, muted, given tones or a record by what was meant for the first, which has just ended', async () => {
    const record = { kind: 'contact' as const, id: '7' };
    first.ends('disconnect');
    expect(await ana.ask['call.end']({ callId: ID }, page)).toEqual({ ok: true, value: {} });
    const gone = { ok: false, problem: { code: 'call-gone' } };
    expect(await ana.ask['call.decline']({ callId: ID }, page)).toMatchObject(gone);
    expect(await ana.ask['call.answer']({ callId: ID }, page)).toMatchObject(gone);
    expect(await ana.ask['call.chooseRecord']({ callId: ID, record }, page)).toMatchObject(gone);
    await ana.settle();
    expect(ana.shown.call).toMatchObject({ id: OTHER, state: 'ringing', record: null });
    await ana.ask['call.answer']({ callId: OTHER }, page);
    second.opens();
    expect(await ana.ask['call.mute']({ callId: ID, muted: true }, page)).toMatchObject(gone);
    expect(await ana.ask['call.sendDigits']({ callId: ID, digits: '1' }, page)).toMatchObject(gone);
    expect(await ana.ask['call.end']({ callId: ID }, page)).toEqual({ ok: true, value: {} });
    await ana.settle();
    expect(ana.shown.call).toMatchObject({ id: OTHER, state: 'live', muted: false, digits: '' });
    await ana.ask['call.end']({ callId: OTHER }, page);
    await ana.settle();
    expect(ana.shown.call).toMatchObject({ id: OTHER, state: 'ended', how: 'hung-up' });
  });

  it('is neither answered nor declined by what was meant for another one that rang before it', async () => {
    const gone = { ok: false, problem: { code: 'call-gone' } };
    expect(await ana.ask['second.answer']({ callId: ID }, page)).toMatchObject(gone);
    expect(await ana.ask['second.decline']({ callId: ID }, page)).toMatchObject(gone);
    await ana.settle();
    expect(ana.controls).toEqual([]);
    expect(ana.shown.second).toMatchObject({ id: OTHER, state: 'ringing' });
    expect(await ana.ask['second.decline']({ callId: OTHER }, page)).toEqual({ ok: true, value: {} });
  });

  it('can’t be swapped with before it is answered', async () => {
    expect(await ana.ask['second.swap']({}, page)).toMatchObject({ problem: { code: 'call-gone' } });
  });

  it('leaves the line alone: neither call is cut while either is on', async () => {
    const answered = ana.ask['second.answer']({ callId: null }, page);
    await hears(held);
    await answered;
    ana.call.opens();
    first.ends('disconnect');
    await ana.settle();
    expect(ana.shown.call).toMatchObject({ id: OTHER, state: 'live' });
    expect(ana.devices.map(({ destroyed }) => destroyed)).toEqual([false, false]);
    expect(ana.shown.second).toMatchObject({ id: ID, party: { number: LAURA }, state: 'ended' });
  });

  it('keeps her from being rung anew while she notes the one that ended beside it', async () => {
    await ana.says({ type: 'me', me: { ...me, wrapUp: { mayLeaveOut: false, seconds: 60 } } });
    const answered = ana.ask['second.answer']({ callId: null }, page);
    await hears(held);
    await answered;
    ana.call.opens();
    await ana.settle(1_000);
    first.ends('disconnect');
    await ana.settle();
    expect(ana.shown).toMatchObject({ call: { id: OTHER, state: 'live' }, wrappingUp: true });
  });
});
