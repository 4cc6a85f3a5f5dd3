import twilioPackage from 'twilio';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '#test/support/eventually.ts';
import { COLLEAGUE, COMPANY, CUSTOMER, openStage, type Stage } from '#test/twilio/behaviour/stage.ts';

let stage: Stage;
let client: ReturnType<typeof twilioPackage>;
beforeEach(async () => {
  stage = await openStage();
  client = twilioPackage(stage.twilio.accountSid, stage.twilio.authToken);
  client.api.baseUrl = stage.twilio.httpUrl;
});
afterEach(() => stage.close());

const errorOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no error',
    ({ status, code }) => ({ status, code }),
  );

describe('a number', () => {
  it('is rented, called, and given back', async () => {
    stage.server.reply('/new', '<Response><Say>new number</Say></Response>');
    const voiceUrl = `${stage.server.url}/new`;
    const number = await client.incomingPhoneNumbers.create({ phoneNumber: '+34910999888', voiceUrl });
    expect(number).toMatchObject({ phoneNumber: '+34910999888', voiceUrl });
    const sid = stage.control.placeCall({ from: CUSTOMER, to: '+34910999888' });
    await stage.ended(sid);
    expect(stage.said(sid)).toEqual(['new number']);
    await client.incomingPhoneNumbers(number.sid).remove();
    expect(() => stage.control.placeCall({ from: CUSTOMER, to: '+34910999888' })).toThrow(/not a number/);
    expect(await errorOf(client.incomingPhoneNumbers(number.sid).fetch())).toEqual({ status: 404, code: 20404 });
  });

  it.each([
    ['that somebody has', { phoneNumber: COMPANY }, 21422],
    ['that is none', { phoneNumber: 'madrid' }, 21421],
    ['in an area that is none', { areaCode: '001' }, 21452],
  ])('%s is not rented', async (_, wanted, code) => {
    expect(await errorOf(client.incomingPhoneNumbers.create(wanted))).toEqual({ status: 400, code });
  });

  it('is rented with the application that handles it', async () => {
    stage.server.reply('/app', '<Response><Say>application</Say></Response>');
    const application = await client.applications.create({ voiceUrl: `${stage.server.url}/app` });
    const number = await client.incomingPhoneNumbers.create({
      ...{ phoneNumber: '+34910999888', voiceUrl: `${stage.server.url}/voice`, voiceApplicationSid: application.sid },
    });
    expect(number.voiceApplicationSid).toBe(application.sid);
    const sid = stage.control.placeCall({ from: CUSTOMER, to: '+34910999888' });
    await stage.ended(sid);
    expect(stage.said(sid)).toEqual(['application']);
    const unknown = { phoneNumber: '+34910999777', voiceApplicationSid: `AP${'0'.repeat(32)}` };
    expect(await errorOf(client.incomingPhoneNumbers.create(unknown))).toEqual({ status: 400, code: 21420 });
    expect(await client.incomingPhoneNumbers.list({ phoneNumber: '+34910999777' })).toEqual([]);
  });

  it('is found by a part of it, where any digit may stand for a star', async () => {
    await client.incomingPhoneNumbers.create({ phoneNumber: '+15105550142' });
    const found = async (phoneNumber: string) =>
      (await client.incomingPhoneNumbers.list({ phoneNumber })).map((one) => one.phoneNumber);
    for (const written of ['+15105550142', '510555', '+1510555****', '51*5550', '5*42']) {
      expect([written, await found(written)]).toEqual([written, written === '5*42' ? [] : ['+15105550142']]);
    }
    expect(await found('+1510555*')).toEqual(['+15105550142']);
    expect(await client.incomingPhoneNumbers.list({ origin: 'hosted' })).toEqual([]);
    expect(await client.incomingPhoneNumbers.list({ origin: 'twilio' })).toHaveLength(2);
  });

  it('can be any of an area', async () => {
    const first = await client.incomingPhoneNumbers.create({ areaCode: '510' });
    const second = await client.incomingPhoneNumbers.create({ areaCode: '510' });
    expect([first.phoneNumber, second.phoneNumber]).toEqual(['+15105550100', '+15105550101']);
  });
});

describe('a caller id', () => {
  const verify = (more = {}) =>
    client.validationRequests.create({
      phoneNumber: COLLEAGUE,
      friendlyName: 'Ana’s mobile',
      statusCallback: `${stage.server.url}/verified`,
      ...more,
    });

  it('is verified by a call to it, in which the code is keyed in', async () => {
    stage.server.reply('/verified', new Response(null, { status: 204 }));
    const request = await verify({ callDelay: 5 });
    expect(request).toMatchObject({ phoneNumber: COLLEAGUE, validationCode: expect.stringMatching(/^\d{6}$/) });
    await stage.seconds(4);
    expect(stage.call(request.callSid).status).toBe('queued');
    // It holds up nobody else meanwhile.
    stage.control.setPhone(CUSTOMER, { whenRung: 'busy' });
    const other = await client.calls.create({ to: CUSTOMER, from: COMPANY, twiml: '<Response/>' });
    expect(other.queueTime).toBe('0');
    await stage.seconds(2);
    await eventually('she picks up', () => stage.call(request.callSid).status === 'in-progress');
    expect(await client.outgoingCallerIds.list()).toEqual([]);
    stage.control.press(request.callSid, `1${request.validationCode}`);
    await stage.ended(request.callSid);
    const [callerId] = await client.outgoingCallerIds.list();
    expect(callerId).toMatchObject({ phoneNumber: COLLEAGUE, friendlyName: 'Ana’s mobile' });
    const told = await eventually('it is told', () => stage.server.at('/verified')[0]);
    expect(told.parameters).toMatchObject({ VerificationStatus: 'success', OutgoingCallerIdSid: callerId?.sid });
    expect(told.isSigned).toBe(true);
    expect(await errorOf(verify())).toEqual({ status: 400, code: 21450 });
    expect(await client.outgoingCallerIds(callerId?.sid ?? '').update({ friendlyName: 'Ana' })).toMatchObject({
      friendlyName: 'Ana',
    });
  });

  it('is none when the code is wrong or nobody answers', async () => {
    stage.server.reply('/verified', new Response(null, { status: 204 }));
    stage.control.setPhone(COLLEAGUE, { whenRung: 'busy' });
    const { callSid } = await verify();
    await stage.ended(callSid);
    const told = await eventually('it is told', () => stage.server.at('/verified')[0]);
    expect(told.parameters).toMatchObject({ VerificationStatus: 'failed' });
    expect(await client.outgoingCallerIds.list()).toEqual([]);
    expect(await errorOf(verify({ phoneNumber: '12' }))).toEqual({ status: 400, code: 21401 });
    expect(await errorOf(verify({ callDelay: 61 }))).toEqual({ status: 400, code: 21454 });
    expect(await errorOf(verify({ statusCallback: 'here' }))).toEqual({ status: 400, code: 21456 });
  });
});

describe('what else is asked for', () => {
  it('are the requests about a call, with what came back', async () => {
    stage.twiml('<Say>hello</Say>');
    const sid = stage.customerCalls();
    await stage.ended(sid);
    const [event] = await client.calls(sid).events.list();
    expect(event?.request).toMatchObject({
      method: 'POST',
      url: `${stage.server.url}/voice`,
      parameters: { call_sid: sid, from: CUSTOMER },
    });
    expect(event?.response).toMatchObject({ response_code: 200, content_type: 'text/xml' });
  });

  it('are servers for a browser behind a NAT', async () => {
    const token = await client.tokens.create({ ttl: 600 });
    expect(token).toMatchObject({ ttl: '600', username: expect.any(String), password: expect.any(String) });
    expect(token.iceServers.map(({ urls }) => urls?.split(':')[0])).toEqual(['stun', 'turn', 'turn', 'turn']);
  });

  it('are streams and transcriptions, which are refused, visibly', async () => {
    stage.twiml('<Pause length="5"/>');
    const sid = stage.customerCalls();
    const { streams, transcriptions } = client.calls(sid);
    for (const refused of [streams.create({ url: 'wss://example.com' }), transcriptions.create()]) {
      expect(await errorOf(refused)).toEqual({ status: 501, code: 20501 });
    }
    stage.control.hangUp(sid);
    await stage.ended(sid);
  });

  it('is that the account stands still', async () => {
    await client.api.accounts(stage.twilio.accountSid).update({ status: 'suspended' });
    expect(await errorOf(client.calls.list())).toEqual({ status: 403, code: 20005 });
    expect((await client.api.accounts(stage.twilio.accountSid).fetch()).status).toBe('suspended');
  });
});
