import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '#test/support/eventually.ts';
import { tone } from '#test/twilio/media/audio-source.ts';
import { ToneMeter } from '#test/twilio/media/tone-meter.ts';
import { TEST_KEYS } from './access-token.fixture.ts';
import { SignallingBench, toldBy } from './signalling-bench.fixture.ts';

let bench: SignallingBench;

beforeEach(async () => {
  bench = await SignallingBench.open();
});

afterEach(() => bench.close());

describe('a call to the client', () => {
  it('says who calls, with parameters as a query', async () => {
    const client = await bench.device();
    const { invite, callSid } = await bench.rings(client);
    expect(invite).toMatchObject({
      callsid: callSid,
      reconnect: expect.any(String),
      parameters: {
        CallSid: callSid,
        From: '+34911222333',
        To: 'client:ana',
        AccountSid: TEST_KEYS.accountSid,
        Params: 'c=1+2',
      },
    });
  });

  it('is answered, and both hear each other', async () => {
    const client = await bench.device();
    const { party, invite, callSid, told } = await bench.rings(client);
    client.send('answer', { callsid: callSid, sdp: await client.peer.answer(invite.sdp) });
    await eventually('answered', () => told.includes('answered'));
    const meter = new ToneMeter(() => new Date());
    party.audio.listen((frame) => meter.push(frame), new AbortController().signal);
    client.peer.hear(tone(440));
    await eventually('440 Hz', () => meter.heard().some((heard) => heard.hz === 440));
    party.end({ code: 31480, message: 'gone' });
    expect(await client.next('hangup')).toMatchObject({ callsid: callSid, error: { code: 31480 } });
  });

  it.each([
    ['reject', 'declined'],
    ['hangup', 'failed'],
  ])('ends with %s before the answer as %s', async (type, why) => {
    const client = await bench.device();
    const { callSid, told } = await bench.rings(client);
    client.send(type, { callsid: callSid });
    await eventually('told', () => told.includes(why));
    expect(told).toEqual([why]);
  });

  it('is cancelled; an answer that crosses is told that it came too late', async () => {
    const client = await bench.device();
    const { party, invite, callSid, told } = await bench.rings(client);
    party.end();
    expect(await client.next('cancel')).toEqual({ callsid: callSid });
    client.send('answer', { callsid: callSid, sdp: await client.peer.answer(invite.sdp) });
    expect(await client.next('hangup')).toMatchObject({ callsid: callSid, error: { code: 31008 } });
    expect(told).toEqual([]);
  });

  it('fails with an answer whose SDP is none', async () => {
    const client = await bench.device();
    const { callSid, told } = await bench.rings(client);
    client.send('answer', { callsid: callSid, sdp: 'nonsense' });
    expect(await client.next('hangup')).toMatchObject({ callsid: callSid, error: { code: 31400 } });
    expect(told).toEqual(['failed']);
  });

  it('reaches nobody when the Device went between reaching and ringing', async () => {
    const client = await bench.device({ reconnectTimeout: 0 });
    const [party] = bench.signalling.reach('ana');
    if (!party) throw new Error('nobody is registered');
    const told = toldBy(party);
    client.cut();
    await eventually('gone', () => bench.signalling.registered().length === 0);
    party.ring({ callSid: bench.newSid(), from: '+1', to: 'client:ana', parameters: {} });
    await eventually('told', () => told.includes('no-answer'));
  });
});
