import { describe, expect, it } from 'vitest';
import { FakeSocket, hello, lastSocket } from '#extension/companion/event-server.fixture.ts';
import { boot, dialLaura, LINE, me, page, SoftphoneBench, settings } from './softphone.fixture.ts';

describe('the line', () => {
  it('is signed out until somebody signs in, then connects, then is ready', async () => {
    const bench = new SoftphoneBench();
    bench.softphone.configure({ session: null, settings });
    await bench.settle();
    expect(bench.shown.line).toEqual({ state: 'signed-out', problem: null });
    bench.softphone.configure(boot);
    await bench.settle();
    expect(bench.shown.line).toMatchObject({ state: 'connecting' });
    await bench.says({ ...hello, me });
    expect(bench.shown).toMatchObject({ line: { state: 'ready' }, team: 'Zillum', outgoingNumbers: [LINE] });
    expect(lastSocket().sent).toContainEqual({ type: 'device', registered: true, onCall: false, wrappingUp: false });
  });

  it('knows who is signed in before the server has said so, and when it is away; signed out, nobody', async () => {
    const bench = new SoftphoneBench();
    bench.softphone.configure({
      session: { origin: 'https://phone.example.com', token: 'secret', agent: me.agent },
      settings,
    });
    await bench.settle();
    expect(bench.shown).toMatchObject({ line: { state: 'connecting' }, agent: { name: 'Ana' } });
    lastSocket().drops(1006);
    await bench.settle();
    expect(bench.shown).toMatchObject({ line: { problem: { code: 'server-away' } }, agent: { name: 'Ana' } });
    bench.softphone.configure({ session: null, settings });
    await bench.settle();
    expect(bench.shown.agent).toBeNull();
  });

  it.each([
    ['prompt', 'microphone-not-asked'],
    ['denied', 'microphone-blocked'],
    ['missing', 'no-microphone'],
  ] as const)('says what is wrong with a microphone that is %s, and is not rung', async (state, code) => {
    const bench = await SoftphoneBench.ready();
    bench.microphone = state;
    bench.softphone.configure(boot);
    await bench.settle();
    expect(bench.shown.line).toMatchObject({ state: 'problem', blocks: true, problem: { code } });
    expect(lastSocket().sent.at(-1)).toEqual({ type: 'device', registered: false, onCall: false, wrappingUp: false });
    expect(await bench.ask['call.dial'](dialLaura, page)).toMatchObject({ ok: false, problem: { code } });
    expect(bench.asked('POST /api/agent/calls')).toEqual([]);
  });

  it('takes calls although there is no number to call from', async () => {
    const bench = await SoftphoneBench.ready();
    await bench.says({ type: 'me', me: { ...me, outgoingNumbers: [] } });
    expect(bench.shown.line).toMatchObject({ blocks: false, problem: { code: 'no-outgoing-number' } });
    expect(bench.device.destroyed).toBe(false);
  });

  it('opens nothing before an administrator has connected Twilio, and everything afterwards', async () => {
    const bench = new SoftphoneBench();
    bench.softphone.configure(boot);
    await bench.says({ ...hello, me: { ...me, twilioConnected: false } });
    expect(bench.shown.line).toMatchObject({ problem: { code: 'twilio-not-connected' } });
    expect(bench.devices).toEqual([]);
    await bench.says({ type: 'me', me });
    expect(bench.shown.line).toEqual({ state: 'ready' });
  });

  it('says that Twilio is away, and tries again by itself', async () => {
    const bench = new SoftphoneBench();
    bench.registers = 'never';
    bench.softphone.configure(boot);
    await bench.says({ ...hello, me });
    await bench.settle(10_000);
    expect(bench.shown.line).toMatchObject({ state: 'problem', blocks: true, problem: { code: 'twilio-away' } });
    bench.registers = 'at once';
    await bench.settle(500);
    expect(bench.shown.line).toEqual({ state: 'ready' });
  });

  it('opens a line anew that Twilio lost and the SDK does not find again', async () => {
    const bench = await SoftphoneBench.ready();
    bench.device.emit('unregistered');
    for (let n = 1; n <= 3; n++) {
      await bench.settle(5_000);
      await bench.says({ type: 'heartbeat', n });
    }
    await bench.settle(4_999);
    expect(bench.shown.line).toMatchObject({ state: 'connecting' });
    expect(bench.devices).toHaveLength(1);
    await bench.settle(1);
    expect(bench.devices).toHaveLength(2);
    expect(bench.shown.line).toEqual({ state: 'ready' });
  });

  it('renews its token once, however often it is told to', async () => {
    const bench = await SoftphoneBench.ready();
    for (let i = 0; i < 3; i++) bench.device.emit('tokenWillExpire');
    await bench.settle();
    expect(bench.asked('POST /api/agent/voice-token')).toHaveLength(2);
    expect(bench.device.tokens).toEqual(['jwt', 'jwt']);
  });

  it('tries a token again that the server could not give, and asks not more than every 10 s', async () => {
    const bench = await SoftphoneBench.ready();
    bench.replies['POST /api/agent/voice-token'] = 'away';
    bench.device.emit('tokenWillExpire');
    await bench.settle(9_999);
    expect(bench.asked('POST /api/agent/voice-token')).toHaveLength(2);
    bench.replies['POST /api/agent/voice-token'] = { token: 'new', ttlSeconds: 3600, edge: 'dublin', identity: 'x' };
    await bench.settle(1);
    expect(bench.device.tokens).toEqual(['jwt', 'new']);
  });

  it('moves to another edge of Twilio once no call is on the line', async () => {
    const bench = await SoftphoneBench.ready();
    bench.replies['POST /api/agent/voice-token'] = { token: 'new', ttlSeconds: 3600, edge: 'sydney', identity: 'x' };
    await bench.says({ type: 'me', me });
    expect(bench.devices.map(({ options }) => options.edge)).toEqual(['dublin', 'sydney']);
    expect(bench.shown.line).toEqual({ state: 'ready' });
  });

  it('lets go when the agent signs in on another computer, but not of a running call', async () => {
    const bench = await SoftphoneBench.ready();
    const call = await bench.rung();
    await bench.ask['call.answer']({ callId: null }, page);
    call.opens();
    lastSocket().drops(4409);
    await bench.settle();
    expect(bench.shown.line).toMatchObject({ problem: { code: 'replaced-elsewhere' } });
    expect(bench.device.destroyed).toBe(false);
    call.ends('disconnect');
    await bench.settle();
    expect(bench.device.destroyed).toBe(true);
    await bench.ask['line.retry']({}, page);
    await bench.says({ ...hello, me });
    expect(bench.shown.line).toEqual({ state: 'ready' });
  });

  it('forgets a session that the server has ended, and says why', async () => {
    const bench = await SoftphoneBench.ready();
    bench.replies['POST /api/agent/calls'] = 'signed-out';
    await bench.ask['call.dial'](dialLaura, page);
    await bench.settle();
    expect(bench.ended).toEqual(['secret']);
    expect(bench.shown).toMatchObject({ line: { state: 'signed-out', problem: { code: 'signed-out' } }, agent: null });
    expect(bench.device.destroyed).toBe(true);
    bench.softphone.configure({ session: null, settings });
    await bench.settle();
    expect(bench.shown.line).toMatchObject({ state: 'signed-out', problem: { code: 'signed-out' } });
  });

  it('keeps talking when the session ends, and closes the line afterwards', async () => {
    const bench = await SoftphoneBench.ready();
    const call = await bench.rung();
    await bench.ask['call.answer']({ callId: null }, page);
    call.opens();
    lastSocket().drops(4401);
    await bench.settle();
    expect(bench.shown).toMatchObject({ line: { state: 'signed-out' }, call: { state: 'live' } });
    await bench.ask['call.end']({ callId: null }, page);
    await bench.settle();
    expect(call.asked).toContain('disconnect');
    expect(bench.device.destroyed).toBe(true);
  });

  it('speaks for whoever signs in next, with her own session alone', async () => {
    const bench = await SoftphoneBench.ready();
    bench.softphone.configure({
      session: { origin: 'https://other.example.com', token: 'hers', agent: null },
      settings,
    });
    await bench.settle();
    expect(bench.shown.agent).toBeNull();
    expect(lastSocket().protocols).toContain('bearer.hers');
    expect(FakeSocket.all).toHaveLength(2);
    expect(FakeSocket.all[0]?.readyState).toBe(3);
  });
});

describe('a headset that is not plugged in', () => {
  const chosen = { ...settings, microphoneId: 'headset', ringerId: 'desk' };

  it('is told, keeps no call away, and is told no more once it is back', async () => {
    const bench = await SoftphoneBench.ready();
    bench.softphone.configure({ ...boot, settings: chosen });
    bench.plugged.add('desk');
    bench.devicesChange();
    await bench.settle();
    expect(bench.shown.line).toMatchObject({
      state: 'problem',
      blocks: false,
      problem: { code: 'sound-device-gone', params: { device: 'microphone' } },
    });
    const [asked] = await Promise.all([bench.ask['call.dial'](dialLaura, page), bench.settle()]);
    expect(asked).toMatchObject({ ok: true });
    bench.plugged.add('headset');
    bench.devicesChange();
    await bench.settle();
    expect(bench.shown.line).toEqual({ state: 'ready' });
  });

  it('has the ringer look for its device anew at each change', async () => {
    const bench = await SoftphoneBench.ready();
    bench.softphone.configure({ ...boot, settings: chosen });
    bench.ringsOn.length = 0;
    bench.devicesChange();
    expect(bench.ringsOn).toEqual(['desk']);
  });
});
