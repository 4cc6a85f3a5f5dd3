import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually, nothingHappens } from '#test/support/eventually.ts';
import { DtmfDetector } from '#test/twilio/media/dtmf.ts';
import { SignallingBench, toldBy } from './signalling-bench.fixture.ts';

let bench: SignallingBench;

beforeEach(async () => {
  bench = await SignallingBench.open();
});

afterEach(() => bench.close());

describe('a call that the client places', () => {
  it('is known by its temporary sid until it is announced', async () => {
    const client = await bench.device();
    const call = await bench.dials(client, 'callId=x%20y&To=%2B34600');
    expect(call.parameters).toEqual({ callId: 'x y', To: '+34600' });
    call.party.end({ code: 31603, message: 'Decline' });
    expect(await client.next('hangup')).toEqual({
      callsid: call.temporarySid,
      error: { code: 31603, message: 'Decline' },
    });
    const second = await bench.dials(client);
    second.party.showRinging(second.callSid, false);
    expect(await client.next('ringing')).toEqual({ callsid: second.callSid });
    second.party.end();
    expect(await client.next('hangup')).toEqual({ callsid: second.callSid });
  });

  it('carries the parameters of the token over those of the client', async () => {
    const voice = { outgoing: { application_sid: 'AP1', params: { tenant: 'acme' } } };
    const client = await bench.device({ voice, register: false });
    const { parameters, applicationSid } = await bench.dials(client, 'tenant=evil&a=1');
    expect(parameters).toEqual({ tenant: 'acme', a: '1' });
    expect(applicationSid).toBe('AP1');
  });

  it('gets the same SDP with early media and with the answer', async () => {
    const client = await bench.device();
    const { party, callSid } = await bench.dials(client);
    party.showRinging(callSid, true);
    party.answer();
    party.answer();
    const ringing = await client.next('ringing');
    const answer = await client.next('answer');
    expect(ringing.sdp).toContain('m=audio');
    expect(answer).toMatchObject({ callsid: callSid, sdp: ringing.sdp, reconnect: expect.any(String) });
    expect(client.received).toEqual([]);
  });

  it('is given up by the client, under either sid', async () => {
    const client = await bench.device();
    const first = await bench.dials(client);
    client.send('hangup', { callsid: first.temporarySid });
    await eventually('told', () => first.told.includes('hung up'));
    const second = await bench.talking(client);
    client.send('hangup', { callsid: second.callSid, message: null });
    await eventually('told', () => second.told.includes('hung up'));
    second.party.end();
    await nothingHappens('towards the client', () => client.received, 100);
  });

  it('is refused with an SDP that is none', async () => {
    const client = await bench.device();
    const offer = await client.peer.offer();
    const noPcmu = offer.replace('SAVPF 0 126', 'SAVPF 111 126');
    for (const sdp of ['', 'v=0', offer.replace('m=audio', 'm=video'), noPcmu]) {
      client.send('invite', { callsid: 'TJ1', sdp, twilio: {} });
      expect(await client.next('hangup')).toMatchObject({ callsid: 'TJ1', error: { code: 31400 } });
    }
    expect(bench.calls).toEqual([]);
  });

  it('ends where werift chokes on an SDP that looked good', async () => {
    const client = await bench.device();
    const sdp = (await client.peer.offer()).replace('a=mid:0\r\n', '');
    client.send('invite', { callsid: 'TJ1', sdp, twilio: {} });
    const call = await eventually('the call', () => bench.calls[0]);
    const told = toldBy(call.party);
    await client.next('hangup');
    expect(told).toEqual(['hung up']);
  });

  it('happens once, though it is asked for twice', async () => {
    const client = await bench.device();
    const { temporarySid } = await bench.dials(client);
    client.send('invite', { callsid: temporarySid, sdp: await client.peer.offer(), twilio: {} });
    await nothingHappens('a second call', () => bench.calls.length, 200);
  });

  it('hears digits that come by signalling, and lets them be heard', async () => {
    const client = await bench.device();
    const { party, told, callSid } = await bench.talking(client);
    let heard = '';
    const detector = new DtmfDetector((digit) => {
      heard += digit;
    });
    party.audio.listen((frame) => detector.push(frame), new AbortController().signal);
    client.send('dtmf', { callsid: callSid, dtmf: '12#w9x' });
    await eventually('their sound', () => heard === '12#9');
    expect(told).toEqual(['1', '2', '#', '9']);
  });

  it('acknowledges its messages, and refuses strange and long ones', async () => {
    const client = await bench.device();
    const { callSid } = await bench.talking(client);
    const message = { callsid: callSid, contenttype: 'application/json', voiceeventsid: 'KX1' };
    client.send('message', { ...message, content: { a: 1 }, messagetype: 'user-defined-message' });
    expect(await client.next('ack')).toEqual({ acktype: 'message', callsid: callSid, voiceeventsid: 'KX1' });
    client.send('message', { ...message, content: {}, messagetype: 'something-else' });
    expect(await client.next('error')).toMatchObject({ voiceeventsid: 'KX1', error: { code: 31210 } });
    client.send('message', { ...message, content: 'x'.repeat(11_000), messagetype: 'user-defined-message' });
    expect(await client.next('error')).toMatchObject({ voiceeventsid: 'KX1', error: { code: 31212 } });
  });
});
