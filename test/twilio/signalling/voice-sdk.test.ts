import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { systemClock } from '#shared/time.ts';
import { certificate } from '#test/support/certificate.ts';
import { eventually, nothingHappens } from '#test/support/eventually.ts';
import { tone } from '#test/twilio/media/audio-source.ts';
import { DtmfDetector } from '#test/twilio/media/dtmf.ts';
import { ToneMeter } from '#test/twilio/media/tone-meter.ts';
import type { Party } from '#test/twilio/party.ts';
import { accessToken, TEST_KEYS } from './access-token.fixture.ts';
import { openSignalling } from './open-signalling.ts';
import type { OutgoingCall, Signalling } from './signalling.ts';
import { launchSdkBrowser, MICROPHONE_HZ, pageServer, type SdkBrowser, type SdkPage } from './voice-sdk-browser.ts';

// The contract with the real, unmodified Voice SDK in a real browser: whoever upgrades the SDK runs this first.

let server: Server;
let signalling: Signalling;
let browser: SdkBrowser;
let ana: SdkPage;
let calls: OutgoingCall[] = [];
let sids = 0;

beforeAll(async () => {
  const { key, cert, spki } = await certificate();
  server = createServer({ key, cert }, await pageServer());
  signalling = openSignalling({
    server,
    keys: TEST_KEYS,
    clock: systemClock,
    log: () => {},
    newCallSid: () => newSid(),
  });
  signalling.onOutgoing((call) => calls.push(call));
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)); // listening on TCP, so it has one
  });
  browser = await launchSdkBrowser(port, spki);
});

afterAll(async () => {
  await browser?.close();
  await signalling?.close();
  server?.close();
});

beforeEach(async () => {
  calls = [];
  ana = await browser.page();
});

afterEach(async () => {
  await ana.close();
  await eventually('her Device is gone', () => signalling.registered().length === 0);
});

const newSid = () => `CA${String(++sids).padStart(32, '0')}`;
const token = (over: Partial<Parameters<typeof accessToken>[0]> = {}) => accessToken({ now: new Date(), ...over });
const saw = (page: SdkPage, event: string) =>
  eventually(event, async () => {
    const events = await page.events();
    if (!events.includes(event)) throw new Error(`so far: ${events.join(', ')}`);
    return true;
  });

/** Someone at the other end of a party: what it tells and what it says. */
function farEnd(party: Party) {
  const told: string[] = [];
  const meter = new ToneMeter(() => new Date());
  let digitsHeard = '';
  const detector = new DtmfDetector((digit) => {
    digitsHeard += digit;
  });
  party.attach({
    answered: () => told.push('answered'),
    refused: (why) => told.push(`refused: ${why}`),
    hungUp: () => told.push('hung up'),
    digit: (digit) => told.push(`digit ${digit}`),
  });
  party.audio.listen((frame) => {
    meter.push(frame);
    detector.push(frame);
  }, new AbortController().signal);
  return {
    told,
    meter,
    digits: () => digitsHeard,
    hears: (hz: number) =>
      eventually(`${hz} Hz is heard`, () => meter.present().tones.some((heard) => Math.abs(heard - hz) < 10)),
  };
}

const hears = (page: SdkPage, hz: number) =>
  eventually(`the browser hears ${hz} Hz`, async () => Math.abs(Number(await page.ask('hears')) - hz) < 20);

async function registered(options: object = {}): Promise<void> {
  await ana.ask('open', token(), options);
  await ana.ask('register');
  await saw(ana, 'device.registered');
}

async function dials(params: Record<string, string> = { callId: 'a b&c' }): Promise<OutgoingCall> {
  await ana.ask('dial', params);
  return eventually('the call is there', () => calls[0]);
}

async function talking(options: object = { maxCallSignalingTimeoutMs: 30_000 }) {
  await registered(options);
  const call = await dials();
  const far = farEnd(call.party);
  call.party.answer();
  await saw(ana, 'call.accept');
  return { ...call, far };
}

async function rung(parameters: Record<string, string> = {}) {
  const [party] = signalling.reach('ana');
  if (!party) throw new Error('ana is not registered');
  const far = farEnd(party);
  const callSid = newSid();
  party.ring({ callSid, from: '+34911222333', to: 'client:ana', parameters });
  await saw(ana, 'device.incoming');
  return { party, far, callSid };
}

it('registers, and is no longer rung once it has unregistered', async () => {
  await registered();
  expect(signalling.registered()).toMatchObject([{ identity: 'ana' }]);
  expect(signalling.reach('ben')).toEqual([]);
  await ana.ask('unregister');
  await saw(ana, 'device.unregistered');
  expect(signalling.reach('ana')).toEqual([]);
});

it('places a call: custom parameters arrive, it rings, each hears the other, mute silences', async () => {
  await registered();
  const { party, callSid, parameters } = await dials();
  expect(parameters).toEqual({ callId: 'a b&c' });
  const far = farEnd(party);
  party.showRinging(callSid, false);
  await saw(ana, 'call.ringing false');
  party.audio.hear(tone(1000));
  party.answer();
  await saw(ana, 'call.accept');
  expect(await ana.ask('call')).toMatchObject({ sid: callSid, status: 'open' });
  await hears(ana, 1000);
  await far.hears(MICROPHONE_HZ);
  await ana.ask('mute', true);
  await eventually('silence', () => far.meter.present().level < -60);
  await ana.ask('hangUp');
  await eventually('the far end is told', () => far.told.includes('hung up'));
});

it('hears what is played before the call is answered', async () => {
  await registered();
  const { party, callSid } = await dials();
  party.audio.hear(tone(700));
  party.showRinging(callSid, true);
  await saw(ana, 'call.ringing true');
  await hears(ana, 700);
  party.answer();
  await saw(ana, 'call.accept');
  await hears(ana, 700);
});

it('sends digits that the far end hears in order', async () => {
  const { far } = await talking();
  await far.hears(MICROPHONE_HZ);
  await ana.ask('digits', '12#');
  await eventually('three digits', () => far.told.length >= 3);
  expect(far.told).toEqual(['digit 1', 'digit 2', 'digit #']);
  await eventually('their sound', () => far.digits() === '12#');
});

it('disconnects when the far end hangs up', async () => {
  const { party, far } = await talking();
  party.end();
  await saw(ana, 'call.disconnect');
  expect(far.told).toEqual([]);
});

it.each([
  { what: 'busy', code: 31486, ringing: true },
  { what: 'declined', code: 31603, ringing: false },
])('is told that the far end is $what', async ({ code, ringing, what }) => {
  await registered();
  const { party, callSid } = await dials();
  if (ringing) party.showRinging(callSid, false);
  party.end({ code, message: what });
  await saw(ana, `call.error ${code}`);
  await saw(ana, 'call.disconnect');
});

it('gives up while it rings', async () => {
  await registered();
  const { party, callSid } = await dials();
  const far = farEnd(party);
  party.showRinging(callSid, false);
  await saw(ana, 'call.ringing false');
  await ana.ask('hangUp');
  await eventually('the far end is told', () => far.told.includes('hung up'));
});

it('is called, with who calls and what is known of it, and answers', async () => {
  await registered();
  const { party, far, callSid } = await rung({ caseId: '42', note: 'ñ + a&b' });
  expect(await ana.ask('call')).toMatchObject({ from: '+34911222333', custom: { caseId: '42', note: 'ñ + a&b' } });
  party.audio.hear(tone(1000));
  await ana.ask('accept');
  await saw(ana, 'call.accept');
  await eventually('the far end is told', () => far.told.includes('answered'));
  await hears(ana, 1000);
  await far.hears(MICROPHONE_HZ);
  expect(await ana.ask('call')).toMatchObject({ sid: callSid });
  party.end();
  await saw(ana, 'call.disconnect');
});

it('is called, and declines', async () => {
  await registered();
  const { far } = await rung();
  await ana.ask('reject');
  await eventually('the far end is told', () => far.told.includes('refused: declined'));
});

it('stops ringing when the caller has gone', async () => {
  await registered();
  const { party } = await rung();
  party.end();
  await saw(ana, 'call.cancel');
});

it('ignores a second caller while it talks, until that caller gives up', async () => {
  await talking();
  const [party] = signalling.reach('ana');
  if (!party) throw new Error('ana is not registered');
  const far = farEnd(party);
  party.ring({ callSid: newSid(), from: '+34911222333', to: 'client:ana', parameters: {} });
  await nothingHappens('an answer of the busy Device', () => far.told, 500);
  party.end();
});

it('takes a call over from the Device that rings', async () => {
  await registered();
  const { party, far } = await rung();
  const connectToken = String(await ana.ask('connectToken'));
  const other = await browser.page();
  await other.ask('open', token());
  await other.ask('takeOver', connectToken);
  await saw(other, 'call.accept');
  await saw(ana, 'call.cancel');
  await eventually('the far end is told', () => far.told.includes('answered'));
  party.audio.hear(tone(1000));
  await hears(other, 1000);
  await far.hears(MICROPHONE_HZ);
  await other.close();
});

it('has a second call beside the first on a Device of its own, while one Device alone would hang the first up', async () => {
  const first = await talking({ maxCallSignalingTimeoutMs: 30_000, allowIncomingWhileBusy: true });
  const second = await rung();
  const connectToken = String(await ana.ask('connectToken'));
  const beside = await browser.page();
  await beside.ask('open', token());
  await beside.ask('takeOver', connectToken);
  await saw(beside, 'call.accept');
  await eventually('the second caller is answered', () => second.far.told.includes('answered'));
  second.party.audio.hear(tone(900));
  first.party.audio.hear(tone(600));
  await hears(beside, 900);
  await second.far.hears(MICROPHONE_HZ);
  await first.far.hears(MICROPHONE_HZ);
  await nothingHappens('to the first call', () => first.far.told, 300);
  second.party.end();
  await saw(beside, 'call.disconnect');
  await beside.close();
  await nothingHappens('to the first call', () => first.far.told, 300);
});

it('keeps the call when the signalling is cut, and registers again', async () => {
  const { party, far } = await talking();
  await far.hears(MICROPHONE_HZ);
  signalling.cutAll('ana');
  await saw(ana, 'call.reconnecting');
  await saw(ana, 'call.reconnected');
  await eventually('registered again', () => signalling.registered().length === 1);
  party.audio.hear(tone(1000));
  await hears(ana, 1000);
  await ana.ask('hangUp');
  await eventually('the far end is told', () => far.told.includes('hung up'));
});

it('hangs up at once on a lost Device that asked for no reconnecting', async () => {
  const { far } = await talking({});
  signalling.cutAll('ana');
  await eventually('the far end is told', () => far.told.includes('hung up'));
  await saw(ana, 'call.disconnect');
});

it('takes a new token in a call without disturbing it', async () => {
  const { far } = await talking();
  await ana.ask('updateToken', token({ ttlSeconds: 600 }));
  await nothingHappens('to the call', () => far.told, 300);
  expect(await ana.ask('call')).toMatchObject({ status: 'open' });
});

it('goes on hearing and being heard after its ICE restart', async () => {
  const { party, far } = await talking();
  party.audio.hear(tone(1000));
  await hears(ana, 1000);
  const before = await ana.ask('iceUser');
  await ana.ask('restartIce');
  await eventually('the restart is answered', async () => (await ana.ask('iceUser')) !== before);
  party.audio.hear(tone(600));
  await hears(ana, 600);
  await ana.ask('mute', true);
  await eventually('silence', () => far.meter.present().level < -60);
  await ana.ask('mute', false);
  await far.hears(MICROPHONE_HZ);
});

it('acknowledges a message of the call', async () => {
  await talking();
  await ana.ask('message', { hello: 1 });
  await saw(ana, 'call.messageSent');
});

it('refuses a token that is signed with another secret', async () => {
  await ana.ask('open', token({ secret: 'another one' }));
  await ana.ask('register');
  await saw(ana, 'device.error 31202');
  await saw(ana, 'register failed');
});

it('refuses an expired token', async () => {
  await ana.ask('open', token({ ttlSeconds: -5 }));
  await ana.ask('register');
  await saw(ana, 'device.error 20104');
  await saw(ana, 'register failed');
});

it('registers no Device whose token allows no incoming calls, and connects none whose token allows no outgoing ones', async () => {
  await ana.ask('open', token({ voice: { incoming: { allow: false } } }));
  await ana.ask('register');
  await saw(ana, 'device.error 20151');
  await ana.ask('dial', {});
  await saw(ana, 'call.error 31201');
  expect(calls).toEqual([]);
  expect(signalling.registered()).toEqual([]);
});

it('is no longer rung when its token has run out, and is again with a new one', async () => {
  await ana.ask('open', token({ ttlSeconds: 3 }), { tokenRefreshMs: 1000 });
  await ana.ask('register');
  await saw(ana, 'device.tokenWillExpire');
  await saw(ana, 'device.error 20104');
  await saw(ana, 'device.unregistered');
  expect(signalling.reach('ana')).toEqual([]);
  await ana.ask('updateToken', token());
  await eventually('registered again', () => signalling.reach('ana').length === 1);
});
