import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '#test/support/eventually.ts';
import { startWebhookReceiver, type WebhookReceiver } from '#test/twilio/webhook-receiver/webhook-receiver.ts';
import { type LocalTwilio, startLocalTwilio } from './local-twilio.ts';

const COMPANY = '+34910601234';
const CUSTOMER = '+34612345678';
const ALL_EVENTS = 'initiated ringing answered completed';

describe('a customer calls the company', () => {
  let twilio: LocalTwilio;
  let server: WebhookReceiver;

  beforeEach(async () => {
    twilio = await startLocalTwilio();
    server = await startWebhookReceiver(() => twilio.authToken);
    twilio.control.configureNumber(COMPANY, {
      voiceUrl: `${server.url}/voice`,
      statusCallback: `${server.url}/call-status`,
    });
  });

  afterEach(async () => {
    await server.close();
    await twilio.stop();
  });

  it('rings two agents, lets the one who answers talk to her, and tells the server all of it', async () => {
    server.reply(
      '/voice',
      `<Response><Dial answerOnBridge="true" action="/after?x=1" timeout="20">
         <Client statusCallback="/leg" statusCallbackEvent="${ALL_EVENTS}"><Identity>ana</Identity><Parameter name="c" value="7"/></Client>
         <Client statusCallback="/leg" statusCallbackEvent="${ALL_EVENTS}">ken</Client>
       </Dial></Response>`,
    );
    server.reply('/after', '<Response><Hangup/></Response>');
    twilio.control.registerClient('ana', { whenRung: 'answers', afterSeconds: 0.3, toneHz: 1000 });
    twilio.control.registerClient('ken', { whenRung: 'no-answer' });

    const sid = twilio.control.placeCall({ from: CUSTOMER, to: COMPANY, toneHz: 440 });
    const legs = () => twilio.control.call(sid).legs;
    const heard = (address: string) =>
      [twilio.control.call(sid), ...legs()]
        .find((leg) => leg.from === address || leg.to === address)
        ?.phones.flatMap((phone) => phone.heard.map((tone) => tone.hz)) ?? [];
    const near = (hz: number) => expect.closeTo(hz, -1);

    await eventually('the customer hears Ana', () => expect(heard(CUSTOMER)).toContainEqual(near(1000)));
    await eventually('Ana hears the customer', () => expect(heard('client:ana')).toContainEqual(near(440)));
    const ana = legs().find((leg) => leg.to === 'client:ana');
    const ken = legs().find((leg) => leg.to === 'client:ken');
    expect(ana?.phones[0]?.invite).toMatchObject({ from: CUSTOMER, parameters: { c: '7' } });
    expect(ken).toMatchObject({ status: 'canceled' });
    expect(twilio.control.call(sid).status).toBe('in-progress');

    twilio.control.press(sid, '5');
    await eventually('Ana hears the digit', () => expect(legs()[0]?.phones[0]?.digits).toBe('5'));

    if (ana) twilio.control.hangUp(ana.sid);
    await eventually('the call has ended', () => twilio.control.liveLegs().length === 0);
    await eventually(
      'the last callbacks have come',
      () => server.at('/call-status').length === 1 && server.at('/leg').length === 7,
    );

    const [voice] = server.at('/voice');
    expect(voice?.parameters).toMatchObject({
      CallSid: sid,
      AccountSid: twilio.accountSid,
      From: CUSTOMER,
      To: COMPANY,
      CallStatus: 'ringing',
      Direction: 'inbound',
      ApiVersion: '2010-04-01',
      FromCountry: 'ES',
    });
    const [action] = server.at('/after');
    expect(action?.path).toBe('/after?x=1');
    expect(action?.parameters).toMatchObject({
      CallSid: sid,
      CallStatus: 'in-progress',
      DialCallStatus: 'completed',
      DialCallSid: ana?.sid,
      DialBridged: 'true',
    });
    const eventsOf = (leg?: string) =>
      server
        .at('/leg')
        .filter((webhook) => webhook.parameters.CallSid === leg)
        .map(({ parameters }) => `${parameters.SequenceNumber} ${parameters.CallStatus}`);
    expect(eventsOf(ana?.sid)).toEqual(['0 initiated', '1 ringing', '2 in-progress', '3 completed']);
    expect(eventsOf(ken?.sid)).toEqual(['0 initiated', '1 ringing', '2 canceled']);
    expect(server.at('/leg').every((webhook) => webhook.parameters.ParentCallSid === sid)).toBe(true);
    expect(server.at('/call-status')[0]?.parameters).toMatchObject({
      CallSid: sid,
      CallStatus: 'completed',
      SequenceNumber: '0',
    });
    expect(server.received.filter((webhook) => !webhook.isSigned)).toEqual([]);
    expect(twilio.control.call(sid).errors).toEqual([]);
  });
});
