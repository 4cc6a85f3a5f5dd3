import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually, nothingHappens } from '#test/support/eventually.ts';
import { recordedSound } from '#test/twilio/media/recorded-sound.ts';
import { COLLEAGUE, COMPANY, CUSTOMER, openStage, type Stage } from './stage.ts';

const CALLBACK = 'recordingStatusCallback="/rec?c=7" recordingStatusCallbackEvent="in-progress completed absent"';
const CUSTOMER_HZ = 1000;
const ANA_HZ = 600;
const near = (hz: number) => expect.closeTo(hz, -1);

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
  stage.server.reply('/rec', new Response(null, { status: 204 }));
  stage.server.reply('/after', '<Response/>');
});
afterEach(() => stage.close());

function dialAna(attributes: string, noun = '<Client>ana</Client>') {
  stage.twiml(`<Dial action="/after" ${attributes}>${noun}</Dial>`);
  stage.control.registerClient('ana', { whenRung: 'answers', afterSeconds: 2, toneHz: ANA_HZ });
}

const customerCalls = () => stage.control.placeCall({ from: CUSTOMER, to: COMPANY, toneHz: CUSTOMER_HZ });

/** Waits until a phone has heard a tone long enough to be found in a recording too. */
const hears = (callSid: string, hz: number) =>
  eventually(`${hz} Hz are heard`, () =>
    stage.call(callSid).phones[0]?.heard.some((tone) => Math.abs(tone.hz - hz) < 5 && tone.heardMs >= 400),
  );

/** The customer calls, Ana answers, both hear each other, and the customer hangs up. */
async function callAna() {
  const sid = customerCalls();
  const leg = await stage.leg(sid, 'client:ana');
  await stage.seconds(2);
  await hears(sid, ANA_HZ);
  await hears(leg.sid, CUSTOMER_HZ);
  stage.control.hangUp(sid);
  await stage.ended(sid);
  return sid;
}

const callbacks = () => stage.server.at('/rec').map(({ parameters }) => parameters);

async function lastCallback(status: string) {
  return eventually(`the callback "${status}"`, () => callbacks().find((one) => one.RecordingStatus === status));
}

function media(path: string, headers: Record<string, string> = {}, credentials?: string) {
  const { httpUrl, accountSid, authToken } = stage.twilio;
  const authorization = `Basic ${btoa(credentials ?? `${accountSid}:${authToken}`)}`;
  const url = path.startsWith('http') ? path : `${httpUrl}/2010-04-01/Accounts/${accountSid}/Recordings/${path}`;
  return fetch(url, { headers: { ...(credentials === '' ? {} : { authorization }), ...headers } });
}

async function fileOf(url: string) {
  const response = await media(url);
  expect(response.status).toBe(200);
  return new Uint8Array(await response.arrayBuffer());
}

/** The file of the one recording, once it is ready. */
async function recorded() {
  await stage.seconds(1);
  return recordedSound(await fileOf((await lastCallback('completed')).RecordingUrl ?? ''));
}

describe('a recorded Dial', () => {
  it('puts the parent on the first channel and the child on the second', async () => {
    // F19, dial#record
    dialAna(`record="record-from-answer-dual" ${CALLBACK}`);
    await callAna();
    const { channels } = await recorded();
    expect(channels.map((channel) => channel.tones)).toEqual([[near(CUSTOMER_HZ)], [near(ANA_HZ)]]);
  });

  it('mixes both on one channel', async () => {
    dialAna(`record="record-from-answer" ${CALLBACK}`);
    await callAna();
    const { channels } = await recorded();
    expect(channels).toHaveLength(1);
    expect(channels[0]?.tones.sort((a, b) => a - b)).toEqual([near(ANA_HZ), near(CUSTOMER_HZ)]);
  });

  it.each([
    ['inbound', CUSTOMER_HZ],
    ['outbound', ANA_HZ],
  ])('has only the %s track when that was asked for, on one channel', async (track, hz) => {
    dialAna(`record="record-from-answer-dual" recordingTrack="${track}" ${CALLBACK}`);
    await callAna();
    const { channels } = await recorded();
    expect(channels.map((channel) => channel.tones)).toEqual([[near(hz)]]);
    expect(await lastCallback('completed')).toMatchObject({ RecordingTrack: track, RecordingChannels: '1' });
  });

  it('records a phone that was dialled', async () => {
    stage.twiml(`<Dial record="record-from-answer-dual" callerId="${COMPANY}" ${CALLBACK}>${COLLEAGUE}</Dial>`);
    stage.control.setPhone(COLLEAGUE, { whenRung: 'answers', toneHz: 700 });
    const sid = customerCalls();
    const leg = await stage.leg(sid, COLLEAGUE);
    await stage.seconds(2);
    await hears(sid, 700);
    stage.control.hangUp(leg.sid);
    await stage.ended(sid);
    const { channels } = await recorded();
    expect(channels.map((channel) => channel.tones)).toEqual([[near(CUSTOMER_HZ)], [near(700)]]);
  });

  it('from ringing: begins with the first ring, and has the ringing that the caller hears', async () => {
    dialAna(`record="record-from-ringing-dual" ${CALLBACK}`);
    const sid = customerCalls();
    await eventually('it rings', () => callbacks().length === 1);
    await hears(sid, 440);
    stage.control.hangUp(sid);
    await stage.ended(sid);
    const { channels } = await recorded();
    expect(channels[1]?.tones).toEqual([near(440), near(480)]);
    expect(channels[0]?.tones).toEqual([near(CUSTOMER_HZ)]);
  });

  it('from answer: has nothing of the ringing', async () => {
    dialAna(`record="record-from-answer-dual" ${CALLBACK}`);
    const sid = customerCalls();
    await stage.leg(sid);
    await hears(sid, 440);
    expect(callbacks()).toEqual([]);
    await stage.seconds(2);
    await lastCallback('in-progress');
    await hears(sid, ANA_HZ);
    stage.control.hangUp(sid);
    await stage.ended(sid);
    expect((await recorded()).channels[1]?.tones).toEqual([near(ANA_HZ)]);
  });

  it('is as long as the call by the Clock, also when the Clock was turned', async () => {
    dialAna(`record="record-from-answer-dual" ${CALLBACK}`);
    const sid = customerCalls();
    await stage.leg(sid);
    await stage.seconds(2);
    await lastCallback('in-progress');
    await stage.seconds(90);
    stage.control.hangUp(sid);
    await stage.ended(sid);
    const { seconds } = await recorded();
    expect(seconds).toBeGreaterThanOrEqual(89);
    expect(seconds).toBeLessThan(91.5);
    expect(Math.abs(Number((await lastCallback('completed')).RecordingDuration) - seconds)).toBeLessThanOrEqual(0.5);
  });

  it('leaves out the silence before and after when it is to be trimmed', async () => {
    dialAna(`record="record-from-answer" trim="trim-silence" ${CALLBACK}`);
    stage.control.registerClient('ana', { whenRung: 'answers', afterSeconds: 1 });
    const sid = stage.customerCalls();
    const leg = await stage.leg(sid);
    await stage.seconds(30);
    stage.control.press(leg.sid, '555');
    await eventually('the customer hears the key', () => stage.call(sid).phones[0]?.digits === '555');
    await stage.seconds(30);
    stage.control.hangUp(sid);
    await stage.ended(sid);
    const { seconds } = await recorded();
    expect(seconds).toBeGreaterThan(0.2);
    expect(seconds).toBeLessThan(1);
  });

  it('does not record unless it was asked to', async () => {
    for (const attribute of ['', 'record="do-not-record"', 'record="false"', 'record="sometimes"']) {
      dialAna(`${attribute} ${CALLBACK}`);
      const sid = customerCalls();
      await stage.leg(sid);
      await stage.seconds(3);
      stage.control.hangUp(sid);
      await stage.ended(sid);
      expect(stage.codes(sid)).toEqual(attribute.includes('sometimes') ? ['13217'] : []);
    }
    await stage.seconds(5);
    expect(callbacks()).toEqual([]);
    expect(stage.server.at('/after').some(({ parameters }) => 'RecordingUrl' in parameters)).toBe(false);
  });
});

describe('recording callbacks', () => {
  it('tell beginning and end, signed, of the parent leg, and the file is ready when they say so', async () => {
    dialAna(`record="record-from-answer-dual" ${CALLBACK}`);
    const sid = await callAna();
    const common = {
      AccountSid: stage.twilio.accountSid,
      CallSid: sid,
      RecordingSid: expect.stringMatching(/^RE[0-9a-f]{32}$/),
      RecordingChannels: '2',
      RecordingSource: 'DialVerb',
      RecordingTrack: 'both',
      RecordingStartTime: 'Mon, 02 Mar 2026 09:00:02 +0000',
    };
    const { RecordingUrl: url = '', ...begun } = await lastCallback('in-progress');
    expect(begun).toEqual({ ...common, RecordingStatus: 'in-progress' });
    await nothingHappens('it is being prepared', () => callbacks().length, 100);
    expect((await media(url)).status).toBe(404);
    await stage.seconds(1);
    expect(await lastCallback('completed')).toEqual({
      ...common,
      RecordingStatus: 'completed',
      RecordingUrl: url,
      RecordingDuration: expect.stringMatching(/^\d+$/),
    });
    expect((await media(url)).status).toBe(200);
    expect(url).toMatch(/\/Recordings\/RE[0-9a-f]{32}$/);
    expect(stage.server.at('/rec').every((webhook) => webhook.isSigned && webhook.path === '/rec?c=7')).toBe(true);
    expect(stage.call(sid).webhooks.filter((one) => one.kind === 'recording-status')).toHaveLength(2);
  });

  it('give the action the same address, before the file is there', async () => {
    dialAna(`record="record-from-answer-dual" ${CALLBACK}`);
    await callAna();
    await eventually('the action was asked', () => stage.server.at('/after').length === 1);
    const { RecordingUrl } = stage.server.at('/after')[0]?.parameters ?? {};
    expect(RecordingUrl).toBe((await lastCallback('in-progress')).RecordingUrl);
  });

  it('come beside that of the leg’s end, which tells of the recording, too', async () => {
    stage.server.reply('/leg', new Response(null, { status: 204 }));
    const events = 'statusCallback="/leg" statusCallbackEvent="answered completed"';
    stage.control.registerClient('ben', { whenRung: 'no-answer' });
    dialAna('record="record-from-answer"', `<Client ${events}>ana</Client><Client ${events}>ben</Client>`);
    const sid = await callAna();
    const legs = await eventually('the ends of both', () => {
      const told = stage.server.at('/leg').map(({ parameters }) => parameters);
      return told.length === 3 && told;
    });
    const about = (to: string, status: string) => legs.find((one) => one.To === to && one.CallStatus === status);
    const [recording] = stage.control.recordings.list();
    expect(about('client:ana', 'completed')).toMatchObject({
      ParentCallSid: sid,
      RecordingSid: recording?.sid,
      RecordingUrl: expect.stringMatching(new RegExp(`/Recordings/${recording?.sid}$`)),
      RecordingDuration: expect.stringMatching(/^\d+$/),
    });
    expect(about('client:ana', 'in-progress')).not.toHaveProperty('RecordingSid');
    expect(about('client:ben', 'canceled')).not.toHaveProperty('RecordingSid');
  });

  it('say only "completed" unless more was asked for, and by GET when that was', async () => {
    dialAna('record="true" recordingStatusCallback="/rec" recordingStatusCallbackMethod="GET"');
    await callAna();
    await stage.seconds(1);
    expect(await lastCallback('completed')).toMatchObject({ RecordingChannels: '1' });
    expect(stage.server.at('/rec')).toMatchObject([{ method: 'GET', isSigned: true }]);
  });

  it.each([
    ['nobody answered', { whenRung: 'no-answer' } as const],
    ['it was busy', { whenRung: 'busy' } as const],
  ])('say "absent" when there is nothing: %s', async (_, behaviour) => {
    // F11
    dialAna(`timeout="5" record="record-from-answer-dual" ${CALLBACK}`);
    stage.control.registerClient('ana', behaviour);
    const sid = customerCalls();
    await stage.leg(sid);
    await stage.seconds(11);
    await stage.ended(sid);
    const absent = await lastCallback('absent');
    expect(absent).toMatchObject({ CallSid: sid, ErrorCode: '16101' });
    expect(absent).not.toHaveProperty('RecordingUrl');
    expect(callbacks()).toHaveLength(1);
    expect(stage.server.at('/after')[0]?.parameters).not.toHaveProperty('RecordingUrl');
    expect((await media(absent.RecordingSid ?? '')).status).toBe(404);
  });

  it('warn about events that do not exist, and go on', async () => {
    dialAna('record="true" recordingStatusCallback="/rec" recordingStatusCallbackEvent="begun completed"');
    const sid = await callAna();
    expect(stage.codes(sid)).toEqual(['12200']);
    await stage.seconds(1);
    await lastCallback('completed');
  });
});

describe('callbacks to what is no URL', () => {
  const nobody = 'recordingStatusCallback="ftp://example.com/rec"';
  it.each([
    ['a <Dial>', `<Dial record="true" ${nobody}><Client>ana</Client></Dial>`],
    ['a <Start>', `<Start><Recording trim="do-not-trim" ${nobody}/></Start><Dial><Client>ana</Client></Dial>`],
    ['a <Record>', `<Record maxLength="2" action="/after" ${nobody}/>`],
  ])('are never sent, and %s records all the same', async (_what, twiml) => {
    stage.twiml(twiml);
    stage.control.registerClient('ana', { whenRung: 'answers', afterSeconds: 0, toneHz: ANA_HZ });
    const sid = customerCalls();
    await stage.seconds(1);
    await eventually('it is recorded', () => stage.control.recordings.list().length === 1);
    await stage.seconds(2);
    if (stage.call(sid).endedAt === null) stage.control.hangUp(sid);
    await stage.ended(sid);
    await stage.seconds(1);
    expect(stage.codes(sid)).toEqual(['13256']);
    expect(stage.control.recordings.list().map((one) => one.state.status)).toEqual(['completed']);
  });
});

describe('more than one Dial, and live changes', () => {
  it('gives each Dial a recording of its own', async () => {
    stage.twiml(
      `<Dial timeout="5" record="record-from-answer" ${CALLBACK}><Client>ken</Client></Dial>
       <Dial record="record-from-answer" ${CALLBACK}><Client>ana</Client></Dial>`,
    );
    stage.control.registerClient('ken', { whenRung: 'busy' });
    stage.control.registerClient('ana', { whenRung: 'answers', toneHz: ANA_HZ });
    const sid = await callAna();
    await stage.seconds(1);
    await lastCallback('completed');
    expect(callbacks().map((one) => [one.CallSid, one.RecordingStatus])).toEqual([
      [sid, 'absent'],
      [sid, 'in-progress'],
      [sid, 'completed'],
    ]);
    expect(new Set(callbacks().map((one) => one.RecordingSid)).size).toBe(2);
  });

  it('ends the recording when the child is given other TwiML, while both legs live on', async () => {
    dialAna(`record="record-from-answer-dual" ${CALLBACK}`);
    stage.server.reply('/after', '<Response><Pause length="100"/></Response>');
    const sid = customerCalls();
    const leg = await stage.leg(sid);
    await stage.seconds(2);
    await hears(sid, ANA_HZ);
    const { httpUrl, accountSid, authToken } = stage.twilio;
    await fetch(`${httpUrl}/2010-04-01/Accounts/${accountSid}/Calls/${leg.sid}.json`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${accountSid}:${authToken}`)}` },
      body: new URLSearchParams({ Twiml: '<Response><Pause length="100"/></Response>' }),
    });
    await eventually('the action was asked', () => stage.server.at('/after').length === 1);
    await stage.seconds(1);
    await lastCallback('completed');
    expect([stage.call(sid).status, stage.call(leg.sid).status]).toEqual(['in-progress', 'in-progress']);
    stage.control.hangUp(sid);
    stage.control.hangUp(leg.sid);
    await stage.ended(sid);
    expect(callbacks()).toHaveLength(2);
  });
});

describe('a whisper', () => {
  it('is heard by the called party alone, while the caller hears ringing; the recording runs from the answer', async () => {
    dialAna(`record="record-from-answer-dual" ${CALLBACK}`, '<Client url="/whisper">ana</Client>');
    stage.server.reply('/whisper', '<Response><Play digits="1"/><Pause length="3"/></Response>');
    const sid = customerCalls();
    const leg = await stage.leg(sid);
    await stage.seconds(2);
    await eventually('Ana hears it', () => stage.call(leg.sid).phones[0]?.digits === '1');
    await hears(sid, 440);
    expect(callbacks()).toHaveLength(1);
    await stage.seconds(6);
    await hears(sid, ANA_HZ);
    expect(stage.call(sid).phones[0]?.digits).toBe('');
    stage.control.hangUp(sid);
    await stage.ended(sid);
    const { channels } = await recorded();
    expect(channels[1]?.tones).toContainEqual(near(ANA_HZ));
  });
});
