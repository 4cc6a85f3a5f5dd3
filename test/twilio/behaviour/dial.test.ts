import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '#test/support/eventually.ts';
import { COLLEAGUE, COMPANY, CUSTOMER, openStage, type Stage } from './stage.ts';

const ALL_EVENTS = 'statusCallback="/leg" statusCallbackEvent="initiated ringing answered completed"';

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
  stage.server.reply('/after', '<Response/>');
  stage.server.reply('/leg', new Response(null, { status: 204 }));
});
afterEach(() => stage.close());

/** The parameters of the one request to the Dial's action. */
async function action() {
  await eventually('the action was asked', () => stage.server.at('/after').length > 0);
  expect(stage.server.at('/after')).toHaveLength(1);
  return stage.server.at('/after')[0]?.parameters ?? {};
}

const callbacks = (sid: string) =>
  stage.server
    .at('/leg')
    .filter(({ parameters }) => parameters.CallSid === sid)
    .map(({ parameters }) => `${parameters.SequenceNumber} ${parameters.CallStatus}`);

describe('the action', () => {
  it('hears of a call that was talked, with the time of talking alone', async () => {
    // D11, D15
    stage.twiml('<Dial action="/after"><Client>ana</Client></Dial><Say>never</Say>');
    stage.control.registerClient('ana', { whenRung: 'answers', afterSeconds: 2 });
    const sid = stage.customerCalls();
    await stage.leg(sid);
    await stage.seconds(5);
    const leg = await stage.leg(sid);
    stage.control.hangUp(leg.sid);
    expect(await action()).toMatchObject({
      DialCallStatus: 'completed',
      DialCallDuration: '3',
      DialCallSid: leg.sid,
      DialBridged: 'true',
      CallStatus: 'in-progress',
      CallSid: sid,
      From: CUSTOMER,
      To: COMPANY,
    });
    expect((await stage.ended(sid)).status).toBe('completed');
    expect(stage.said(sid)).toEqual([]);
  });

  it.each([
    ['busy', { whenRung: 'busy' } as const], // D13, D22
    ['busy', { whenRung: 'declines', afterSeconds: 2 } as const], // D16
    ['failed', { whenRung: 'fails' } as const], // D21
  ])('hears "%s" of a client that is so', async (status, behaviour) => {
    stage.twiml('<Dial action="/after"><Client>ana</Client></Dial>');
    stage.control.registerClient('ana', behaviour);
    const sid = stage.customerCalls();
    await stage.leg(sid);
    await stage.seconds(3);
    expect(await action()).toMatchObject({ DialCallStatus: status, DialCallDuration: '0', DialBridged: 'false' });
    await stage.ended(sid);
  });

  it('hears "no-answer" at once of an identity that is registered nowhere', async () => {
    // D09
    stage.twiml('<Dial action="/after"><Client>nobody</Client></Dial>');
    const sid = stage.customerCalls();
    expect(await action()).toMatchObject({ DialCallStatus: 'no-answer', DialCallDuration: '0' });
    await stage.ended(sid);
  });

  it.each([
    ['timeout="10"', 15],
    ['', 35],
    ['timeout="2"', 10], // 5 is the least
  ])('hears "no-answer" five seconds after the timeout: %s', async (attribute, seconds) => {
    // D08, D12
    stage.twiml(`<Dial action="/after" ${attribute}><Client>ana</Client></Dial>`);
    stage.control.registerClient('ana');
    const sid = stage.customerCalls();
    await stage.leg(sid);
    await stage.seconds(seconds - 1);
    expect(stage.server.at('/after')).toEqual([]);
    await stage.seconds(1);
    expect(await action()).toMatchObject({ DialCallStatus: 'no-answer', DialCallDuration: '0' });
    expect((await stage.ended(sid)).legs[0]?.status).toBe('no-answer');
  });

  it('is asked with GET when the Dial says so', async () => {
    // D05
    stage.twiml('<Dial action="/after?x=1" method="GET"><Client>nobody</Client></Dial>');
    const sid = stage.customerCalls();
    expect(await action()).toMatchObject({ x: '1', DialCallStatus: 'no-answer' });
    expect(stage.server.at('/after')[0]).toMatchObject({ method: 'GET', isSigned: true });
    await stage.ended(sid);
  });

  it('is still asked when the caller hangs up, and its answer is not run', async () => {
    // D10
    stage.twiml('<Dial action="/after"><Client>ana</Client></Dial>');
    stage.server.reply('/after', '<Response><Say>never</Say></Response>');
    stage.control.registerClient('ana', { whenRung: 'answers', afterSeconds: 1 });
    const sid = stage.customerCalls();
    await stage.leg(sid);
    await stage.seconds(4);
    stage.control.hangUp(sid);
    expect(await action()).toMatchObject({
      DialCallStatus: 'completed',
      DialCallDuration: '3',
      CallStatus: 'completed',
    });
    expect((await stage.ended(sid)).legs[0]?.status).toBe('completed');
    expect(stage.said(sid)).toEqual([]);
  });

  it('runs what it answers', async () => {
    // E08
    stage.twiml('<Dial action="/after"><Client>ana</Client></Dial>');
    stage.control.registerClient('ana', { whenRung: 'busy' });
    stage.server.reply('/after', '<Response><Dial><Client>ken</Client></Dial></Response>');
    stage.control.registerClient('ken');
    const sid = stage.customerCalls();
    await stage.leg(sid, 'client:ken');
    stage.control.hangUp(sid);
    await stage.ended(sid);
  });

  it('without one the next verb runs', async () => {
    // D17, E16
    stage.twiml('<Dial><Client>nobody</Client></Dial><Dial><Client>ana</Client></Dial><Say>bye</Say>');
    stage.control.registerClient('ana', { whenRung: 'answers' });
    const sid = stage.customerCalls();
    const leg = await stage.leg(sid, 'client:ana');
    await stage.seconds(2);
    stage.control.hangUp(leg.sid);
    await stage.seconds(20);
    await stage.ended(sid);
    expect(stage.said(sid)).toEqual(['bye']);
  });
});

describe('who is shown and who can be dialled', () => {
  it('shows the caller to a phone, or the callerId when it is the account’s own', async () => {
    // D07
    for (const [attribute, shown] of [
      ['', CUSTOMER],
      [`callerId="${COMPANY}"`, COMPANY],
    ] as const) {
      stage.twiml(`<Dial ${attribute}>${COLLEAGUE}</Dial>`);
      const sid = stage.customerCalls();
      const leg = await stage.leg(sid);
      expect(leg).toMatchObject({
        status: 'ringing',
        from: shown,
        to: COLLEAGUE,
        direction: 'outbound-dial',
        parentSid: sid,
      });
      expect(leg.phones[0]?.invite?.from).toBe(shown);
      stage.control.hangUp(sid);
      await stage.ended(sid);
    }
  });

  it('shows a verified number', async () => {
    stage.control.account.addCallerId('+34911222333');
    stage.twiml(`<Dial callerId="+34911222333"><Number>${COLLEAGUE}</Number></Dial>`);
    const sid = stage.customerCalls();
    expect(await stage.leg(sid)).toMatchObject({ from: '+34911222333', status: 'ringing' });
    stage.control.hangUp(sid);
    await stage.ended(sid);
  });

  it.each([
    [
      'a number that is not the account’s',
      `<Dial action="/after" callerId="+34911222333">${COLLEAGUE}</Dial>`,
      '13247',
    ],
    ['what is no number', `<Dial action="/after" callerId="me">${COLLEAGUE}</Dial>`, '13214'], // D39
    ['a number that can’t be one', '<Dial action="/after"><Number>+34</Number></Dial>', '13223'],
    ['a number too short', '<Dial action="/after"><Number>+34123</Number></Dial>', '13224'],
    ['words', '<Dial action="/after"><Number>call me</Number></Dial>', '13223'],
  ])('fails a call from or to %s', async (_what, twiml, code) => {
    stage.twiml(twiml);
    const sid = stage.customerCalls();
    expect(await action()).toMatchObject({ DialCallStatus: 'failed' });
    expect((await stage.ended(sid)).legs[0]?.status).toBe('failed');
    expect(stage.codes(sid)).toEqual([code]);
  });

  it('fails a call to a country that the account may not call', async () => {
    // D40
    stage.control.account.blockedPrefixes.add('+882');
    stage.twiml('<Dial action="/after">+88213000000</Dial>');
    const sid = stage.customerCalls();
    expect(await action()).toMatchObject({ DialCallStatus: 'failed' });
    expect(stage.codes(sid)).toEqual(['13227']);
    await stage.ended(sid);
  });

  it('lets a trial account call verified numbers only', async () => {
    stage.control.account.type = 'Trial';
    stage.control.account.addCallerId(COLLEAGUE);
    stage.twiml(`<Dial action="/after"><Number>+34699000222</Number><Number>${COLLEAGUE}</Number></Dial>`);
    const sid = stage.customerCalls();
    await stage.leg(sid);
    expect(stage.call(sid).legs.map((leg) => leg.status)).toEqual(['failed', 'ringing']);
    expect(stage.codes(sid)).toEqual(['21219']);
    stage.control.hangUp(sid);
    await stage.ended(sid);
  });

  it('reads a number as people write it', async () => {
    stage.twiml('<Dial>+34 699 000-111</Dial>');
    const sid = stage.customerCalls();
    expect((await stage.leg(sid)).to).toBe(COLLEAGUE);
    stage.control.hangUp(sid);
    await stage.ended(sid);
  });

  it('calls a client whose push messages are the server’s own business', async () => {
    stage.twiml('<Dial timeout="5"><Client clientNotificationUrl="https://example.com/push">ana</Client></Dial>');
    stage.control.registerClient('ana');
    const sid = stage.customerCalls();
    await stage.leg(sid, 'client:ana');
    await stage.seconds(10);
    await stage.ended(sid);
    expect(stage.codes(sid)).toEqual([]);
  });

  it.each([
    ['machineDetection="Enable" amdStatusCallback="/amd" amdStatusCallbackMethod="GET"', ['unsupported']],
    ['machineDetection="Guess"', ['12200']],
    ['machineDetectionTimeout="60" machineDetectionSpeechThreshold="1000"', []],
    ['machineDetectionTimeout="61" machineDetectionSpeechThreshold="999"', ['12200', '12200']],
    ['machineDetectionSpeechEndThreshold="5001" machineDetectionSilenceTimeout="1999"', ['12200', '12200']],
  ])('calls a number without finding out who answers, and says so: %s', async (attributes, codes) => {
    stage.twiml(`<Dial><Number ${attributes}>${COLLEAGUE}</Number></Dial>`);
    const sid = stage.customerCalls();
    expect((await stage.leg(sid)).to).toBe(COLLEAGUE);
    expect(stage.codes(sid)).toEqual(codes);
    stage.control.hangUp(sid);
    await stage.ended(sid);
  });

  it('hands a client its parameters', async () => {
    stage.twiml(
      '<Dial><Client><Identity>ana</Identity><Parameter name="a" value="1 &amp; 2"/><Parameter name="b" value=""/></Client></Dial>',
    );
    stage.control.registerClient('ana');
    const sid = stage.customerCalls();
    const leg = await stage.leg(sid);
    await eventually('it rings', () => stage.call(leg.sid).phones[0]?.invite);
    expect(stage.call(leg.sid).phones[0]?.invite).toEqual({
      callSid: leg.sid,
      from: CUSTOMER,
      to: 'client:ana',
      parameters: { a: '1 & 2', b: '' },
    });
    stage.control.hangUp(sid);
    await stage.ended(sid);
  });

  it('dials ten nouns and warns of the eleventh', async () => {
    const nouns = Array.from({ length: 11 }, (_, i) => `<Client>c${i}</Client>`).join('');
    for (let i = 0; i < 11; i++) stage.control.registerClient(`c${i}`);
    stage.twiml(`<Dial>${nouns}</Dial>`);
    const sid = stage.customerCalls();
    await stage.leg(sid, 'client:c9');
    expect(stage.call(sid).legs).toHaveLength(10);
    expect(stage.codes(sid)).toEqual(['13215']);
    stage.control.hangUp(sid);
    await stage.ended(sid);
  });

  it.each(['<Dial><Sip>sip:ana@example.com</Sip></Dial>', '<Dial events="a"><Client>ana</Client></Dial>'])(
    'fails loudly on what it does not have yet: %s',
    async (twiml) => {
      // D37
      stage.twiml(twiml);
      const sid = stage.customerCalls();
      await stage.seconds(20);
      await stage.ended(sid);
      expect(stage.codes(sid)).toEqual(['unsupported']);
      expect(stage.call(sid).legs).toEqual([]);
    },
  );

  it.each([
    ['timeout="soon"', '13212'],
    ['timeLimit="0"', '13216'],
    ['hangupOnStar="yes"', '13213'],
    ['answerOnBridge="1"', '13219'],
    ['sequential="TRUE"', '13218'],
    ['method="PUT"', '13210'],
    ['hangUpOnStar="true"', '12200'],
  ])('warns of %s and goes on', async (attribute, code) => {
    stage.twiml(`<Dial ${attribute}><Client>ana</Client></Dial>`);
    stage.control.registerClient('ana');
    const sid = stage.customerCalls();
    await stage.leg(sid);
    expect(stage.codes(sid)).toEqual([code]);
    stage.control.hangUp(sid);
    await stage.ended(sid);
  });
});

describe('answerOnBridge', () => {
  beforeEach(() => stage.control.registerClient('ana', { whenRung: 'answers', afterSeconds: 3 }));

  it('leaves the caller ringing until a client answers', async () => {
    // D41
    stage.twiml('<Dial answerOnBridge="true" action="/after"><Client>ana</Client></Dial>');
    const sid = stage.customerCalls();
    await stage.leg(sid);
    await stage.seconds(2);
    expect(stage.call(sid)).toMatchObject({ status: 'ringing', answeredAt: null });
    await stage.seconds(2);
    expect(stage.call(sid).status).toBe('in-progress');
    stage.control.hangUp(sid);
    await stage.ended(sid);
  });

  it('without it the caller is picked up at once and hears it ring', async () => {
    stage.twiml('<Dial><Client>ana</Client></Dial>');
    const sid = stage.customerCalls();
    await stage.leg(sid);
    expect(stage.call(sid).status).toBe('in-progress');
    await eventually('the caller hears the line ring', () =>
      expect(stage.call(sid).phones[0]?.heard.map((tone) => tone.hz)).toContainEqual(expect.closeTo(440, -1)),
    );
    stage.control.hangUp(sid);
    await stage.ended(sid);
  });

  it.each([
    ['busy', 'busy'],
    ['fails', 'failed'],
  ] as const)('ends the call as the Dial ended when nobody ever picked it up: %s', async (whenRung, status) => {
    stage.control.registerClient('ana', { whenRung });
    stage.twiml('<Dial answerOnBridge="true" action="/after"><Client>ana</Client></Dial>');
    stage.server.reply('/after', '<Response><Hangup/></Response>');
    const sid = stage.customerCalls();
    expect(await action()).toMatchObject({ CallStatus: 'ringing' });
    expect((await stage.ended(sid)).status).toBe(status);
  });
});

describe('limits of a talk', () => {
  it('ends the leg after timeLimit and goes on with the caller', async () => {
    stage.twiml('<Dial timeLimit="60" action="/after"><Client>ana</Client></Dial>');
    stage.control.registerClient('ana', { whenRung: 'answers', afterSeconds: 0 });
    const sid = stage.customerCalls();
    await stage.leg(sid);
    await stage.seconds(61);
    expect(await action()).toMatchObject({ DialCallStatus: 'completed', DialCallDuration: '60' });
    await stage.ended(sid);
  });

  it('ends every call after four hours', async () => {
    stage.twiml('<Dial><Client>ana</Client></Dial>');
    stage.control.registerClient('ana', { whenRung: 'answers', afterSeconds: 0 });
    const sid = stage.customerCalls();
    await stage.leg(sid);
    await stage.seconds(4 * 3600 + 2);
    expect((await stage.ended(sid)).durationSeconds).toBe(14_400);
  });

  it('lets the caller’s star end the leg when hangupOnStar says so', async () => {
    // D42
    stage.twiml('<Dial hangupOnStar="true" action="/after"><Client>ana</Client></Dial>');
    stage.control.registerClient('ana', { whenRung: 'answers', afterSeconds: 0 });
    const sid = stage.customerCalls();
    await stage.leg(sid);
    await stage.seconds(1);
    stage.control.press(sid, '1');
    expect(stage.call(sid).legs[0]?.status).toBe('in-progress');
    stage.control.press(sid, '*');
    expect(await action()).toMatchObject({ DialCallStatus: 'completed' });
    await stage.ended(sid);
  });

  it('takes the star for a digit otherwise', async () => {
    stage.twiml('<Dial><Client>ana</Client></Dial>');
    stage.control.registerClient('ana', { whenRung: 'answers', afterSeconds: 0 });
    const sid = stage.customerCalls();
    const leg = await stage.leg(sid);
    await stage.seconds(1);
    stage.control.press(sid, '*');
    expect(stage.call(leg.sid).status).toBe('in-progress');
    stage.control.hangUp(sid);
    await stage.ended(sid);
  });
});

describe('what runs on the callee first', () => {
  const dialWithWhisper = '<Dial action="/after"><Client url="/whisper">ana</Client></Dial>';
  beforeEach(() => stage.control.registerClient('ana', { whenRung: 'answers', afterSeconds: 0 }));

  it('is heard by the callee alone, then they talk', async () => {
    // D23
    stage.twiml(dialWithWhisper);
    stage.server.reply('/whisper', '<Response><Say>A call from the shop.</Say></Response>');
    const sid = stage.customerCalls();
    const leg = await stage.leg(sid);
    await stage.seconds(20);
    expect(stage.server.at('/whisper')[0]?.parameters).toMatchObject({ CallSid: leg.sid, ParentCallSid: sid });
    expect(stage.said(leg.sid)).toEqual(['A call from the shop.']);
    expect(stage.said(sid)).toEqual([]);
    expect(stage.call(sid).transcript).toContainEqual(expect.objectContaining({ what: 'bridged' }));
    stage.control.hangUp(sid);
    await stage.ended(sid);
  });

  it.each([
    ['hangs up', '<Response><Hangup/></Response>', []], // D24
    ['dials', '<Response><Dial><Client>ken</Client></Dial></Response>', ['13201']], // D26
    ['can not be had', '', ['11770']], // D25
  ])('does not connect them when it %s', async (_what, twiml, codes) => {
    stage.twiml(dialWithWhisper);
    stage.server.reply('/whisper', twiml);
    const sid = stage.customerCalls();
    const leg = await stage.leg(sid);
    await stage.seconds(20);
    expect(await action()).toMatchObject({ DialCallStatus: 'completed', DialBridged: 'false' });
    await stage.ended(sid);
    expect(stage.codes(leg.sid)).toEqual(codes);
  });

  it('sends digits to the number that answered', async () => {
    stage.twiml(`<Dial><Number sendDigits="w1D#">${COLLEAGUE}</Number></Dial>`);
    const sid = stage.customerCalls();
    const leg = await stage.leg(sid);
    await stage.seconds(1);
    await eventually('the digits were heard', () => stage.call(leg.sid).phones[0]?.digits === '1D#');
    expect(stage.codes(sid)).toEqual([]);
    stage.control.hangUp(sid);
    await stage.ended(sid);
  });
});

describe('callbacks of a leg', () => {
  const dialWith = (attributes: string) => stage.twiml(`<Dial><Client ${attributes}>ana</Client></Dial>`);

  it('come in order, numbered, about the child with its parent', async () => {
    // D27
    dialWith(ALL_EVENTS);
    stage.control.registerClient('ana', { whenRung: 'answers', afterSeconds: 1 });
    const sid = stage.customerCalls();
    const leg = await stage.leg(sid);
    await stage.seconds(91);
    stage.control.hangUp(leg.sid);
    await eventually('four callbacks', () => stage.server.at('/leg').length === 4);
    expect(callbacks(leg.sid)).toEqual(['0 initiated', '1 ringing', '2 in-progress', '3 completed']);
    expect(stage.server.at('/leg').at(-1)?.parameters).toMatchObject({
      ParentCallSid: sid,
      Direction: 'outbound-dial',
      To: 'client:ana',
      CallDuration: '90',
      Duration: '2',
      SipResponseCode: '200',
      CallbackSource: 'call-progress-events',
      Timestamp: expect.stringMatching(/^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d \+0000$/),
    });
    expect(stage.server.at('/leg')[0]?.parameters).not.toHaveProperty('CallDuration');
    await stage.ended(sid);
  });

  it('tell only of the end when no events are named', async () => {
    dialWith('statusCallback="/leg"');
    stage.control.registerClient('ana', { whenRung: 'busy' });
    const sid = stage.customerCalls();
    const leg = await stage.leg(sid);
    await stage.ended(sid);
    await eventually('the callback', () => stage.server.at('/leg').length === 1);
    expect(callbacks(leg.sid)).toEqual(['0 busy']);
  });

  it('tell only of the events that are named', async () => {
    // D30, D31
    dialWith('statusCallback="/leg" statusCallbackEvent="ringing completed"');
    stage.control.registerClient('ana', { whenRung: 'answers', afterSeconds: 1 });
    const sid = stage.customerCalls();
    const leg = await stage.leg(sid);
    await stage.seconds(2);
    stage.control.hangUp(leg.sid);
    await stage.ended(sid);
    await eventually('two callbacks', () => stage.server.at('/leg').length === 2);
    expect(callbacks(leg.sid)).toEqual(['0 ringing', '1 completed']);
  });

  it('use GET when told so', async () => {
    // D29
    dialWith('statusCallback="/leg?x=1" statusCallbackMethod="GET"');
    stage.control.registerClient('ana', { whenRung: 'busy' });
    const sid = stage.customerCalls();
    await stage.ended(sid);
    await eventually('the callback', () => stage.server.at('/leg').length === 1);
    expect(stage.server.at('/leg')[0]).toMatchObject({ method: 'GET', isSigned: true, parameters: { x: '1' } });
  });

  it('count ten for three that ring and one that answers', async () => {
    // D32
    stage.twiml(
      `<Dial>${['ana', 'ken', 'eva'].map((name) => `<Client ${ALL_EVENTS}>${name}</Client>`).join('')}</Dial>`,
    );
    for (const name of ['ken', 'eva']) stage.control.registerClient(name);
    stage.control.registerClient('ana', { whenRung: 'answers', afterSeconds: 2 });
    const sid = stage.customerCalls();
    const leg = await stage.leg(sid, 'client:ana');
    await stage.seconds(5);
    stage.control.hangUp(leg.sid);
    await stage.ended(sid);
    await eventually('ten callbacks', () => stage.server.at('/leg').length === 10);
    const count = (status: string) =>
      stage.server.at('/leg').filter(({ parameters }) => parameters.CallStatus === status).length;
    expect([count('initiated'), count('ringing'), count('in-progress'), count('canceled'), count('completed')]).toEqual(
      [3, 3, 1, 2, 1],
    );
  });

  it('change nothing when nobody takes them, and that is logged', async () => {
    stage.server.reply('/leg', new Response('oops', { status: 500 }));
    dialWith(ALL_EVENTS);
    stage.control.registerClient('ana', { whenRung: 'answers', afterSeconds: 0 });
    const sid = stage.customerCalls();
    const leg = await stage.leg(sid);
    await stage.seconds(1);
    expect(stage.call(leg.sid).status).toBe('in-progress');
    stage.control.hangUp(sid);
    await stage.ended(sid);
    await eventually('all were refused', () => stage.server.at('/leg').length === 4);
    const logged = () => stage.control.account.notifications.filter(({ callSid }) => callSid === leg.sid);
    await eventually('it is logged', () => logged().length === 4);
    expect(logged()[0]).toMatchObject({ code: '15003', level: 'warning', request: { method: 'POST' } });
  });
});
