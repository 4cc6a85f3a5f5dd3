import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '#test/support/eventually.ts';
import { SignallingBench } from './signalling-bench.fixture.ts';

let bench: SignallingBench;

beforeEach(async () => {
  bench = await SignallingBench.open();
});

afterEach(() => bench.close());

describe('what is no message', () => {
  it.each([
    '',
    'null',
    '[]',
    '{',
    '{"type":"listen"}',
    '{"type":"nonsense","payload":{}}',
    '{"type":"invite","payload":{"callsid":7}}',
    '{"type":"register","payload":{"media":{"audio":"yes"}}}',
    '{"type":"hangup","payload":null}',
  ])('is answered with an error and otherwise left alone: %s', async (frame) => {
    const client = await bench.device();
    client.sendFrame(frame);
    expect(await client.next('error')).toMatchObject({ error: { code: 31100 } });
    client.send('register', { media: { audio: true } });
    await client.next('ready');
  });

  it('may be binary, and is left unread', async () => {
    const client = await bench.device();
    client.sendFrame(Uint8Array.of(1, 2, 3));
    client.send('register', { media: { audio: true } });
    await client.next('ready');
    expect(bench.logged.join()).toContain('binary');
  });

  it('ends the connection when it is too large, and only that', async () => {
    const client = await bench.device();
    const other = await bench.device();
    client.sendFrame('x'.repeat(70_000));
    await eventually('closed', () => client.closedWith === 1009);
    other.send('register', { media: { audio: true } });
    await other.next('ready');
  });

  it('about calls that nobody knows changes nothing', async () => {
    const client = await bench.device();
    for (const type of ['hangup', 'reject']) client.send(type, { callsid: 'CA404' });
    client.send('dtmf', { callsid: 'CA404', dtmf: '1' });
    client.send('reinvite', { callsid: 'CA404', sdp: 'v=0' });
    client.send('message', { callsid: 'CA404', content: {}, voiceeventsid: 'KX1' });
    expect(await client.next('error')).toMatchObject({
      callsid: 'CA404',
      voiceeventsid: 'KX1',
      error: { code: 31404 },
    });
    expect(client.received).toEqual([]);
  });

  it('as a restart of the media is logged, and the call goes on', async () => {
    const client = await bench.device();
    const { callSid, told } = await bench.talking(client);
    client.send('reinvite', { callsid: callSid, sdp: 'nonsense' });
    await eventually('logged', () => bench.logged.some((line) => line.includes('restart refused')));
    expect(told).toEqual([]);
  });
});
