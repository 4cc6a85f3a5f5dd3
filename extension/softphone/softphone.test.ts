import { describe, expect, it } from 'vitest';
import { FakeSocket, hello, lastSocket } from '#extension/companion/event-server.fixture.ts';
import { boot, ID, LAURA, LINE, me, SoftphoneBench, settings } from './softphone.fixture.ts';

const dialLaura = { to: LAURA, record: null, from: null };

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
    expect(lastSocket().sent).toContainEqual({ type: 'device', registered: true, onCall: false });
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
    expect(lastSocket().sent.at(-1)).toEqual({ type: 'device', registered: false, onCall: false });
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
    await bench.ask['call.answer']({}, page);
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
    bench.replies['POST /api/agent/look-up'] = 'signed-out';
    await bench.ask['number.lookUp']({ number: '612' }, page);
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
    await bench.ask['call.answer']({}, page);
    call.opens();
    lastSocket().drops(4401);
    await bench.settle();
    expect(bench.shown).toMatchObject({ line: { state: 'signed-out' }, call: { state: 'live' } });
    await bench.ask['call.end']({}, page);
    await bench.settle();
    expect(call.asked).toContain('disconnect');
    expect(bench.device.destroyed).toBe(true);
  });

  it('speaks for whoever signs in next, with her own session alone', async () => {
    const bench = await SoftphoneBench.ready();
    bench.softphone.configure({ session: { origin: 'https://other.example.com', token: 'hers' }, settings });
    await bench.settle();
    expect(bench.shown.agent).toBeNull();
    expect(lastSocket().protocols).toContain('bearer.hers');
    expect(FakeSocket.all).toHaveLength(2);
    expect(FakeSocket.all[0]?.readyState).toBe(3);
  });
});

describe('calling out', () => {
  it('asks the server, then dials with the call id alone', async () => {
    const bench = await SoftphoneBench.ready();
    const record = { kind: 'contact' as const, id: '7' };
    const asked = bench.ask['call.dial']({ to: LAURA, record, from: null }, page);
    await bench.settle();
    expect(await asked).toEqual({ ok: true, value: { callId: ID } });
    expect(bench.asked('POST /api/agent/calls')).toEqual([{ to: LAURA, record, from: null }]);
    expect(bench.device.dialled[0]?.params).toEqual({ c: ID });
    bench.call.emit('ringing');
    await bench.settle();
    expect(bench.shown).toMatchObject({ busy: true, call: { state: 'ringing-out', id: ID, record, line: LINE } });
    expect(lastSocket().sent.at(-1)).toEqual({ type: 'device', registered: true, onCall: true });
  });

  it('takes a number as typed, which the server reads', async () => {
    const bench = await SoftphoneBench.ready();
    const asked = bench.ask['call.dial']({ to: '612 34 56 78', record: null, from: null }, page);
    await bench.settle();
    expect(await asked).toMatchObject({ ok: true });
    expect(bench.shown.call).toMatchObject({ state: 'dialling', party: { number: LAURA } });
  });

  it.each(['emergency-number', 'country-not-allowed', 'away'] as const)(
    'shows no call when refused: %s',
    async (why) => {
      const bench = await SoftphoneBench.ready();
      bench.replies['POST /api/agent/calls'] = why;
      const asked = bench.ask['call.dial'](dialLaura, page);
      await bench.settle();
      expect(await asked).toMatchObject({ ok: false, problem: { code: why === 'away' ? 'server-away' : why } });
      expect(bench.shown.call).toBeNull();
      expect(bench.device.dialled).toEqual([]);
    },
  );

  it('places one call however often it is asked at once', async () => {
    const bench = await SoftphoneBench.ready();
    const asked = [1, 2, 3].map(() => bench.ask['call.dial'](dialLaura, page));
    await bench.settle();
    const answers = await Promise.all(asked);
    expect(answers.map(({ ok }) => ok)).toEqual([true, false, false]);
    expect(answers[1]).toMatchObject({ problem: { code: 'already-on-a-call' } });
    expect(bench.device.dialled).toHaveLength(1);
    expect(await bench.ask['call.dial'](dialLaura, page)).toMatchObject({ problem: { code: 'already-on-a-call' } });
  });

  it('places none while nobody is signed in or the server is away', async () => {
    const bench = new SoftphoneBench();
    bench.softphone.configure({ session: null, settings });
    expect(await bench.ask['call.dial'](dialLaura, page)).toMatchObject({ problem: { code: 'signed-out' } });
    const other = await SoftphoneBench.ready();
    lastSocket().drops(1006);
    expect(await other.ask['call.dial'](dialLaura, page)).toMatchObject({ problem: { code: 'server-away' } });
  });

  it('hangs up at once and tells the server, which may be away', async () => {
    const bench = await SoftphoneBench.ready();
    await Promise.all([bench.ask['call.dial'](dialLaura, page), bench.settle()]);
    bench.call.opens();
    bench.replies['POST /api/agent/calls/:id/end'] = 'away';
    expect(await bench.ask['call.end']({}, page)).toEqual({ ok: true, value: {} });
    expect(bench.call.asked).toEqual(['disconnect']);
    await bench.settle();
    expect(bench.asked('POST /api/agent/calls/:id/end')).toHaveLength(1);
    expect(bench.shown.call).toMatchObject({ state: 'ended', how: 'hung-up' });
    await bench.ask['call.dismiss']({}, page);
    await bench.settle();
    expect(bench.shown.call).toBeNull();
  });
});

describe('being called', () => {
  it('rings, shows the card, and stops everywhere when answered', async () => {
    const bench = await SoftphoneBench.ready();
    await bench.says({ type: 'calls', calls: [bench.card()] });
    const call = await bench.rung();
    expect(bench.rings).toEqual([false, true]);
    expect(bench.shown).toMatchObject({ busy: false, call: { state: 'ringing', lineName: 'Sales' } });
    expect(await bench.ask['call.answer']({}, page)).toEqual({ ok: true, value: {} });
    expect(call.asked).toEqual(['accept true']);
    call.opens();
    await bench.settle();
    expect(bench.rings).toEqual([false, true, false]);
    expect(bench.shown).toMatchObject({ busy: true, call: { state: 'live', muted: false } });
  });

  it('goes on ringing when it is answered without a microphone, and says why', async () => {
    const bench = await SoftphoneBench.ready();
    const call = await bench.rung();
    bench.microphone = 'denied';
    expect(await bench.ask['call.answer']({}, page)).toMatchObject({ problem: { code: 'microphone-blocked' } });
    expect(call.asked).toEqual([]);
    expect(bench.shown.call?.state).toBe('ringing');
  });

  it('says that a call is gone when it is answered too late', async () => {
    const bench = await SoftphoneBench.ready();
    const call = await bench.rung();
    call.ends('cancel');
    expect(await bench.ask['call.answer']({}, page)).toMatchObject({ ok: false, problem: { code: 'call-gone' } });
    expect(await bench.ask['call.end']({}, page)).toEqual({ ok: true, value: {} });
  });

  it('mutes and sends digits while it is live, and not before', async () => {
    const bench = await SoftphoneBench.ready();
    const call = await bench.rung();
    expect(await bench.ask['call.mute']({ muted: true }, page)).toMatchObject({ problem: { code: 'call-gone' } });
    await bench.ask['call.answer']({}, page);
    call.opens();
    await bench.ask['call.mute']({ muted: true }, page);
    await bench.ask['call.sendDigits']({ digits: '1' }, page);
    await bench.settle();
    expect(call.asked).toEqual(['accept true', 'mute true', 'digits 1']);
    expect(bench.shown.call).toMatchObject({ muted: true, digits: '1' });
  });

  it('goes on while the server is away and comes back', async () => {
    const bench = await SoftphoneBench.ready();
    const call = await bench.rung();
    await bench.ask['call.answer']({}, page);
    call.opens();
    lastSocket().drops(1006);
    await bench.settle();
    expect(bench.shown).toMatchObject({ line: { problem: { code: 'server-away' } }, call: { state: 'live' } });
    await bench.settle(500);
    await bench.says({ ...hello, me });
    await bench.says({ type: 'calls', calls: [] });
    expect(bench.shown).toMatchObject({ line: { state: 'ready' }, call: { state: 'live' } });
    expect(call.asked).toEqual(['accept true']);
  });
});

describe('what administrators ask', () => {
  it('goes to the server by the name of its route', async () => {
    const bench = await SoftphoneBench.ready();
    const reply = await bench.ask['admin.ask']({ route: 'people', params: {}, input: undefined }, page);
    expect(reply).toEqual({ ok: true, value: { reply: { people: [] } } });
  });

  it.each([
    { route: 'toString', params: {}, input: undefined },
    { route: '__proto__', params: {}, input: undefined },
    { route: 'signOutPerson', params: {}, input: undefined },
    { route: 'connectTwilio', params: {}, input: { accountSid: 7 } },
  ])('is refused when it is none: $route', async (asked) => {
    const bench = await SoftphoneBench.ready();
    expect(await bench.ask['admin.ask'](asked, page)).toMatchObject({ problem: { code: 'bad-request' } });
  });
});

const page = { context: 'page', tabId: 1, frameId: 0 } as const;
