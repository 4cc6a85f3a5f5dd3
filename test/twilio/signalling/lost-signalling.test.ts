import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually, nothingHappens } from '#test/support/eventually.ts';
import { SignallingBench } from './signalling-bench.fixture.ts';

let bench: SignallingBench;

beforeEach(async () => {
  bench = await SignallingBench.open();
});

afterEach(() => bench.close());

describe('a client whose signalling is lost', () => {
  it('has hung up once it stays away longer than it asked for', async () => {
    const client = await bench.device({ reconnectTimeout: 12 });
    const { told } = await bench.talking(client);
    client.cut();
    await bench.noticesLoss();
    await bench.clock.turn(11_900);
    expect(told).toEqual([]);
    await bench.clock.turn(200);
    expect(told).toEqual(['hung up']);
  });

  it('is waited for 30 s at most', async () => {
    const client = await bench.device({ reconnectTimeout: 600 });
    const { told } = await bench.talking(client);
    client.cut();
    await bench.noticesLoss();
    await bench.clock.turn(30_000);
    expect(told).toEqual(['hung up']);
  });

  it('is not waited for when it did not ask for it', async () => {
    const client = await bench.device({ reconnectTimeout: 0 });
    const { told } = await bench.talking(client);
    client.cut();
    await eventually('told', () => told.includes('hung up'));
  });

  it('goes on when it is back in time', async () => {
    const client = await bench.device();
    const { told, callSid, reconnect, party } = await bench.talking(client);
    client.cut();
    await eventually('gone', () => bench.signalling.registered().length === 0);
    const back = await bench.device();
    back.send('invite', { callsid: callSid, reconnect, sdp: client.peer.description(), twilio: {} });
    expect(await back.next('answer')).toEqual({ callsid: callSid, reconnect });
    await bench.clock.turn(60_000);
    expect(told).toEqual([]);
    party.end();
    expect(await back.next('hangup')).toEqual({ callsid: callSid });
  });

  it('can hang up first thing when it is back', async () => {
    const client = await bench.device();
    const { told, callSid } = await bench.talking(client);
    client.cut();
    await eventually('gone', () => bench.signalling.registered().length === 0);
    const back = await bench.device();
    back.send('hangup', { callsid: callSid });
    await eventually('told', () => told.includes('hung up'));
  });

  it('cannot end the lost call of somebody else', async () => {
    const client = await bench.device();
    const { told, callSid } = await bench.talking(client);
    client.cut();
    await eventually('gone', () => bench.signalling.registered().length === 0);
    const ben = await bench.device({ identity: 'ben' });
    ben.send('hangup', { callsid: callSid });
    await nothingHappens('to the call', () => told, 200);
  });

  it('learns that the call has ended meanwhile', async () => {
    const client = await bench.device();
    const { callSid, reconnect, party } = await bench.talking(client);
    client.cut();
    await eventually('gone', () => bench.signalling.registered().length === 0);
    party.end();
    const back = await bench.device();
    back.send('invite', { callsid: callSid, reconnect, sdp: client.peer.description(), twilio: {} });
    expect(await back.next('hangup')).toEqual({ callsid: callSid });
  });

  it('while it rang, did not answer', async () => {
    const client = await bench.device({ reconnectTimeout: 5 });
    const { told } = await bench.rings(client);
    client.cut();
    await bench.noticesLoss();
    await bench.clock.turn(5000);
    expect(told).toEqual(['no-answer']);
  });
});
