import { beforeEach, expect, it } from 'vitest';
import type { CallControl } from '#shared/call/control.ts';
import type { SdkSample } from './sdk-seam.ts';
import { ID, LAURA, me, page, SoftphoneBench } from './softphone.fixture.ts';
import { FakeCall } from './voice-sdk.fixture.ts';

const SID = `CA${'0'.repeat(32)}`;
const bad: SdkSample = {
  ...{ mos: 2.5, jitter: 60, rtt: 300, audioInputLevel: 0, totals: { packetsLost: 10, packetsReceived: 90 } },
};
let ana: SoftphoneBench;
let call: FakeCall;

beforeEach(async () => {
  ana = await SoftphoneBench.ready();
  await ana.says({ type: 'me', me: { ...me, contractMinor: 4 } });
  call = new FakeCall(LAURA, { callId: ID });
  call.parameters.CallSid = SID;
  await ana.rung(call);
  await ana.ask['call.answer']({ callId: null }, page);
  call.opens();
  await ana.settle();
});

const quality = () => (ana.shown.call?.state === 'live' ? ana.shown.call.quality : undefined);

it('is shown how well she is heard, and the worst of what keeps her from it', async () => {
  expect(quality()).toBeNull();
  call.emit('sample', bad);
  call.emit('warning', 'high-jitter');
  call.emit('warning', 'high-packets-lost-fraction');
  await ana.settle();
  expect(quality()).toEqual({ level: 'poor', warning: 'packets-lost' });
  call.emit('warning-cleared', 'high-packets-lost-fraction');
  await ana.settle();
  expect(quality()).toEqual({ level: 'poor', warning: 'jitter' });
});

it('is not warned of a silent microphone that she has muted', async () => {
  call.emit('sample', { ...bad, mos: 4.3 });
  call.emit('warning', 'constant-audio-input-level');
  await ana.settle();
  expect(quality()?.warning).toBe('microphone-silent');
  await ana.ask['call.mute']({ callId: null, muted: true }, page);
  await ana.settle();
  expect(quality()?.warning).toBeNull();
});

it('is not warned of silence from a customer whom she keeps on hold', async () => {
  call.emit('sample', { ...bad, mos: 4.3 });
  call.emit('warning', 'low-bytes-received');
  await ana.settle();
  expect(quality()?.warning).toBe('no-sound');
  const control: CallControl = {
    ...{ customer: 'held', heldSince: '2026-03-02T09:00:00.000Z', pending: null, failed: null, recording: 'off' },
    ...{ transfer: null, listeners: [], from: null, note: null },
  };
  await ana.says({ type: 'calls', calls: [ana.card({ state: 'talking', control })] });
  expect(quality()?.warning).toBeNull();
});

it('has it kept once a minute and when the call ends', async () => {
  call.emit('sample', bad);
  await ana.settle(60_000);
  const kept = { callId: ID, leg: SID, mos: 2.5, jitterMs: 60, loss: 0.1, roundTripMs: 300, warnings: [] };
  expect(ana.measured).toEqual([kept]);
  call.emit('sample', { ...bad, mos: 4.5 });
  call.ends('disconnect');
  await ana.settle();
  expect(ana.measured).toEqual([kept, { ...kept, mos: 3.5 }]);
  await ana.settle(120_000);
  expect(ana.measured).toHaveLength(2);
});

it('has nothing kept by a server before 1.4, nor of a call that nobody measured', async () => {
  call.ends('disconnect');
  expect(ana.measured).toEqual([]);
  await ana.says({ type: 'me', me });
  const next = new FakeCall(LAURA, { callId: ID });
  next.parameters.CallSid = SID;
  await ana.rung(next);
  next.emit('sample', bad);
  next.ends('cancel');
  expect(ana.measured).toEqual([]);
});
