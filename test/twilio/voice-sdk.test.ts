import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import twilioPackage from 'twilio';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { certificate } from '#test/support/certificate.ts';
import { eventually } from '#test/support/eventually.ts';
import { recordedSound } from '#test/twilio/media/recorded-sound.ts';
import {
  launchSdkBrowser,
  MICROPHONE_HZ,
  pageServer,
  type SdkBrowser,
  type SdkPage,
} from '#test/twilio/signalling/voice-sdk-browser.ts';
import { startWebhookReceiver, type WebhookReceiver } from '#test/twilio/webhook-receiver/webhook-receiver.ts';
import { type LocalTwilio, startLocalTwilio } from './local-twilio.ts';

// The whole of it: the real Voice SDK, a token of the real `twilio` package, TwiML, webhooks and sound both ways.

const COMPANY = '+34910601234';
const CUSTOMER = '+34612345678';

let twilio: LocalTwilio;
let server: WebhookReceiver;
let pages: Server;
let browser: SdkBrowser;
let ana: SdkPage;

beforeAll(async () => {
  twilio = await startLocalTwilio();
  server = await startWebhookReceiver(() => twilio.authToken);
  const { key, cert, spki } = await certificate();
  pages = createServer({ key, cert }, await pageServer());
  const pagePort = await new Promise<number>((resolve) => {
    pages.listen(0, '127.0.0.1', () => resolve((pages.address() as AddressInfo).port)); // listening on TCP, so it has one
  });
  browser = await launchSdkBrowser(twilio.httpsPort, spki, pagePort);
});

afterAll(async () => {
  await browser?.close();
  pages?.close();
  await server?.close();
  await twilio?.stop();
});

beforeEach(async () => {
  twilio.control.configureNumber(COMPANY, { voiceUrl: `${server.url}/voice` });
  const key = twilio.control.account.addKey('softphone');
  const application = twilio.control.account.addApplication('softphone', { voiceUrl: `${server.url}/outgoing` });
  const token = new twilioPackage.jwt.AccessToken(twilio.accountSid, key.sid, key.secret, {
    identity: 'ana',
    ttl: 600,
  });
  token.addGrant(
    new twilioPackage.jwt.AccessToken.VoiceGrant({ outgoingApplicationSid: application.sid, incomingAllow: true }),
  );
  ana = await browser.page();
  await ana.ask('open', token.toJwt());
  await ana.ask('register');
  await eventually('Ana is registered', () => twilio.control.registered().some((device) => device.identity === 'ana'));
});

afterEach(async () => {
  await ana.close();
  await eventually('no leg is up', () => twilio.control.liveLegs().length === 0);
  await eventually('her Device is gone', () => twilio.control.registered().length === 0);
});

const saw = (event: string) => eventually(event, async () => (await ana.events()).includes(event));
const hearsTone = (leg: { phones: { heard: { hz: number }[] }[] } | undefined, hz: number) =>
  leg?.phones.some((phone) => phone.heard.some((tone) => Math.abs(tone.hz - hz) < 10));

it('lets a customer ring a browser, and each hears the other', async () => {
  server.reply(
    '/voice',
    '<Response><Dial answerOnBridge="true"><Client><Identity>ana</Identity><Parameter name="call" value="a b"/></Client></Dial></Response>',
  );
  const sid = twilio.control.placeCall({ from: CUSTOMER, to: COMPANY, toneHz: 1000 });
  await saw('device.incoming');
  const leg = twilio.control.call(sid).legs[0];
  expect(await ana.ask('call')).toMatchObject({ sid: leg?.sid, from: CUSTOMER, custom: { call: 'a b' } });
  await ana.ask('accept');
  await eventually('the customer hears Ana', () => hearsTone(twilio.control.call(sid), MICROPHONE_HZ));
  await eventually('Ana hears the customer', async () => Math.abs(Number(await ana.ask('hears')) - 1000) < 20);
  twilio.control.hangUp(sid);
  await saw('call.disconnect');
});

it('stops ringing the browser when the customer gives up', async () => {
  server.reply('/voice', '<Response><Dial answerOnBridge="true"><Client>ana</Client></Dial></Response>');
  const sid = twilio.control.placeCall({ from: CUSTOMER, to: COMPANY });
  await saw('device.incoming');
  twilio.control.hangUp(sid);
  await saw('call.cancel');
  expect(twilio.control.call(sid)).toMatchObject({ status: 'no-answer', legs: [{ status: 'canceled' }] });
});

it('lets a browser ring a phone, hear it ring, talk, press keys and hang up', async () => {
  server.reply(
    '/outgoing',
    `<Response><Dial answerOnBridge="true" callerId="${COMPANY}" action="/after"><Number>${CUSTOMER}</Number></Dial></Response>`,
  );
  server.reply('/after', '<Response><Hangup/></Response>');
  twilio.control.setPhone(CUSTOMER, { whenRung: 'answers', afterSeconds: 1, toneHz: 1000 });
  await ana.ask('dial', { callId: '42', From: '+10000000000', To: '' });
  await saw('call.ringing true');
  const call = () => twilio.control.calls().find((one) => one.from === 'client:ana');
  await saw('call.accept');
  const leg = () => call()?.legs[0];
  await eventually('the customer hears Ana', () => hearsTone(leg(), MICROPHONE_HZ));
  await eventually('Ana hears the customer', async () => Math.abs(Number(await ana.ask('hears')) - 1000) < 20);
  // D44: the browser's own parameters come along, but can't stand in for Twilio's.
  expect(server.at('/outgoing')[0]).toMatchObject({
    isSigned: true,
    parameters: { callId: '42', From: 'client:ana', To: '', Direction: 'inbound', CallStatus: 'ringing' },
  });
  expect(leg()?.from).toBe(COMPANY);
  await ana.ask('digits', '12');
  await eventually('the digits arrive', () => leg()?.phones[0]?.digits === '12');
  await ana.ask('hangUp');
  await eventually('the action was asked', () => server.at('/after').length === 1);
  expect(server.at('/after')[0]?.parameters).toMatchObject({ DialCallStatus: 'completed', CallStatus: 'completed' });
});

it('records a call that a browser makes: the browser on the first channel, the phone on the second', async () => {
  server.reply(
    '/outgoing',
    `<Response><Dial answerOnBridge="true" callerId="${COMPANY}" record="record-from-answer-dual" recordingStatusCallback="/rec"><Number>${CUSTOMER}</Number></Dial></Response>`,
  );
  server.reply('/rec', '');
  twilio.control.setPhone(CUSTOMER, { whenRung: 'answers', afterSeconds: 1, toneHz: 1000 });
  await ana.ask('dial', {});
  const call = () => twilio.control.calls().findLast((one) => one.from === 'client:ana');
  const hearsLong = (leg: { phones: { heard: { hz: number; heardMs: number }[] }[] } | undefined) =>
    leg?.phones.some((phone) =>
      phone.heard.some((tone) => Math.abs(tone.hz - MICROPHONE_HZ) < 10 && tone.heardMs >= 500),
    );
  await eventually('the customer hears Ana', () => hearsLong(call()?.legs[0]));
  await eventually('Ana hears the customer', async () => Math.abs(Number(await ana.ask('hears')) - 1000) < 20);
  await ana.ask('hangUp');
  const told = await eventually('the recording is ready', () => server.at('/rec')[0]?.parameters);
  expect(told).toMatchObject({ CallSid: call()?.sid, RecordingStatus: 'completed', RecordingChannels: '2' });
  const authorization = `Basic ${btoa(`${twilio.accountSid}:${twilio.authToken}`)}`;
  const file = await fetch(told.RecordingUrl ?? '', { headers: { authorization } });
  const { channels } = recordedSound(new Uint8Array(await file.arrayBuffer()));
  // On a busy machine a browser's sound has gaps, and a gap sounds of other things: what counts is who is on which channel.
  const has = (hz: number) => channels.map(({ tones }) => tones.some((tone) => Math.abs(tone - hz) < 10));
  expect(has(MICROPHONE_HZ)).toEqual([true, false]);
  expect(has(1000)).toEqual([false, true]);
});

it.each([
  ['busy', 'call.error 31486'],
  ['fails', 'call.error 31404'],
] as const)('tells the browser that the phone it rings %s', async (whenRung, event) => {
  server.reply(
    '/outgoing',
    `<Response><Dial answerOnBridge="true" callerId="${COMPANY}">${CUSTOMER}</Dial></Response>`,
  );
  twilio.control.setPhone(CUSTOMER, { whenRung });
  await ana.ask('dial', {});
  await saw(event);
  await saw('call.disconnect');
});

it('lets the browser hear what is said, and says when its application is gone', async () => {
  server.reply('/outgoing', '<Response><Say>You may not call this number.</Say></Response>');
  await ana.ask('dial', {});
  await saw('call.accept');
  await eventually('Ana hears a voice', async () => Number(await ana.ask('hears')) > 0);
  await saw('call.disconnect');
  twilio.control.account.applications.clear();
  await ana.ask('dial', {});
  await saw('call.error 31404');
});
