import { describe, expect, it } from 'vitest';
import { hello, lastSocket } from '#extension/companion/event-server.fixture.ts';
import { dialLaura, ID, LAURA, LINE, me, page, SoftphoneBench, settings } from './softphone.fixture.ts';

describe('calling out', () => {
  it('asks the server and connects meanwhile, with the call id alone', async () => {
    const bench = await SoftphoneBench.ready();
    const record = { kind: 'contact' as const, id: '7' };
    const asked = bench.ask['call.dial']({ to: LAURA, record, from: null }, page);
    await bench.settle();
    expect(await asked).toEqual({ ok: true, value: { callId: ID } });
    expect(bench.asked('POST /api/agent/calls')).toEqual([{ callId: ID, to: LAURA, record, from: null }]);
    expect(bench.device.dialled[0]?.params).toEqual({ c: ID });
    bench.call.emit('ringing');
    await bench.settle();
    expect(bench.shown).toMatchObject({ busy: true, call: { state: 'ringing-out', id: ID, record, line: LINE } });
    expect(lastSocket().sent.at(-1)).toEqual({ type: 'device', registered: true, onCall: true, wrappingUp: false });
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
      expect(bench.call.asked).toEqual(['disconnect']);
    },
  );

  it('tells the server that she is on a call once that call is in the server’s list, not before', async () => {
    const bench = await SoftphoneBench.ready();
    bench.replies['POST /api/agent/calls'] = new Promise(() => undefined);
    void bench.ask['call.dial'](dialLaura, page);
    await bench.settle();
    expect(bench.shown.call).toMatchObject({ state: 'dialling' });
    expect(lastSocket().sent).not.toContainEqual({ type: 'device', registered: true, onCall: true, wrappingUp: false });
    await bench.says({ type: 'calls', calls: [bench.card({ direction: 'outgoing', state: 'dialling' })] });
    expect(lastSocket().sent.at(-1)).toEqual({ type: 'device', registered: true, onCall: true, wrappingUp: false });
  });

  it('goes on when it rings although the server’s answer was lost', async () => {
    const bench = await SoftphoneBench.ready();
    const { promise, resolve } = Promise.withResolvers<'away'>();
    bench.replies['POST /api/agent/calls'] = promise;
    const asked = bench.ask['call.dial'](dialLaura, page);
    await bench.settle();
    bench.call.emit('ringing');
    resolve('away');
    expect(await asked).toEqual({ ok: true, value: { callId: ID } });
    expect(bench.shown.call).toMatchObject({ state: 'ringing-out', id: ID });
  });

  it('asks a server first that gives out call ids itself', async () => {
    const bench = await SoftphoneBench.ready();
    await bench.says({ type: 'me', me: { ...me, takesCallIds: undefined } });
    bench.replies['POST /api/agent/calls'] = 'country-not-allowed';
    const asked = bench.ask['call.dial'](dialLaura, page);
    await bench.settle();
    expect(await asked).toMatchObject({ ok: false });
    expect(bench.device.dialled).toEqual([]);
  });

  it('keeps an extension for whoever answers: it is dialled then, and shown', async () => {
    const bench = await SoftphoneBench.ready();
    const to = `${LAURA} ext 12w3`;
    await Promise.all([bench.ask['call.dial']({ ...dialLaura, to }, page), bench.settle()]);
    expect(bench.asked('POST /api/agent/calls')).toMatchObject([{ to: LAURA }]);
    expect(bench.shown.call).toMatchObject({ extension: '12w3' });
    expect(bench.call.asked).toEqual([]);
    bench.call.opens();
    for (let passed = 0; passed < 3_000; passed += 250) await bench.settle(250);
    expect(bench.call.asked).toEqual(['digits 1', 'digits 2', 'digits 3']);
    expect(bench.shown.call).toMatchObject({ state: 'live', digits: '123' });
  });

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
    expect(await bench.ask['call.end']({ callId: null }, page)).toEqual({ ok: true, value: {} });
    expect(bench.call.asked).toEqual(['disconnect']);
    await bench.settle();
    expect(bench.asked('POST /api/agent/calls/:id/end')).toHaveLength(1);
    expect(bench.shown.call).toMatchObject({ state: 'ended', how: 'hung-up' });
    await bench.ask['call.dismiss']({}, page);
    await bench.settle();
    expect(bench.shown.call).toBeNull();
  });

  it('tells the server that she has ended it once it is there again', async () => {
    const bench = await SoftphoneBench.ready();
    await Promise.all([bench.ask['call.dial'](dialLaura, page), bench.settle()]);
    bench.call.opens();
    bench.replies['POST /api/agent/calls/:id/end'] = 'away';
    await bench.ask['call.end']({ callId: null }, page);
    await bench.settle();
    await bench.settle(2_000);
    expect(bench.asked('POST /api/agent/calls/:id/end')).toHaveLength(2);
    delete bench.replies['POST /api/agent/calls/:id/end'];
    await bench.settle(4_000);
    expect(bench.asked('POST /api/agent/calls/:id/end')).toHaveLength(3);
    await bench.settle(600_000);
    expect(bench.asked('POST /api/agent/calls/:id/end')).toHaveLength(3);
  });
});

describe('being called', () => {
  it('rings, shows the card, and stops everywhere when answered', async () => {
    const bench = await SoftphoneBench.ready();
    await bench.says({ type: 'calls', calls: [bench.card()] });
    const call = await bench.rung();
    expect(bench.rings).toEqual([false, true]);
    expect(bench.shown).toMatchObject({ busy: false, call: { state: 'ringing', lineName: 'Sales' } });
    expect(await bench.ask['call.answer']({ callId: null }, page)).toEqual({ ok: true, value: {} });
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
    expect(await bench.ask['call.answer']({ callId: null }, page)).toMatchObject({
      problem: { code: 'microphone-blocked' },
    });
    expect(call.asked).toEqual([]);
    expect(bench.shown.call?.state).toBe('ringing');
  });

  it('says that a call is gone when it is answered too late', async () => {
    const bench = await SoftphoneBench.ready();
    const call = await bench.rung();
    call.ends('cancel');
    expect(await bench.ask['call.answer']({ callId: null }, page)).toMatchObject({
      ok: false,
      problem: { code: 'call-gone' },
    });
    expect(await bench.ask['call.end']({ callId: null }, page)).toEqual({ ok: true, value: {} });
  });

  it('is declined while it rings; declined later, by what is still seen of it, it goes on', async () => {
    const bench = await SoftphoneBench.ready();
    const declined = await bench.rung();
    expect(await bench.ask['call.decline']({ callId: null }, page)).toEqual({ ok: true, value: {} });
    expect(declined.asked).toEqual(['reject']);
    const other = await SoftphoneBench.ready();
    const call = await other.rung();
    await other.ask['call.answer']({ callId: null }, page);
    call.opens();
    expect(await other.ask['call.decline']({ callId: null }, page)).toMatchObject({
      ok: false,
      problem: { code: 'call-gone' },
    });
    await other.settle();
    expect(other.shown.call?.state).toBe('live');
    expect(call.asked).toEqual(['accept true']);
  });

  it('mutes and sends digits while it is live, and not before', async () => {
    const bench = await SoftphoneBench.ready();
    const call = await bench.rung();
    expect(await bench.ask['call.mute']({ callId: null, muted: true }, page)).toMatchObject({
      problem: { code: 'call-gone' },
    });
    await bench.ask['call.answer']({ callId: null }, page);
    call.opens();
    await bench.ask['call.mute']({ callId: null, muted: true }, page);
    await bench.ask['call.sendDigits']({ callId: null, digits: '1' }, page);
    await bench.settle();
    expect(call.asked).toEqual(['accept true', 'mute true', 'digits 1']);
    expect(bench.shown.call).toMatchObject({ muted: true, digits: '1' });
  });

  it('goes on while the server is away and comes back', async () => {
    const bench = await SoftphoneBench.ready();
    const call = await bench.rung();
    await bench.ask['call.answer']({ callId: null }, page);
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
