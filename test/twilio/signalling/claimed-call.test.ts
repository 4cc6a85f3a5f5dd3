import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually, nothingHappens } from '#test/support/eventually.ts';
import { SignallingBench } from './signalling-bench.fixture.ts';

let bench: SignallingBench;

beforeEach(async () => {
  bench = await SignallingBench.open();
});

afterEach(() => bench.close());

describe('a call that is claimed', () => {
  it('by a made-up token stays where it is', async () => {
    const client = await bench.device();
    const { callSid } = await bench.talking(client);
    client.send('invite', { callsid: callSid, reconnect: 'made up', sdp: client.peer.description(), twilio: {} });
    expect(await client.next('hangup')).toMatchObject({ callsid: callSid, error: { code: 31107 } });
  });

  it('by another identity stays where it is', async () => {
    const client = await bench.device();
    const { callSid, reconnect, told } = await bench.talking(client);
    const ben = await bench.device({ identity: 'ben' });
    ben.send('invite', { callsid: callSid, reconnect, sdp: await ben.peer.offer(), twilio: {} });
    expect(await ben.next('hangup')).toMatchObject({ callsid: callSid, error: { code: 31209 } });
    expect(told).toEqual([]);
  });

  it('by another Device while it rings is answered there', async () => {
    const first = await bench.device();
    const { callSid, invite, told, party } = await bench.rings(first);
    const second = await bench.device({ register: false });
    second.send('invite', {
      callsid: callSid,
      reconnect: invite.reconnect,
      sdp: otherCertificate(await second.peer.offer()),
      twilio: {},
    });
    expect((await second.next('answer')).sdp).toContain('m=audio');
    expect(await first.next('cancel')).toEqual({ callsid: callSid });
    expect(told).toEqual(['answered']);
    party.end();
    expect(await second.next('hangup')).toEqual({ callsid: callSid });
  });

  it('by another Device in mid-call moves there', async () => {
    const first = await bench.device();
    const { callSid, reconnect, told } = await bench.talking(first);
    const second = await bench.device({ register: false });
    second.send('invite', {
      callsid: callSid,
      reconnect,
      sdp: otherCertificate(await second.peer.offer()),
      twilio: {},
    });
    await second.next('answer');
    expect(await first.next('hangup')).toEqual({ callsid: callSid });
    expect(told).toEqual([]);
    first.cut();
    await nothingHappens('to the call', () => told, 200);
    second.send('hangup', { callsid: callSid });
    await eventually('told', () => told.includes('hung up'));
  });
});

/** Peers of one process share their certificate, browsers don't. */
const otherCertificate = (sdp: string) => sdp.replace(/(a=fingerprint:sha-256 )../i, '$100');
