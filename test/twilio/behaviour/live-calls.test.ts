import twilioPackage from 'twilio';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually, nothingHappens } from '#test/support/eventually.ts';
import { COLLEAGUE, COMPANY, openStage, type Stage } from './stage.ts';

let stage: Stage;
let client: ReturnType<typeof twilioPackage>;
beforeEach(async () => {
  stage = await openStage();
  client = twilioPackage(stage.twilio.accountSid, stage.twilio.authToken);
  client.api.baseUrl = stage.twilio.httpUrl;
  stage.server.reply('/after', '<Response/>');
});
afterEach(() => stage.close());

/** The customer talks to Ana; answers both CallSids. */
async function talking(dial = '<Dial action="/after"><Client>ana</Client></Dial>') {
  stage.twiml(dial);
  stage.control.registerClient('ana', { whenRung: 'answers', afterSeconds: 0 });
  const sid = stage.customerCalls();
  const leg = await stage.leg(sid);
  await stage.seconds(3);
  expect(stage.call(leg.sid).status).toBe('in-progress');
  return { sid, leg: leg.sid };
}

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no error',
    (error) => ({ code: error.code, status: error.status }),
  );

describe('other TwiML for a live call', () => {
  it('asks what comes next for a child again as the fragment says, and then the fallback it was given', async () => {
    // A24, docs/usage/webhooks/webhooks-connection-overrides
    let fails = 3;
    stage.server.reply('/next', () =>
      fails-- > 0 ? new Response('', { status: 502 }) : '<Response><Say>on we go</Say></Response>',
    );
    stage.server.reply('/fallback', '<Response><Say>Please call later.</Say></Response>');
    const onward = (fragment: string) => ({
      twiml: `<Response><Redirect>${stage.server.url}/next${fragment}</Redirect></Response>`,
      fallbackUrl: `${stage.server.url}/fallback`,
    });
    const { leg } = await talking();
    await client.calls(leg).update(onward('#rc=5&amp;rp=ct,5xx'));
    await eventually('it went on', () => stage.said(leg).includes('on we go'));
    expect(stage.server.at('/next')).toHaveLength(4);
    fails = Number.POSITIVE_INFINITY;
    const other = await talking();
    await client.calls(other.leg).update(onward('#rc=2&amp;rp=ct,5xx'));
    await eventually('the fallback speaks', () => stage.said(other.leg).includes('Please call later.'));
    expect(stage.server.at('/next')).toHaveLength(7);
    await stage.seconds(10);
    await Promise.all([stage.ended(leg), stage.ended(other.leg)]);
  });

  it('moves the child, and the parent goes on with the action: the way to hold', async () => {
    // twilio-voice.md 2.2
    stage.server.reply('/after', '<Response><Pause length="100"/></Response>');
    stage.server.reply('/child', '<Response><Pause length="100"/></Response>');
    const { sid, leg } = await talking();
    await client.calls(leg).update({ url: `${stage.server.url}/child` });
    await eventually(
      'both have new TwiML',
      () => stage.server.at('/after').length === 1 && stage.server.at('/child').length === 1,
    );
    const action = stage.server.at('/after')[0]?.parameters;
    expect(action).toMatchObject({
      CallSid: sid,
      DialCallSid: leg,
      DialCallStatus: 'completed',
      CallStatus: 'in-progress',
    });
    expect(action).not.toHaveProperty('DialCallDuration');
    expect(stage.server.at('/child')[0]?.parameters).toMatchObject({ CallSid: leg, ParentCallSid: sid });
    expect([stage.call(sid).status, stage.call(leg).status]).toEqual(['in-progress', 'in-progress']);
    stage.control.hangUp(sid);
    stage.control.hangUp(leg);
    await stage.ended(sid);
  });

  it('moves the parent, and the child is released', async () => {
    // H11
    const { sid, leg } = await talking();
    await client.calls(sid).update({ twiml: '<Response><Say>Wait.</Say><Pause length="100"/></Response>' });
    await eventually('Ana is released', () => stage.call(leg).status === 'completed');
    await stage.seconds(2);
    expect(stage.said(sid)).toEqual(['Wait.']);
    expect(stage.server.at('/after')).toEqual([]);
    stage.control.hangUp(sid);
    await stage.ended(sid);
  });

  it('interrupts what is being said', async () => {
    // H16, H17
    stage.twiml('<Pause length="1"/><Say loop="0">la</Say>');
    stage.server.reply('/new', '<Response><Redirect method="GET">/newer</Redirect></Response>');
    stage.server.reply('/newer', '<Response><Say>new</Say></Response>');
    const sid = stage.customerCalls();
    await eventually('it was asked', () => stage.server.at('/voice').length === 1);
    await stage.seconds(4);
    await client.calls(sid).update({ url: `${stage.server.url}/new`, method: 'GET' });
    await eventually('the new document was asked for', () => stage.server.at('/newer').length === 1);
    await stage.seconds(20);
    await stage.ended(sid);
    expect(stage.said(sid).at(-1)).toBe('new');
    expect(stage.server.at('/new')[0]?.method).toBe('GET');
  });

  it('stops every phone when the caller gets other TwiML while they ring', async () => {
    // E13
    stage.twiml('<Dial answerOnBridge="true"><Client>ana</Client><Client>ken</Client></Dial>');
    for (const name of ['ana', 'ken']) stage.control.registerClient(name);
    const sid = stage.customerCalls();
    await stage.leg(sid, 'client:ken');
    await client.calls(sid).update({ twiml: '<Response><Hangup/></Response>' });
    const call = await stage.ended(sid);
    expect(call.legs.map((leg) => leg.status)).toEqual(['canceled', 'canceled']);
  });

  it('needs absolute URLs in TwiML that came without one', async () => {
    // A15, A16
    const { sid } = await talking();
    await client.calls(sid).update({ twiml: '<Response><Redirect>/relative</Redirect></Response>' });
    await stage.seconds(20);
    await stage.ended(sid);
    expect(stage.codes(sid)).toEqual(['11100']);
  });

  it('asks the fallback given with it', async () => {
    stage.server.reply('/fallback', '<Response><Say>sorry</Say></Response>');
    const { sid } = await talking();
    await client.calls(sid).update({ url: `${stage.server.url}/nowhere`, fallbackUrl: `${stage.server.url}/fallback` });
    await eventually('the fallback was asked', () => stage.server.at('/fallback').length === 1);
    await stage.seconds(20);
    await stage.ended(sid);
    expect(stage.said(sid)).toEqual(['sorry']);
  });
});

describe('a time limit', () => {
  // docs/voice/api/call-resource, TimeLimit: "the maximum duration of the call in seconds".
  const limited = (sid: string, timeLimit: number) => client.calls(sid).update({ timeLimit });

  it('counts from the answer, also when it is set during the call', async () => {
    stage.twiml('<Say>hello</Say><Pause length="600"/>');
    const sid = stage.customerCalls();
    await eventually('she is connected', () => stage.call(sid).status === 'in-progress');
    await stage.seconds(100);
    await limited(sid, 120);
    await stage.seconds(19);
    expect(stage.call(sid).status).toBe('in-progress');
    await stage.seconds(2);
    expect(await stage.ended(sid)).toMatchObject({ status: 'completed', durationSeconds: 120 });
  });

  it('that has passed already ends the call', async () => {
    const { sid } = await talking();
    await stage.seconds(60);
    await limited(sid, 30);
    expect((await stage.ended(sid)).status).toBe('completed');
  });

  it('does not count while it rings, and takes the place of the one before', async () => {
    stage.control.setPhone(COLLEAGUE, { whenRung: 'answers', afterSeconds: 30 });
    const { sid } = await client.calls.create({
      ...{ to: COLLEAGUE, from: COMPANY, twiml: '<Response><Pause length="600"/></Response>', timeLimit: 20 },
    });
    await eventually('it rings', () => stage.call(sid).status === 'ringing');
    await limited(sid, 10);
    await limited(sid, 40);
    await stage.seconds(31);
    await eventually('it is answered', () => stage.call(sid).status === 'in-progress');
    await stage.seconds(35);
    expect(stage.call(sid).status).toBe('in-progress');
    await stage.seconds(6);
    expect(await stage.ended(sid)).toMatchObject({ durationSeconds: 40 });
  });
});

describe('ending a live call', () => {
  it('shows it unchanged in the reply, and completed soon after', async () => {
    // H14, H07
    const { sid, leg } = await talking();
    expect((await client.calls(sid).update({ status: 'completed' })).status).toBe('in-progress');
    await stage.ended(sid);
    expect((await client.calls(sid).fetch()).status).toBe('completed');
    expect((await client.calls(leg).fetch()).status).toBe('completed');
    await eventually('the action was asked', () => stage.server.at('/after').length === 1);
    expect(stage.server.at('/after')[0]?.parameters).toMatchObject({
      DialCallStatus: 'completed',
      CallStatus: 'completed',
    });
  });

  it('stops the phones that ring', async () => {
    // D14
    stage.twiml('<Dial action="/after" answerOnBridge="true"><Client>ana</Client></Dial>');
    stage.control.registerClient('ana');
    const sid = stage.customerCalls();
    await stage.leg(sid);
    await client.calls(sid).update({ status: 'completed' });
    expect((await stage.ended(sid)).legs[0]?.status).toBe('canceled');
    await eventually('the action was asked', () => stage.server.at('/after').length === 1);
    expect(stage.server.at('/after')[0]?.parameters).toMatchObject({ DialCallDuration: '0' });
  });

  it('ends the ringing legs of a Dial one by one by "completed", not by "canceled"', async () => {
    // E12
    stage.twiml('<Dial action="/after"><Client>ana</Client><Client>ken</Client></Dial>');
    for (const name of ['ana', 'ken']) stage.control.registerClient(name);
    const sid = stage.customerCalls();
    const ana = await stage.leg(sid, 'client:ana');
    const ken = await stage.leg(sid, 'client:ken');
    await client.calls(ana.sid).update({ status: 'canceled' });
    await nothingHappens('Ana still rings', () => stage.call(ana.sid).status, 100);
    await client.calls(ana.sid).update({ status: 'completed' });
    await eventually('Ana is left alone', () => stage.call(ana.sid).status === 'canceled');
    expect(stage.call(ken.sid).status).toBe('ringing');
    await client.calls(ken.sid).update({ status: 'completed' });
    await stage.ended(sid);
  });

  it('refuses to change a call that has ended, or a leg that only rings', async () => {
    // H18
    stage.twiml('<Dial><Client>ana</Client></Dial>');
    stage.control.registerClient('ana');
    const sid = stage.customerCalls();
    const leg = await stage.leg(sid);
    const notUp = { code: 21220, status: 400 };
    expect(await codeOf(client.calls(leg.sid).update({ twiml: '<Response/>' }))).toEqual(notUp);
    stage.control.hangUp(sid);
    await stage.ended(sid);
    expect(await codeOf(client.calls(sid).update({ status: 'completed' }))).toEqual(notUp);
    expect(await codeOf(client.calls(sid).update({ twiml: '<Response/>' }))).toEqual(notUp);
  });
});

describe('calls made by REST', () => {
  const make = (more: object = {}) =>
    client.calls.create({ to: COLLEAGUE, from: COMPANY, twiml: '<Response><Say>Hello.</Say></Response>', ...more });

  it('ring, and run their TwiML when answered', async () => {
    stage.control.setPhone(COLLEAGUE, { whenRung: 'answers', afterSeconds: 2 });
    const call = await make({
      statusCallback: `${stage.server.url}/status`,
      statusCallbackEvent: ['initiated', 'ringing', 'answered', 'completed'],
    });
    expect(call).toMatchObject({ status: 'queued', direction: 'outbound-api', to: COLLEAGUE, from: COMPANY });
    await eventually('it rings', () => stage.call(call.sid).status === 'ringing');
    await stage.seconds(20);
    expect((await stage.ended(call.sid)).status).toBe('completed');
    expect(stage.said(call.sid)).toEqual(['Hello.']);
    await eventually('all callbacks', () => stage.server.at('/status').length === 4);
    expect(
      stage.server.at('/status').map(({ parameters }) => `${parameters.SequenceNumber} ${parameters.CallStatus}`),
    ).toEqual(['0 initiated', '1 ringing', '2 in-progress', '3 completed']);
  });

  it('reach a client, and ask the URL with Direction outbound-api', async () => {
    stage.control.registerClient('ana', { whenRung: 'answers', afterSeconds: 0 });
    stage.twiml('');
    const call = await make({ to: 'client:ana', twiml: undefined, url: `${stage.server.url}/voice` });
    await eventually('it was rung', () => stage.call(call.sid).status === 'ringing');
    await stage.seconds(2);
    await stage.ended(call.sid);
    expect(stage.server.at('/voice')[0]?.parameters).toMatchObject({
      Direction: 'outbound-api',
      CallStatus: 'in-progress',
    });
  });

  it.each([
    ['busy', 'busy'],
    ['fails', 'failed'],
    ['no-answer', 'no-answer'], // I10
    ['declines', 'busy'],
  ] as const)('end as %s when the phone %s', async (whenRung, status) => {
    // I04
    stage.control.setPhone(COLLEAGUE, { whenRung });
    const call = await make({ timeout: 10 });
    await stage.seconds(16);
    expect((await stage.ended(call.sid)).status).toBe(status);
  });

  it('start one a second', async () => {
    stage.control.setPhone(COLLEAGUE, { whenRung: 'no-answer' });
    const calls = [await make(), await make(), await make()];
    expect(calls.map((call) => call.queueTime)).toEqual(['0', '1000', '2000']);
    await eventually('the first rings', () => stage.call(calls[0]?.sid ?? '').status === 'ringing');
    await stage.seconds(1);
    expect(calls.map((call) => stage.call(call.sid).status)).toEqual(['ringing', 'ringing', 'queued']);
    for (const call of calls) await client.calls(call.sid).update({ status: 'completed' });
    for (const call of calls) expect((await stage.ended(call.sid)).status).toBe('canceled');
  });

  it('give up their turn when they are cancelled', async () => {
    stage.control.setPhone(COLLEAGUE, { whenRung: 'no-answer' });
    const [first, second, third] = [await make(), await make(), await make()];
    for (const call of [second, third]) {
      await client.calls(call.sid).update({ status: 'canceled' });
      await stage.ended(call.sid);
    }
    const next = await make();
    expect(next.queueTime).toBe('1000');
    for (const call of [first, next]) await client.calls(call.sid).update({ status: 'completed' });
    for (const call of [first, next]) await stage.ended(call.sid);
  });

  it('are cancelled without a word while they wait', async () => {
    // H13
    stage.control.setPhone(COLLEAGUE, { whenRung: 'no-answer' });
    const first = await make();
    const second = await make({ statusCallback: `${stage.server.url}/status` });
    await client.calls(second.sid).update({ status: 'completed' });
    expect((await stage.ended(second.sid)).status).toBe('canceled');
    await client.calls(first.sid).update({ status: 'canceled' });
    await stage.ended(first.sid);
    expect(stage.server.at('/status')).toEqual([]);
  });

  it('take other TwiML while they wait or ring', async () => {
    // H15
    stage.control.setPhone(COLLEAGUE, { whenRung: 'answers', afterSeconds: 5 });
    const call = await make();
    await client.calls(call.sid).update({ twiml: '<Response><Say>Changed.</Say></Response>' });
    await stage.seconds(20);
    await stage.ended(call.sid);
    expect(stage.said(call.sid)).toEqual(['Changed.']);
  });

  it('ask the Url where both it and Twiml are given', async () => {
    stage.twiml('<Say>from the server</Say>');
    const call = await make({ url: `${stage.server.url}/voice` });
    await stage.seconds(20);
    await stage.ended(call.sid);
    expect(stage.said(call.sid)).toEqual(['from the server']);
  });

  it('are handled by an application alone: what else is said of URLs, methods and events is ignored', async () => {
    stage.server.reply('/app', '<Response><Say>application</Say></Response>');
    stage.server.reply('/app-status', new Response(null, { status: 204 }));
    stage.server.reply('/status', new Response(null, { status: 204 }));
    const application = await client.applications.create({
      ...{ voiceUrl: `${stage.server.url}/app`, voiceMethod: 'GET' },
      ...{ statusCallback: `${stage.server.url}/app-status`, statusCallbackMethod: 'GET' },
    });
    const call = await make({
      ...{ twiml: undefined, applicationSid: application.sid, url: `${stage.server.url}/voice`, method: 'POST' },
      ...{ statusCallback: `${stage.server.url}/status`, statusCallbackMethod: 'POST' },
      statusCallbackEvent: ['initiated', 'completed'],
    });
    await stage.seconds(20);
    await stage.ended(call.sid);
    expect(stage.said(call.sid)).toEqual(['application']);
    const told = await eventually('it is told', () => stage.server.at('/app-status')[0]);
    expect(told).toMatchObject({ method: 'GET', parameters: { CallStatus: 'completed' } });
    expect([stage.server.at('/app-status').length, stage.server.at('/status').length]).toEqual([1, 0]);
  });

  it('press every key that a phone can have', async () => {
    const call = await make({ sendDigits: 'w2AD#' });
    await eventually('it rings', () => stage.call(call.sid).status === 'ringing');
    await stage.seconds(1);
    await eventually('the keys are heard', () => stage.call(call.sid).phones[0]?.digits === '2AD#');
    await stage.seconds(20);
    await stage.ended(call.sid);
  });

  it.each([
    [{ to: '' }, 21201],
    [{ to: '+34' }, 21211],
    [{ from: '' }, 21213],
    [{ from: 'me' }, 21212],
    [{ from: '+34911222333' }, 21210], // H21
    [{ twiml: '<Response><Say>' }, 12100], // H19
    [{ twiml: `<Response>${' '.repeat(4000)}</Response>` }, 32018],
    [{ twiml: undefined, url: 'ftp://x/y' }, 21205],
    [{ twiml: undefined, url: 'http://x/y', method: 'HEAD' }, 21209],
    [{ twiml: undefined, applicationSid: 'AP00000000000000000000000000000000' }, 21218],
    [{ timeout: 601 }, 21208],
    [{ statusCallback: 'here' }, 21609],
    [{ sendDigits: '12E' }, 21206],
  ])('are refused with the code for what is wrong: %o', async (wrong, code) => {
    expect(await codeOf(make(wrong))).toEqual({ code, status: 400 });
  });

  it('are refused when they ask for what is missing here', async () => {
    expect(await codeOf(make({ machineDetection: 'Enable' }))).toEqual({ code: 20501, status: 501 });
  });

  it('are refused an update that means nothing', async () => {
    // H19
    stage.control.setPhone(COLLEAGUE, { whenRung: 'no-answer' });
    const call = await make();
    const update = (form: Record<string, string>) =>
      fetch(`${stage.twilio.httpUrl}/2010-04-01/Accounts/${stage.twilio.accountSid}/Calls/${call.sid}.json`, {
        method: 'POST',
        headers: { authorization: `Basic ${btoa(`${stage.twilio.accountSid}:${stage.twilio.authToken}`)}` },
        body: new URLSearchParams(form),
      }).then((response) => response.status);
    expect(await update({ Status: 'pending' })).toBe(400);
    expect(await update({ Url: 'ftp://x' })).toBe(400);
    expect(await update({ Url: 'http://x/y', Method: 'HEAD' })).toBe(400);
    expect(await update({ Twiml: 'no' })).toBe(400);
    expect(stage.call(call.sid).status).not.toBe('completed');
    await client.calls(call.sid).update({ status: 'completed' });
    await stage.ended(call.sid);
  });
});

it('moves a callee who still hears the whisper, and the whisper ends', async () => {
  stage.twiml('<Dial action="/after"><Client url="/whisper">ana</Client></Dial>');
  stage.server.reply('/whisper', '<Response><Say loop="0">A call from the shop.</Say></Response>');
  stage.control.registerClient('ana', { whenRung: 'answers', afterSeconds: 0 });
  const sid = stage.customerCalls();
  const leg = await stage.leg(sid);
  await stage.seconds(5);
  await client.calls(leg.sid).update({ twiml: '<Response><Pause length="60"/></Response>' });
  await eventually('the Dial is over', () => stage.server.at('/after').length === 1);
  const said = stage.said(leg.sid).length;
  await stage.seconds(10);
  expect(stage.said(leg.sid)).toHaveLength(said);
  expect(stage.call(leg.sid).status).toBe('in-progress');
  stage.control.hangUp(leg.sid);
  await stage.ended(sid);
});
