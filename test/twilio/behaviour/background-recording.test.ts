import twilioPackage from 'twilio';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '#test/support/eventually.ts';
import { recordedSound } from '#test/twilio/media/recorded-sound.ts';
import { COLLEAGUE, COMPANY, CUSTOMER, openStage, type Stage } from './stage.ts';

// Rows F19 to F22, docs/voice/twiml/recording and docs/voice/api/recording.
const CALLBACK = 'recordingStatusCallback="/rec" recordingStatusCallbackEvent="in-progress completed absent"';
const CUSTOMER_HZ = 1300;
const ANA_HZ = 600;
const near = (hz: number) => expect.closeTo(hz, -1);

let stage: Stage;
let client: ReturnType<typeof twilioPackage>;
beforeEach(async () => {
  stage = await openStage();
  client = twilioPackage(stage.twilio.accountSid, stage.twilio.authToken);
  client.api.baseUrl = stage.twilio.httpUrl;
  stage.server.reply('/rec', new Response(null, { status: 204 }));
  stage.server.reply('/after', '<Response/>');
});
afterEach(async () => {
  for (const { sid } of stage.control.calls()) stage.call(sid).endedAt ?? stage.control.hangUp(sid);
  await stage.close();
});

const customerCalls = (toneHz = CUSTOMER_HZ) => stage.control.placeCall({ from: CUSTOMER, to: COMPANY, toneHz });
const talksTo = async (sid: string, hz: number) =>
  eventually(`${hz} Hz are heard`, () =>
    stage.call(sid).phones[0]?.heard.some((tone) => Math.abs(tone.hz - hz) < 5 && tone.heardMs >= 400),
  );
const joined = (sid: string) =>
  eventually('is in the room', () => stage.call(sid).transcript.some(({ what }) => what === 'joined'));
const callback = (status: string) =>
  eventually(
    `the callback "${status}"`,
    () => stage.server.at('/rec').find(({ parameters }) => parameters.RecordingStatus === status)?.parameters,
  );
const errorOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no error',
    ({ status, code }) => ({ status, code }),
  );

async function soundOf(sid: string) {
  const { httpUrl, accountSid, authToken } = stage.twilio;
  await eventually('it is prepared', async () => {
    await stage.seconds(1);
    return (await client.recordings(sid).fetch()).status === 'completed';
  });
  const response = await fetch(`${httpUrl}/2010-04-01/Accounts/${accountSid}/Recordings/${sid}.wav`, {
    headers: { authorization: `Basic ${btoa(`${accountSid}:${authToken}`)}` },
  });
  expect(response.status).toBe(200);
  return recordedSound(new Uint8Array(await response.arrayBuffer()));
}

/** The customer talks to Ana by a plain Dial, after `first`. */
async function talk(first = '') {
  stage.twiml(`${first}<Dial action="/after"><Client>ana</Client></Dial>`);
  stage.control.registerClient('ana', { whenRung: 'answers', afterSeconds: 1, toneHz: ANA_HZ });
  const sid = customerCalls();
  const leg = await stage.leg(sid, 'client:ana');
  await stage.seconds(1);
  await talksTo(sid, ANA_HZ);
  await talksTo(leg.sid, CUSTOMER_HZ);
  return sid;
}

describe('<Start><Recording>', () => {
  it('records both sides on their own channels, through all that the call does, until it ends', async () => {
    const sid = await talk(`<Start><Recording ${CALLBACK}/></Start>`);
    expect(await callback('in-progress')).toMatchObject({
      CallSid: sid,
      RecordingSource: 'StartCallRecordingTwiML',
      RecordingChannels: '2',
      RecordingTrack: 'both',
    });
    stage.control.hangUp(sid);
    await stage.ended(sid);
    const [recording] = await client.calls(sid).recordings.list();
    const { channels } = await soundOf(recording?.sid ?? '');
    expect(channels[0]?.tones).toEqual([near(CUSTOMER_HZ)]);
    expect(channels[1]?.tones).toContainEqual(near(ANA_HZ));
    await callback('completed');
  });

  it('is stopped by its name, and the call goes on', async () => {
    stage.server.reply('/more', '<Response><Stop><Recording name="talk"/></Stop><Pause length="60"/></Response>');
    stage.twiml(
      `<Start><Recording name="talk" channels="mono" trim="do-not-trim" ${CALLBACK}/></Start><Pause length="3"/><Redirect>/more</Redirect>`,
    );
    const sid = customerCalls();
    await callback('in-progress');
    await stage.seconds(3);
    await eventually('it was asked to stop', () => stage.server.at('/more').length === 1);
    await stage.seconds(2);
    expect(await callback('completed')).toMatchObject({ RecordingDuration: '3', RecordingChannels: '1' });
    expect(stage.call(sid).status).toBe('in-progress');
  });

  it.each([
    ['what was never started', '<Stop><Recording name="other"/></Stop>', '12200'],
    ['a stream, which nobody here takes', '<Start><Stream url="wss://example.com"/></Start>', 'unsupported'],
    ['the end of a transcription', '<Stop><Transcription name="words"/></Stop>', 'unsupported'],
    ['what can not be started', '<Start><Say>Hello</Say></Start>', '14300'],
  ])('goes on without %s, and says so', async (_what, twiml, code) => {
    stage.twiml(`${twiml}<Say>yes</Say>`);
    const sid = customerCalls();
    await stage.seconds(10);
    await stage.ended(sid);
    expect({ codes: stage.codes(sid), said: stage.said(sid) }).toEqual({ codes: [code], said: ['yes'] });
  });
});

describe('a recording started by REST', () => {
  it('records from then on, pauses, and goes on', async () => {
    // F21
    const sid = await talk();
    const recording = await client.calls(sid).recordings.create({ recordingChannels: 'dual' });
    expect(recording).toMatchObject({
      callSid: sid,
      source: 'StartCallRecordingAPI',
      status: 'in-progress',
      channels: 2,
    });
    const current = client.calls(sid).recordings('Twilio.CURRENT');
    expect((await current.update({ status: 'paused', pauseBehavior: 'skip' })).status).toBe('paused');
    await stage.seconds(20);
    expect((await current.update({ status: 'in-progress' })).status).toBe('in-progress');
    await stage.seconds(5);
    expect((await current.update({ status: 'stopped' })).status).toBe('stopped');
    expect(await errorOf(current.update({ status: 'paused' }))).toEqual({ status: 404, code: 20404 });
    expect(await errorOf(client.calls(sid).recordings(recording.sid).update({ status: 'paused' }))).toEqual({
      status: 400,
      code: 21220,
    });
    expect((await soundOf(recording.sid)).seconds).toBeLessThan(20);
    expect(stage.call(sid).status).toBe('in-progress');
  });

  it('is silent for the pause, which is as long as it was, unless told to skip it', async () => {
    const sid = await talk();
    const { sid: recording } = await client.calls(sid).recordings.create();
    await client.calls(sid).recordings(recording).update({ status: 'paused' });
    await stage.seconds(20);
    await client.calls(sid).recordings(recording).update({ status: 'in-progress' });
    await client.calls(sid).recordings(recording).update({ status: 'stopped' });
    expect((await soundOf(recording)).seconds).toBeGreaterThanOrEqual(20);
  });

  it('can’t be told from another by “current”', async () => {
    const sid = await talk();
    for (let times = 0; times < 2; times++) await client.calls(sid).recordings.create();
    expect(await errorOf(client.calls(sid).recordings('Twilio.CURRENT').update({ status: 'paused' }))).toEqual({
      status: 400,
      code: 20001,
    });
  });

  it('pauses what a Dial records, and the Dial still tells where it is', async () => {
    stage.twiml('<Dial action="/after" record="record-from-answer-dual"><Client>ana</Client></Dial>');
    stage.control.registerClient('ana', { whenRung: 'answers', afterSeconds: 1, toneHz: ANA_HZ });
    const sid = customerCalls();
    await stage.leg(sid, 'client:ana');
    await stage.seconds(1);
    await talksTo(sid, ANA_HZ);
    await client.calls(sid).recordings('Twilio.CURRENT').update({ status: 'paused' });
    expect((await client.calls(sid).recordings.list())[0]?.status).toBe('paused');
    stage.control.hangUp(sid);
    const action = await eventually('the action', () => stage.server.at('/after')[0]?.parameters);
    expect(action.RecordingUrl).toMatch(/Recordings\/RE/);
  });

  it('is refused for a call that has ended', async () => {
    // F22
    stage.twiml('<Hangup/>');
    const sid = customerCalls();
    await stage.ended(sid);
    expect(await errorOf(client.calls(sid).recordings.create())).toEqual({ status: 400, code: 21220 });
  });

  it('can be asked for with the call', async () => {
    stage.control.setPhone(COLLEAGUE, { whenRung: 'answers', afterSeconds: 1, toneHz: ANA_HZ });
    stage.server.reply('/talk', '<Response><Pause length="5"/></Response>');
    const { sid } = await client.calls.create({
      from: COMPANY,
      to: COLLEAGUE,
      url: `${stage.server.url}/talk`,
      record: true,
      recordingStatusCallback: `${stage.server.url}/rec`,
      trim: 'do-not-trim',
      ...{ statusCallback: `${stage.server.url}/status`, statusCallbackEvent: ['answered', 'completed'] },
    });
    await eventually('it rings', () => stage.call(sid).status === 'ringing');
    await stage.seconds(8);
    await stage.ended(sid);
    const [answered, over] = await eventually('its status is told', () => {
      const told = stage.server.at('/status').map(({ parameters }) => parameters);
      return told.length === 2 && told;
    });
    const [recording] = await client.calls(sid).recordings.list();
    expect(over).toMatchObject({ RecordingSid: recording?.sid, RecordingDuration: '5' });
    expect(over?.RecordingUrl).toMatch(new RegExp(`/Recordings/${recording?.sid}$`));
    expect(answered).not.toHaveProperty('RecordingUrl');
    expect(await callback('completed')).toMatchObject({
      CallSid: sid,
      RecordingSource: 'OutboundAPI',
      RecordingDuration: '5',
      RecordingChannels: '1',
    });
  });
});

describe('a recording of a conference', () => {
  it('begins when the first two hear each other, without the music before', async () => {
    // F20
    stage.twiml(`<Dial><Conference beep="false" record="record-from-start" ${CALLBACK}>room</Conference></Dial>`);
    const ana = customerCalls(ANA_HZ);
    await joined(ana);
    await stage.seconds(30);
    expect(await client.recordings.list()).toEqual([]);
    const ben = customerCalls(CUSTOMER_HZ);
    await joined(ben);
    await talksTo(ana, CUSTOMER_HZ);
    await talksTo(ben, ANA_HZ);
    const [conference] = await client.conferences.list();
    expect(await callback('in-progress')).toMatchObject({
      ConferenceSid: conference?.sid,
      RecordingSource: 'Conference',
      RecordingChannels: '1',
    });
    for (const sid of [ana, ben]) stage.control.hangUp(sid);
    for (const sid of [ana, ben]) await stage.ended(sid);
    const [recording] = await client.conferences(conference?.sid ?? '').recordings.list();
    expect(recording).toMatchObject({ conferenceSid: conference?.sid, source: 'Conference' });
    const { seconds, channels } = await soundOf(recording?.sid ?? '');
    expect(seconds).toBeLessThan(30);
    expect([...(channels[0]?.tones ?? [])].sort((a, b) => a - b)).toEqual([near(ANA_HZ), near(CUSTOMER_HZ)]);
    await client
      .conferences(conference?.sid ?? '')
      .recordings(recording?.sid ?? '')
      .remove();
    expect(await client.conferences(conference?.sid ?? '').recordings.list()).toEqual([]);
  });

  it('by the Dial has this leg on one channel and all that it hears on the other', async () => {
    // F19
    stage.twiml('<Dial><Conference beep="false" waitUrl="">room</Conference></Dial>');
    const ana = customerCalls(ANA_HZ);
    await joined(ana);
    stage.twiml(
      '<Dial action="/after" record="record-from-answer-dual"><Conference beep="false">room</Conference></Dial>',
    );
    const ben = customerCalls(CUSTOMER_HZ);
    await joined(ben);
    await talksTo(ben, ANA_HZ);
    await talksTo(ana, CUSTOMER_HZ);
    stage.control.hangUp(ben);
    const action = await eventually('the action', () => stage.server.at('/after')[0]?.parameters);
    expect(action.DialCallStatus).toBe('answered');
    const sid = /RE[0-9a-f]{32}$/.exec(action.RecordingUrl ?? '')?.[0] ?? '';
    const { channels } = await soundOf(sid);
    expect(channels.map((channel) => channel.tones)).toEqual([[near(CUSTOMER_HZ)], [near(ANA_HZ)]]);
  });

  it('is paused and stopped by REST, while the conference goes on', async () => {
    stage.twiml(`<Dial><Conference beep="false" record="record-from-start">room</Conference></Dial>`);
    const [ana, ben] = [customerCalls(ANA_HZ), customerCalls(CUSTOMER_HZ)];
    await joined(ana);
    await joined(ben);
    const [conference] = await client.conferences.list();
    const { recordings } = client.conferences(conference?.sid ?? '');
    const current = recordings('Twilio.CURRENT');
    expect((await current.update({ status: 'paused' })).status).toBe('paused');
    expect((await current.update({ status: 'in-progress' })).status).toBe('in-progress');
    expect((await current.update({ status: 'stopped' })).status).toBe('stopped');
    await talksTo(ana, CUSTOMER_HZ);
    expect((await client.conferences(conference?.sid ?? '').fetch()).status).toBe('in-progress');
  });
});
