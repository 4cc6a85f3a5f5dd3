import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { TurnableClock } from '#test/support/clock.ts';
import { eventually, nothingHappens } from '#test/support/eventually.ts';
import { tone } from '#test/twilio/media/audio-source.ts';
import { DtmfDetector } from '#test/twilio/media/dtmf.ts';
import { ToneMeter } from '#test/twilio/media/tone-meter.ts';
import type { Party } from '#test/twilio/party.ts';
import { accessToken, TEST_KEYS, type TokenParts } from './access-token.fixture.ts';
import { openSignalling } from './open-signalling.ts';
import { RawClient } from './raw-client.fixture.ts';
import type { OutgoingCall, Signalling } from './signalling.ts';

let clock: TurnableClock;
let server: Server;
let port: number;
let signalling: Signalling;
let calls: OutgoingCall[];
let logged: string[];
let clients: RawClient[];
let sids: number;

beforeEach(async () => {
  clock = new TurnableClock();
  calls = [];
  logged = [];
  clients = [];
  sids = 0;
  server = createServer();
  await open();
  port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)); // listening on TCP, so it has one
  });
});

afterEach(async () => {
  await signalling.close();
  await Promise.all(clients.map((client) => client.close()));
  server.close();
});

async function open(heartbeatMs?: number): Promise<void> {
  signalling = openSignalling({
    server,
    keys: TEST_KEYS,
    clock,
    log: (what) => logged.push(what),
    newCallSid: () => newSid(),
    ...(heartbeatMs ? { heartbeatMs } : {}),
  });
  signalling.onOutgoing((call) => calls.push(call));
}

const newSid = () => `CA${String(++sids).padStart(32, '0')}`;
const token = (over: Partial<TokenParts> = {}) => accessToken({ now: clock.now(), ...over });

async function connect(host?: string): Promise<RawClient> {
  const client = await RawClient.connect(port, host);
  clients.push(client);
  return client;
}

/** A client that is let in; `register` unless told otherwise. */
async function device(over: Partial<TokenParts> & { reconnectTimeout?: number; register?: boolean } = {}) {
  const { reconnectTimeout = 30, register = true, ...parts } = over;
  const client = await connect();
  client.send('listen', { token: token(parts), reconnectTimeout, browserinfo: {} });
  await client.next('connected');
  if (register) {
    client.send('register', { media: { audio: true } });
    await client.next('ready');
  }
  return client;
}

function farEnd(party: Party): string[] {
  const told: string[] = [];
  party.attach({
    answered: () => told.push('answered'),
    refused: (why) => told.push(why),
    hungUp: () => told.push('hung up'),
    digit: (digit) => told.push(digit),
  });
  return told;
}

async function dials(client: RawClient, params?: string) {
  const temporarySid = `TJS${sids}`;
  const before = calls.length;
  client.send('invite', { callsid: temporarySid, sdp: await client.peer.offer(), twilio: params ? { params } : {} });
  const call = await eventually('the call', () => calls[before]);
  return { ...call, temporarySid, told: farEnd(call.party) };
}

/** `client` and the switch talk, in a call that the client placed. */
async function talking(client: RawClient) {
  const call = await dials(client);
  call.party.answer();
  const { sdp, reconnect } = await client.next('answer');
  await client.peer.acceptAnswer(sdp);
  return { ...call, reconnect: String(reconnect) };
}

async function rings(client: RawClient, which = 0) {
  const party = signalling.reach('ana')[which];
  if (!party) throw new Error('nobody is registered');
  const callSid = newSid();
  party.ring({ callSid, from: '+34911222333', to: 'client:ana', parameters: { c: '1 2' } });
  const invite = await client.next('invite');
  return { party, callSid, invite, told: farEnd(party) };
}

describe('who may come in', () => {
  it('is told who it is, for how long, and where', async () => {
    const client = await connect('voice-js.dublin.twilio.com');
    client.send('listen', { token: token({ ttlSeconds: 600 }), reconnectTimeout: 0 });
    expect(await client.next('connected')).toMatchObject({
      edge: 'dublin',
      home: 'us1',
      token: { identity: 'ana', ttl: 600 },
    });
    const other = await connect();
    other.send('listen', { token: token(), reconnectTimeout: 0 });
    expect(await other.next('connected')).toMatchObject({ edge: 'ashburn' });
  });

  it.each([
    ['another secret', { secret: 'another' }, 31202],
    ['an expired token', { ttlSeconds: -1 }, 31205],
    ['too long a life', { ttlSeconds: 90_000 }, 31207],
  ])('is turned away with %s, and the socket is closed', async (_, over, code) => {
    const client = await connect();
    client.send('listen', { token: token(over), reconnectTimeout: 0 });
    expect(await client.next('error')).toMatchObject({ error: { code } });
    await client.next('close');
    await eventually('closed', () => client.closedWith === 1000);
    expect(logged.join()).not.toContain('eyJ');
  });

  it('may do nothing before it has shown a token', async () => {
    const client = await connect();
    client.send('register', { media: { audio: true } });
    expect(await client.next('error')).toMatchObject({ error: { code: 31204 } });
    client.send('invite', { callsid: 'TJ1', sdp: await client.peer.offer(), twilio: {} });
    expect(await client.next('hangup')).toMatchObject({ callsid: 'TJ1', error: { code: 31204 } });
    expect(signalling.registered()).toEqual([]);
    expect(calls).toEqual([]);
  });

  it('may not register without the incoming grant, nor call without the outgoing one', async () => {
    const client = await device({ voice: { incoming: { allow: false } }, register: false });
    client.send('register', { media: { audio: true } });
    expect(await client.next('error')).toMatchObject({ error: { code: 31201 } });
    client.send('invite', { callsid: 'TJ1', sdp: await client.peer.offer(), twilio: {} });
    expect(await client.next('hangup')).toMatchObject({ callsid: 'TJ1', error: { code: 31201 } });
    expect(calls).toEqual([]);
  });

  it('keeps its place when a new token is bad', async () => {
    const client = await device();
    client.send('listen', { token: token({ secret: 'another' }), reconnectTimeout: 0 });
    expect(await client.next('error')).toMatchObject({ error: { code: 31202 } });
    client.send('register', { media: { audio: true } });
    await client.next('ready');
    expect(client.closedWith).toBeUndefined();
  });

  it('is put out of reach when its token runs out, and keeps its call', async () => {
    const client = await device({ ttlSeconds: 60 });
    const { told, party } = await talking(client);
    await clock.turn(60_000);
    expect(await client.next('error')).toMatchObject({ error: { code: 31205 } });
    await client.next('offline');
    expect(signalling.reach('ana')).toEqual([]);
    client.send('register', { media: { audio: true } });
    expect(await client.next('error')).toMatchObject({ error: { code: 31205 } });
    client.send('invite', { callsid: 'TJ2', sdp: await client.peer.offer(), twilio: {} });
    expect(await client.next('hangup')).toMatchObject({ error: { code: 31205 } });
    expect(told).toEqual([]);
    party.end();
    await client.next('hangup');
  });

  it('lives by its newest token', async () => {
    const client = await device({ ttlSeconds: 60 });
    client.send('listen', { token: token({ ttlSeconds: 600 }), reconnectTimeout: 30 });
    await client.next('connected');
    await clock.turn(120_000);
    expect(signalling.reach('ana')).toHaveLength(1);
  });
});

describe('registrations', () => {
  it('are all reached, newest first, ten at most', async () => {
    const [oldest] = [await device()];
    for (let i = 0; i < 10; i++) await device();
    await device({ identity: 'ben' });
    expect(signalling.registered().filter(({ identity }) => identity === 'ana')).toHaveLength(11);
    const parties = signalling.reach('ana');
    expect(parties).toHaveLength(10);
    expect(parties[0]).toMatchObject({ kind: 'sdk', address: 'client:ana' });
    parties[9]?.ring({ callSid: newSid(), from: '+1', to: 'client:ana', parameters: {} });
    await nothingHappens('at the oldest', () => oldest.received, 200);
  });

  it('end with the socket, and when asked to', async () => {
    const first = await device();
    const second = await device();
    first.send('register', { media: { audio: false } });
    await first.next('offline');
    expect(signalling.reach('ana')).toHaveLength(1);
    second.cut();
    await eventually('gone', () => signalling.reach('ana').length === 0);
  });

  it('are not renewed in rank by registering again every 30 s', async () => {
    const first = await device();
    await clock.turn(1000);
    await device();
    await clock.turn(1000);
    first.send('register', { media: { audio: true } });
    await first.next('ready');
    const [newest] = signalling.registered();
    expect(newest?.since).toBe('2026-03-02T09:00:01.000Z');
  });
});

describe('a call that the client places', () => {
  it('is known by its temporary sid until it is announced', async () => {
    const client = await device();
    const call = await dials(client, 'callId=x%20y&To=%2B34600');
    expect(call.parameters).toEqual({ callId: 'x y', To: '+34600' });
    call.party.end({ code: 31603, message: 'Decline' });
    expect(await client.next('hangup')).toEqual({
      callsid: call.temporarySid,
      error: { code: 31603, message: 'Decline' },
    });
    const second = await dials(client);
    second.party.showRinging(second.callSid, false);
    expect(await client.next('ringing')).toEqual({ callsid: second.callSid });
    second.party.end();
    expect(await client.next('hangup')).toEqual({ callsid: second.callSid });
  });

  it('carries the parameters of the token over those of the client', async () => {
    const voice = { outgoing: { application_sid: 'AP1', params: { tenant: 'acme' } } };
    const client = await device({ voice, register: false });
    const { parameters, applicationSid } = await dials(client, 'tenant=evil&a=1');
    expect(parameters).toEqual({ tenant: 'acme', a: '1' });
    expect(applicationSid).toBe('AP1');
  });

  it('gets the same SDP with early media and with the answer', async () => {
    const client = await device();
    const { party, callSid } = await dials(client);
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
    const client = await device();
    const first = await dials(client);
    client.send('hangup', { callsid: first.temporarySid });
    await eventually('told', () => first.told.includes('hung up'));
    const second = await talking(client);
    client.send('hangup', { callsid: second.callSid, message: null });
    await eventually('told', () => second.told.includes('hung up'));
    second.party.end();
    await nothingHappens('towards the client', () => client.received, 100);
  });

  it('is refused with an SDP that is none', async () => {
    const client = await device();
    const offer = await client.peer.offer();
    const noPcmu = offer.replace('SAVPF 0 126', 'SAVPF 111 126');
    for (const sdp of ['', 'v=0', offer.replace('m=audio', 'm=video'), noPcmu]) {
      client.send('invite', { callsid: 'TJ1', sdp, twilio: {} });
      expect(await client.next('hangup')).toMatchObject({ callsid: 'TJ1', error: { code: 31400 } });
    }
    expect(calls).toEqual([]);
  });

  it('ends where werift chokes on an SDP that looked good', async () => {
    const client = await device();
    const sdp = (await client.peer.offer()).replace('a=mid:0\r\n', '');
    client.send('invite', { callsid: 'TJ1', sdp, twilio: {} });
    const call = await eventually('the call', () => calls[0]);
    const told = farEnd(call.party);
    await client.next('hangup');
    expect(told).toEqual(['hung up']);
  });

  it('happens once, though it is asked for twice', async () => {
    const client = await device();
    const { temporarySid } = await dials(client);
    client.send('invite', { callsid: temporarySid, sdp: await client.peer.offer(), twilio: {} });
    await nothingHappens('a second call', () => calls.length, 200);
  });

  it('hears digits that come by signalling, and lets them be heard', async () => {
    const client = await device();
    const { party, told, callSid } = await talking(client);
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
    const client = await device();
    const { callSid } = await talking(client);
    const message = { callsid: callSid, contenttype: 'application/json', voiceeventsid: 'KX1' };
    client.send('message', { ...message, content: { a: 1 }, messagetype: 'user-defined-message' });
    expect(await client.next('ack')).toEqual({ acktype: 'message', callsid: callSid, voiceeventsid: 'KX1' });
    client.send('message', { ...message, content: {}, messagetype: 'something-else' });
    expect(await client.next('error')).toMatchObject({ voiceeventsid: 'KX1', error: { code: 31210 } });
    client.send('message', { ...message, content: 'x'.repeat(11_000), messagetype: 'user-defined-message' });
    expect(await client.next('error')).toMatchObject({ voiceeventsid: 'KX1', error: { code: 31212 } });
  });
});

describe('a call to the client', () => {
  it('says who calls, with parameters as a query', async () => {
    const client = await device();
    const { invite, callSid } = await rings(client);
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
    const client = await device();
    const { party, invite, callSid, told } = await rings(client);
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
    const client = await device();
    const { callSid, told } = await rings(client);
    client.send(type, { callsid: callSid });
    await eventually('told', () => told.includes(why));
    expect(told).toEqual([why]);
  });

  it('is cancelled; an answer that crosses is told that it came too late', async () => {
    const client = await device();
    const { party, invite, callSid, told } = await rings(client);
    party.end();
    expect(await client.next('cancel')).toEqual({ callsid: callSid });
    client.send('answer', { callsid: callSid, sdp: await client.peer.answer(invite.sdp) });
    expect(await client.next('hangup')).toMatchObject({ callsid: callSid, error: { code: 31008 } });
    expect(told).toEqual([]);
  });

  it('fails with an answer whose SDP is none', async () => {
    const client = await device();
    const { callSid, told } = await rings(client);
    client.send('answer', { callsid: callSid, sdp: 'nonsense' });
    expect(await client.next('hangup')).toMatchObject({ callsid: callSid, error: { code: 31400 } });
    expect(told).toEqual(['failed']);
  });

  it('reaches nobody when the Device went between reaching and ringing', async () => {
    const client = await device({ reconnectTimeout: 0 });
    const [party] = signalling.reach('ana');
    if (!party) throw new Error('nobody is registered');
    const told = farEnd(party);
    client.cut();
    await eventually('gone', () => signalling.registered().length === 0);
    party.ring({ callSid: newSid(), from: '+1', to: 'client:ana', parameters: {} });
    await eventually('told', () => told.includes('no-answer'));
  });
});

describe('a client whose signalling is lost', () => {
  it('has hung up once it stays away longer than it asked for', async () => {
    const client = await device({ reconnectTimeout: 12 });
    const { told } = await talking(client);
    client.cut();
    await eventually('noticed', () => logged.some((line) => line.includes('lost its signalling')));
    await clock.turn(11_900);
    expect(told).toEqual([]);
    await clock.turn(200);
    expect(told).toEqual(['hung up']);
  });

  it('is waited for 30 s at most', async () => {
    const client = await device({ reconnectTimeout: 600 });
    const { told } = await talking(client);
    client.cut();
    await eventually('noticed', () => logged.some((line) => line.includes('lost its signalling')));
    await clock.turn(30_000);
    expect(told).toEqual(['hung up']);
  });

  it('is not waited for when it did not ask for it', async () => {
    const client = await device({ reconnectTimeout: 0 });
    const { told } = await talking(client);
    client.cut();
    await eventually('told', () => told.includes('hung up'));
  });

  it('goes on when it is back in time', async () => {
    const client = await device();
    const { told, callSid, reconnect, party } = await talking(client);
    client.cut();
    await eventually('gone', () => signalling.registered().length === 0);
    const back = await device();
    back.send('invite', { callsid: callSid, reconnect, sdp: await offerOf(client), twilio: {} });
    expect(await back.next('answer')).toEqual({ callsid: callSid, reconnect });
    await clock.turn(60_000);
    expect(told).toEqual([]);
    party.end();
    expect(await back.next('hangup')).toEqual({ callsid: callSid });
  });

  it('can hang up first thing when it is back', async () => {
    const client = await device();
    const { told, callSid } = await talking(client);
    client.cut();
    await eventually('gone', () => signalling.registered().length === 0);
    const back = await device();
    back.send('hangup', { callsid: callSid });
    await eventually('told', () => told.includes('hung up'));
  });

  it('cannot end the lost call of somebody else', async () => {
    const client = await device();
    const { told, callSid } = await talking(client);
    client.cut();
    await eventually('gone', () => signalling.registered().length === 0);
    const ben = await device({ identity: 'ben' });
    ben.send('hangup', { callsid: callSid });
    await nothingHappens('to the call', () => told, 200);
  });

  it('learns that the call has ended meanwhile', async () => {
    const client = await device();
    const { callSid, reconnect, party } = await talking(client);
    client.cut();
    await eventually('gone', () => signalling.registered().length === 0);
    party.end();
    const back = await device();
    back.send('invite', { callsid: callSid, reconnect, sdp: await offerOf(client), twilio: {} });
    expect(await back.next('hangup')).toEqual({ callsid: callSid });
  });

  it('while it rang, did not answer', async () => {
    const client = await device({ reconnectTimeout: 5 });
    const { told } = await rings(client);
    client.cut();
    await eventually('noticed', () => logged.some((line) => line.includes('lost its signalling')));
    await clock.turn(5000);
    expect(told).toEqual(['no-answer']);
  });
});

/** The description of the client's peer connection, as it is: what the SDK sends when it reclaims a call. */
const offerOf = (client: RawClient) => client.peer.description();

describe('a call that is claimed', () => {
  it('by a made-up token stays where it is', async () => {
    const client = await device();
    const { callSid } = await talking(client);
    client.send('invite', { callsid: callSid, reconnect: 'made up', sdp: await offerOf(client), twilio: {} });
    expect(await client.next('hangup')).toMatchObject({ callsid: callSid, error: { code: 31107 } });
  });

  it('by another identity stays where it is', async () => {
    const client = await device();
    const { callSid, reconnect, told } = await talking(client);
    const ben = await device({ identity: 'ben' });
    ben.send('invite', { callsid: callSid, reconnect, sdp: await ben.peer.offer(), twilio: {} });
    expect(await ben.next('hangup')).toMatchObject({ callsid: callSid, error: { code: 31209 } });
    expect(told).toEqual([]);
  });

  it('by another Device while it rings is answered there', async () => {
    const first = await device();
    const { callSid, invite, told, party } = await rings(first);
    const second = await device({ register: false });
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
    const first = await device();
    const { callSid, reconnect, told } = await talking(first);
    const second = await device({ register: false });
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
    const client = await device();
    client.sendFrame(frame);
    expect(await client.next('error')).toMatchObject({ error: { code: 31100 } });
    client.send('register', { media: { audio: true } });
    await client.next('ready');
  });

  it('may be binary, and is left unread', async () => {
    const client = await device();
    client.sendFrame(Uint8Array.of(1, 2, 3));
    client.send('register', { media: { audio: true } });
    await client.next('ready');
    expect(logged.join()).toContain('binary');
  });

  it('ends the connection when it is too large, and only that', async () => {
    const client = await device();
    const other = await device();
    client.sendFrame('x'.repeat(70_000));
    await eventually('closed', () => client.closedWith === 1009);
    other.send('register', { media: { audio: true } });
    await other.next('ready');
  });

  it('about calls that nobody knows changes nothing', async () => {
    const client = await device();
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
    const client = await device();
    const { callSid, told } = await talking(client);
    client.send('reinvite', { callsid: callSid, sdp: 'nonsense' });
    await eventually('logged', () => logged.some((line) => line.includes('restart refused')));
    expect(told).toEqual([]);
  });
});

describe('heartbeats', () => {
  it('come in time, and who does not answer them is taken for dead', async () => {
    await signalling.close();
    await open(50);
    const alive = await device();
    const dead = await device();
    dead.alive = false;
    await eventually('cut', () => dead.closedWith === 1006);
    await eventually('more heartbeats', () => alive.heartbeats > 10);
    expect(alive.closedWith).toBeUndefined();
    expect(signalling.registered()).toHaveLength(1);
  });
});

it('cuts one identity’s sockets as a network does', async () => {
  const ana = await device();
  const ben = await device({ identity: 'ben' });
  signalling.cutAll('ana');
  await eventually('cut', () => ana.closedWith === 1006);
  expect(ben.closedWith).toBeUndefined();
});

it('leaves other paths to others, and refuses them when there are none', async () => {
  const refused = new WebSocket(`ws://127.0.0.1:${port}/elsewhere`);
  await new Promise((resolve) => refused.once('error', resolve));
  let seen = '';
  server.on('upgrade', (request, socket) => {
    seen = request.url ?? '';
    socket.destroy();
  });
  const other = new WebSocket(`ws://127.0.0.1:${port}/elsewhere`);
  await new Promise((resolve) => other.once('error', resolve));
  expect(seen).toBe('/elsewhere');
});

it('ends every call when it closes', async () => {
  const client = await device();
  const { callSid } = await talking(client);
  const { callSid: ringing } = await rings(client);
  await signalling.close();
  expect(await client.next('hangup')).toEqual({ callsid: callSid });
  expect(await client.next('cancel')).toEqual({ callsid: ringing });
  await eventually('closed', () => client.closedWith !== undefined);
});
