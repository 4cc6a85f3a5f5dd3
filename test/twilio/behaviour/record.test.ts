import twilioPackage from 'twilio';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually, nothingHappens } from '#test/support/eventually.ts';
import { recordedSound } from '#test/twilio/media/recorded-sound.ts';
import { COMPANY, CUSTOMER, openStage, type Stage } from './stage.ts';

const CALLER_HZ = 1200;
const CALLBACK = 'recordingStatusCallback="/rec?c=7" recordingStatusCallbackEvent="in-progress completed absent"';

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
  stage.server.reply('/rec', new Response(null, { status: 204 }));
  stage.server.reply('/after', '<Response><Say>thank you</Say></Response>');
});
afterEach(() => stage.close());

/** The customer calls, speaking all the time if `speaks`, and the recording has begun. */
async function customerIsRecorded(twiml: string, speaks = true) {
  stage.twiml(twiml);
  const sid = stage.control.placeCall({ from: CUSTOMER, to: COMPANY, ...(speaks ? { toneHz: CALLER_HZ } : {}) });
  await eventually('it is recorded', () => stage.control.recordings.list().length === 1);
  return sid;
}

function phoneOf(sid: string) {
  const [phone] = stage.control.phones.onLeg(sid);
  if (!phone) throw new Error('the call has no phone');
  return phone;
}

/** Changes what comes over the line, and gives the recording the moment of real time that it takes to notice. */
async function now(sid: string, does: 'speaks' | 'is silent') {
  phoneOf(sid).play(does === 'speaks' ? CALLER_HZ : null);
  await nothingHappens('it is being recorded', () => actions().length, 600);
}

const actions = () => stage.server.at('/after').map(({ parameters }) => parameters);
const callbacks = () => stage.server.at('/rec').map(({ parameters }) => parameters);

async function ended(sid: string) {
  await stage.seconds(5);
  return stage.ended(sid);
}

async function fileOf(url = '') {
  const { accountSid, authToken } = stage.twilio;
  const response = await fetch(url, { headers: { authorization: `Basic ${btoa(`${accountSid}:${authToken}`)}` } });
  return {
    status: response.status,
    sound: response.ok ? recordedSound(new Uint8Array(await response.arrayBuffer())) : null,
  };
}

describe('<Record>', () => {
  it('beeps, records until five seconds of silence, and asks its action where the recording is', async () => {
    // F01, F02
    const sid = await customerIsRecorded(`<Record action="/after" ${CALLBACK}/><Say>never</Say>`);
    await stage.seconds(12);
    await now(sid, 'is silent');
    await stage.seconds(4);
    expect(actions()).toEqual([]);
    await stage.seconds(1);
    const [action] = actions();
    expect(action).toMatchObject({ CallSid: sid, RecordingDuration: '12' });
    expect(action).not.toHaveProperty('Digits');
    expect(stage.server.at('/after')[0]).toMatchObject({ method: 'POST', isSigned: true });
    await ended(sid);
    expect(stage.said(sid)).toEqual(['thank you']);
    expect(stage.call(sid).transcript.map((entry) => entry.what)).toEqual(['beeped', 'recorded', 'said', 'ended']);
    const { sound } = await fileOf(action?.RecordingUrl);
    expect(sound?.channels).toHaveLength(1);
    expect(sound?.channels[0]?.tones).toEqual([expect.closeTo(CALLER_HZ, -1)]);
    expect(sound?.seconds).toBeCloseTo(12, 0);
    const loudest = (second: number) =>
      Math.max(...(sound?.channels[0]?.samples.slice(second * 8000, (second + 1) * 8000) ?? []));
    for (let second = 0; second < 11; second++)
      expect([second, loudest(second)]).toEqual([second, expect.closeTo(9000, -3)]);
  });

  it('asks its own document again when it has no action', async () => {
    // F01
    stage.server.reply('/voice', ({ parameters }) =>
      parameters.RecordingUrl ? '<Response><Say>got it</Say></Response>' : '<Response><Record/></Response>',
    );
    const sid = stage.control.placeCall({ from: CUSTOMER, to: COMPANY, toneHz: CALLER_HZ });
    await eventually('it is recorded', () => stage.control.recordings.list().length === 1);
    await stage.seconds(3);
    stage.control.press(sid, '5');
    await eventually('it was told', () => stage.server.at('/voice').length === 2);
    await ended(sid);
    expect(stage.said(sid)).toEqual(['got it']);
  });

  it('needs an action where REST has moved the call to it', async () => {
    const client = twilioPackage(stage.twilio.accountSid, stage.twilio.authToken);
    client.api.baseUrl = stage.twilio.httpUrl;
    stage.twiml('<Pause length="1"/><Say>hello</Say><Pause length="60"/>');
    stage.server.reply('/voicemail', '<Response><Record/></Response>');
    const sid = stage.control.placeCall({ from: CUSTOMER, to: COMPANY, toneHz: CALLER_HZ });
    await stage.seconds(5);
    await client.calls(sid).update({ url: `${stage.server.url}/voicemail` });
    await eventually('it is recorded', () => stage.control.recordings.list().length === 1);
    await stage.seconds(3);
    stage.control.press(sid, '5');
    await ended(sid);
    expect(stage.codes(sid)).toEqual(['11100']);
    expect(stage.server.at('/voicemail')).toHaveLength(1);
  });

  it('ends by itself after maxLength', async () => {
    // F05
    const sid = await customerIsRecorded('<Record action="/after" method="GET" maxLength="30"/>');
    await stage.seconds(29);
    expect(actions()).toEqual([]);
    await stage.seconds(1);
    expect(actions()).toMatchObject([{ RecordingDuration: '30' }]);
    expect(stage.server.at('/after')[0]?.method).toBe('GET');
    await ended(sid);
  });

  it('waits out any silence when the timeout is 0', async () => {
    const sid = await customerIsRecorded('<Record action="/after" timeout="0" maxLength="30"/>');
    await stage.seconds(2);
    await now(sid, 'is silent');
    await stage.seconds(27);
    expect(actions()).toEqual([]);
    await stage.seconds(1);
    expect(actions()).toHaveLength(1);
    await ended(sid);
    expect(stage.codes(sid)).toEqual([]);
  });

  it('records an hour of a phone unless told otherwise', async () => {
    const sid = await customerIsRecorded('<Record action="/after"/>');
    await stage.seconds(3599);
    expect(actions()).toEqual([]);
    await stage.seconds(1);
    expect(actions()).toMatchObject([{ RecordingDuration: '3600' }]);
    await ended(sid);
  });

  it('records ten minutes of a Voice SDK', async () => {
    const client = twilioPackage(stage.twilio.accountSid, stage.twilio.authToken);
    client.api.baseUrl = stage.twilio.httpUrl;
    stage.control.registerClient('ana', { whenRung: 'answers', afterSeconds: 0, toneHz: CALLER_HZ });
    stage.twiml('<Record action="/after"/>');
    const { sid } = await client.calls.create({ to: 'client:ana', from: COMPANY, url: `${stage.server.url}/voice` });
    await stage.seconds(0);
    await eventually('it is recorded', () => stage.seconds(1).then(() => stage.control.recordings.list().length === 1));
    await stage.seconds(601);
    expect(actions()).toMatchObject([{ CallSid: sid, RecordingDuration: '600' }]);
    await ended(sid);
  });

  it('ends with any key, and tells which', async () => {
    const sid = await customerIsRecorded('<Record action="/after"/>');
    await stage.seconds(4);
    stage.control.press(sid, '#');
    await eventually('it was told', () => actions().length === 1);
    expect(actions()).toMatchObject([{ Digits: '#', RecordingDuration: '4' }]);
    await ended(sid);
  });

  it.each([
    ['123456789', '05', '5'], // F07
    ['', '05#', undefined],
  ])('ends only with a key of finishOnKey="%s"', async (finishOnKey, keys, digits) => {
    const sid = await customerIsRecorded(`<Record action="/after" finishOnKey="${finishOnKey}" maxLength="20"/>`);
    await stage.seconds(1);
    stage.control.press(sid, keys);
    await stage.seconds(20);
    await eventually('it was told', () => actions().length === 1);
    expect(actions()[0]?.Digits).toBe(digits);
    await ended(sid);
  });

  it('tells of a hang-up, and does not run the answer', async () => {
    const sid = await customerIsRecorded(`<Record action="/after" ${CALLBACK}/>`);
    await stage.seconds(7);
    stage.control.hangUp(sid);
    await stage.ended(sid);
    await eventually('it was told', () => actions().length === 1);
    expect(actions()).toMatchObject([{ Digits: 'hangup', RecordingDuration: '7', CallStatus: 'completed' }]);
    await stage.seconds(1);
    expect(callbacks().map((one) => one.RecordingStatus)).toEqual(['in-progress', 'completed']);
    expect(stage.said(sid)).toEqual([]);
  });

  it('does not beep when told so', async () => {
    const sid = await customerIsRecorded('<Record action="/after" playBeep="false"/>');
    stage.control.press(sid, '1');
    await ended(sid);
    expect(stage.call(sid).transcript.map((entry) => entry.what)).not.toContain('beeped');
  });

  it('lets the beep be heard', async () => {
    stage.twiml('<Record/>');
    const sid = stage.customerCalls();
    await eventually('the beep is heard', () =>
      expect(stage.call(sid).phones[0]?.heard.map((tone) => tone.hz)).toContainEqual(expect.closeTo(1000, -1)),
    );
    stage.control.hangUp(sid);
    await stage.ended(sid);
  });

  it('tells the recording’s progress, with the parameters of this verb', async () => {
    const sid = await customerIsRecorded(`<Record action="/after" ${CALLBACK}/>`);
    await stage.seconds(3);
    stage.control.press(sid, '1');
    await ended(sid);
    expect(callbacks().map((one) => [one.RecordingStatus, one.RecordingDuration])).toEqual([
      ['in-progress', undefined],
      ['completed', '3'],
    ]);
    expect(callbacks()[1]).toMatchObject({
      CallSid: sid,
      RecordingChannels: '1',
      RecordingSource: 'RecordVerb',
      RecordingUrl: actions()[0]?.RecordingUrl,
    });
    expect(callbacks()[1]).not.toHaveProperty('RecordingTrack');
  });

  it('has no file before it is completed', async () => {
    // F15
    const sid = await customerIsRecorded('<Record action="/after"/>');
    await stage.seconds(2);
    stage.control.press(sid, '1');
    await eventually('it was told', () => actions().length === 1);
    expect((await fileOf(actions()[0]?.RecordingUrl)).status).toBe(404);
    await ended(sid);
    expect((await fileOf(actions()[0]?.RecordingUrl)).status).toBe(200);
  });

  it('takes the silence off both ends, or leaves it', async () => {
    const sid = await customerIsRecorded('<Record action="/after" trim="do-not-trim" timeout="10"/>', false);
    await stage.seconds(4);
    await now(sid, 'speaks');
    await stage.seconds(3);
    await now(sid, 'is silent');
    await stage.seconds(10);
    expect(actions()).toMatchObject([{ RecordingDuration: '17' }]);
    await ended(sid);
  });
});

describe('a <Record> that has nothing', () => {
  it('goes on with the next verb when nobody speaks, and says so', async () => {
    // F11
    const sid = await customerIsRecorded(`<Record action="/after" ${CALLBACK}/><Say>I heard nothing</Say>`, false);
    await stage.seconds(5);
    await ended(sid);
    expect({ actions: actions(), said: stage.said(sid) }).toEqual({ actions: [], said: ['I heard nothing'] });
    expect(callbacks().map((one) => one.RecordingStatus)).toEqual(['in-progress', 'absent']);
    expect(callbacks()[1]).not.toHaveProperty('RecordingUrl');
  });

  it('asks nobody when she hangs up at once', async () => {
    const sid = await customerIsRecorded(`<Record action="/after" ${CALLBACK}/>`, false);
    stage.control.hangUp(sid);
    await stage.ended(sid);
    await eventually('it is told', () => callbacks().length === 2);
    expect(callbacks()[1]?.RecordingStatus).toBe('absent');
    expect(actions()).toEqual([]);
  });

  it('keeps what was said when the action is not to be had', async () => {
    // F14
    stage.server.reply('/after', new Response('', { status: 500 }));
    const sid = await customerIsRecorded('<Record action="/after"/>');
    await stage.seconds(3);
    stage.control.press(sid, '1');
    await ended(sid);
    expect(stage.codes(sid)).toEqual(['11200']);
    expect(stage.control.recordings.list().map((one) => one.state.status)).toEqual(['completed']);
  });
});

describe('a <Record> with wrong attributes', () => {
  it.each([
    ['method="PUT"', '13610'],
    ['timeout="-1"', '13611'],
    ['maxLength="long"', '13612'],
    ['finishOnKey="-1"', '13613'], // F10
    ['playBeep="loud"', '13616'],
    ['recordingStatusCallbackEvent="done"', '13621'],
    ['trim="yes"', '13699'],
  ])('warns of %s and goes by the default', async (attribute, code) => {
    const sid = await customerIsRecorded(`<Record action="/after" ${attribute}/>`);
    await stage.seconds(2);
    stage.control.press(sid, '1');
    await ended(sid);
    expect({ codes: stage.codes(sid), actions: actions().length }).toEqual({ codes: [code], actions: 1 });
  });

  it('does not transcribe', async () => {
    stage.twiml('<Record transcribe="true"/>');
    const sid = stage.customerCalls();
    await ended(sid);
    expect(stage.codes(sid)).toEqual(['unsupported']);
  });
});
