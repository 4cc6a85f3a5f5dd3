import { beforeEach, describe, expect, it } from 'vitest';
import { FakeSocket, hello, lastSocket } from '#extension/companion/event-server.fixture.ts';
import { me, page, SoftphoneBench } from './softphone.fixture.ts';
import type { FakeCall } from './voice-sdk.fixture.ts';

// What may happen to a computer in a call, and what becomes of the call and is seen of it.

const TOKEN = 'POST /api/agent/voice-token';
let ana: SoftphoneBench;
let call: FakeCall;

beforeEach(async () => {
  ana = await SoftphoneBench.ready();
  call = await ana.rung();
  await ana.ask['call.answer']({ callId: null }, page);
  call.opens();
  await ana.says({ type: 'calls', calls: [ana.card({ state: 'talking' })] });
});

const talks = () => [ana.shown.call?.state, call.state, call.asked];
const onTheLine = ['live', 'open', ['accept true']];

describe('a computer that slept', () => {
  it('asks server and Twilio at once: the connections that it had only look alive', async () => {
    const before = FakeSocket.all.length;
    await ana.clock.leap(60_000);
    await ana.settle(5_000);
    expect(FakeSocket.all.length).toBe(before + 1);
    expect(ana.asked(TOKEN)).toHaveLength(2);
    expect(ana.device.tokens).toEqual(['jwt', 'jwt']);
    expect(talks()).toEqual(onTheLine);
  });

  it('is not taken for one that was busy for a moment', async () => {
    const before = FakeSocket.all.length;
    await ana.clock.leap(10_000);
    await ana.settle(5_000);
    expect([FakeSocket.all.length, ana.asked(TOKEN)]).toMatchObject([before, [undefined]]);
  });

  it('finds that the call has ended meanwhile, and hangs up what is left of it', async () => {
    await ana.clock.leap(3_600_000);
    await ana.settle(5_000);
    await ana.says({ ...hello, me });
    await ana.says({ type: 'calls', calls: [] });
    expect(ana.shown.call?.state).toBe('live');
    await ana.settle(5_000);
    expect(call.asked.at(-1)).toBe('disconnect');
    expect(ana.shown.call).toMatchObject({ state: 'ended', how: 'they-hung-up' });
  });

  it('does not take the line back from the computer that has it now', async () => {
    lastSocket().drops(4409);
    await ana.settle();
    const before = FakeSocket.all.length;
    await ana.clock.leap(60_000);
    await ana.settle(5_000);
    expect(FakeSocket.all.length).toBe(before);
  });
});

describe('a token that ends in a call', () => {
  it('is renewed without touching the call', async () => {
    ana.device.emit('tokenWillExpire');
    await ana.settle();
    expect(ana.device.tokens).toEqual(['jwt', 'jwt']);
    expect(ana.devices).toHaveLength(1);
    expect(talks()).toEqual(onTheLine);
  });

  it('that can’t be renewed is told as a line that is lost, while the call goes on', async () => {
    ana.replies[TOKEN] = 'away';
    ana.device.emit('tokenWillExpire');
    ana.device.emit('unregistered');
    await ana.settle(25_000);
    expect(ana.shown.line.state).toBe('problem');
    expect(talks()).toEqual(onTheLine);
    call.ends('disconnect');
    ana.replies[TOKEN] = { token: 'next', ttlSeconds: 3600, edge: 'dublin', identity: me.agent.id };
    await ana.settle(45_000);
    expect(ana.devices.at(-1)?.tokens).toEqual(['next']);
  });
});

describe('signalling that is lost in a call', () => {
  it('is shown, and over once it is back', async () => {
    call.emit('reconnecting');
    await ana.settle();
    expect(ana.shown.call).toMatchObject({ state: 'live', reconnecting: true });
    call.emit('reconnected');
    await ana.settle();
    expect(ana.shown.call).toMatchObject({ state: 'live', reconnecting: false });
  });

  it('while the call ended on the other side: it ends here by the server’s word', async () => {
    call.emit('reconnecting');
    await ana.says({ type: 'calls', calls: [ana.card({ state: 'ended', disposition: 'answered' })] });
    expect(ana.shown.call?.state).toBe('live');
    await ana.settle(5_000);
    expect(ana.shown.call?.state).toBe('ended');
    expect(call.asked.at(-1)).toBe('disconnect');
  });
});

describe('a server that restarts in a call', () => {
  it('finds the call as it was', async () => {
    lastSocket().drops(1001);
    await ana.settle(1_000);
    await ana.says({ ...hello, me });
    await ana.says({ type: 'calls', calls: [ana.card({ state: 'talking' })] });
    await ana.settle(10_000);
    expect(talks()).toEqual(onTheLine);
    expect(ana.shown.line).toEqual({ state: 'ready' });
  });
});

describe('another computer', () => {
  it('takes the line over: this one says so, and keeps its call to the end', async () => {
    lastSocket().drops(4409);
    await ana.settle();
    expect(ana.shown.line).toMatchObject({ problem: { code: 'replaced-elsewhere' } });
    expect(talks()).toEqual(onTheLine);
    call.ends('disconnect');
    await ana.settle();
    expect(ana.device.destroyed).toBe(true);
  });
});
