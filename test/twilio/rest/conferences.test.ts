import twilioPackage from 'twilio';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually, nothingHappens } from '#test/support/eventually.ts';
import { COLLEAGUE, COMPANY, CUSTOMER, openStage, type Stage } from '#test/twilio/behaviour/stage.ts';
import { hasOpenApi, openApi } from './openapi.fixture.ts';

// docs/voice/api/conference-resource and docs/voice/api/conference-participant-resource.
const EVENTS = 'start end join leave mute hold modify announcement';
// Not 1000: the beep of coming and going.
const HZ = { ana: 600, ben: 1300, carla: 1700 };

let stage: Stage;
let client: ReturnType<typeof twilioPackage>;
let attributes: string;
beforeEach(async () => {
  stage = await openStage();
  client = twilioPackage(stage.twilio.accountSid, stage.twilio.authToken);
  client.api.baseUrl = stage.twilio.httpUrl;
  stage.server.reply('/conf', new Response(null, { status: 204 }));
  stage.server.reply('/after', '<Response/>');
  stage.server.reply('/voice', () => {
    const callbacks = `statusCallback="/conf" statusCallbackEvent="${EVENTS}"`;
    return `<Response><Dial action="/after"><Conference ${callbacks} ${attributes}>room</Conference></Dial></Response>`;
  });
});
afterEach(async () => {
  for (const { sid } of stage.control.calls()) stage.call(sid).endedAt ?? stage.control.hangUp(sid);
  await stage.close();
});

async function enters(who: keyof typeof HZ, more = ''): Promise<string> {
  attributes = `participantLabel="${who}" beep="false" ${more}`;
  const sid = stage.control.placeCall({ from: CUSTOMER, to: COMPANY, toneHz: HZ[who] });
  await eventually('is in the room', () => stage.call(sid).transcript.some(({ what }) => what === 'joined'));
  return sid;
}

const tones = (sid: string) =>
  (stage.call(sid).phones[0]?.present.tones ?? []).map((hz) => Math.round(hz / 100) * 100).sort((a, b) => a - b);
const hears = (sid: string, ...expected: number[]) =>
  eventually(`${expected} Hz are heard`, () => {
    expect(tones(sid)).toEqual(expected);
    return true;
  });
const told = (event: string) =>
  eventually(
    `${event} is told`,
    () => stage.server.at('/conf').find(({ parameters }) => parameters.StatusCallbackEvent === event)?.parameters,
  );
const room = async () => {
  const [conference] = await client.conferences.list({ friendlyName: 'room' });
  if (!conference) throw new Error('there is no such conference');
  return client.conferences(conference.sid);
};
const errorOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no error',
    ({ status, code }) => ({ status, code }),
  );

describe('a participant', () => {
  it('is muted and heard again', async () => {
    const [ana, ben] = [await enters('ana'), await enters('ben')];
    await hears(ben, 600);
    const participant = (await room()).participants('ana');
    expect(await participant.update({ muted: true })).toMatchObject({ callSid: ana, label: 'ana', muted: true });
    await hears(ben);
    await hears(ana, 1300);
    expect(await told('participant-mute')).toMatchObject({ CallSid: ana, Muted: 'true', ParticipantLabel: 'ana' });
    await participant.update({ muted: false });
    await hears(ben, 600);
    await told('participant-unmute');
  });

  it('on hold hears the music and nobody, and nobody hears her', async () => {
    const [ana, ben, carla] = [await enters('ana'), await enters('ben'), await enters('carla')];
    stage.server.reply(
      '/hold',
      '<Response><Say>please hold</Say><Pause length="20"/><Redirect method="GET"/></Response>',
    );
    const participant = (await room()).participants(ana);
    expect(await participant.update({ hold: true, holdUrl: `${stage.server.url}/hold` })).toMatchObject({ hold: true });
    await hears(ben, 1700);
    await hears(carla, 1300);
    await hears(ana);
    expect(stage.said(ana)).toEqual(['please hold']);
    await stage.seconds(21);
    await eventually('it goes on', () => stage.said(ana).length === 2);
    expect(stage.server.at('/hold')[0]).toMatchObject({ method: 'GET', parameters: { CallSid: ana } });
    expect(await told('participant-hold')).toMatchObject({ CallSid: ana, Hold: 'true' });
    await participant.update({ hold: false });
    await hears(ana, 1300, 1700);
    await hears(ben, 600, 1700);
    await told('participant-unhold');
    await stage.seconds(60);
    expect(stage.said(ana)).toHaveLength(2);
  });

  it('on hold hears Twilio’s own music where no URL is given, and stays when the others go', async () => {
    // H29
    const [ana, ben] = [await enters('ana'), await enters('ben')];
    await (await room()).participants(ana).update({ hold: true });
    await eventually('music', () => tones(ana).length > 1);
    stage.control.hangUp(ben);
    await stage.ended(ben);
    await nothingHappens('she stays', () => stage.call(ana).status, 200);
    expect((await room().then((one) => one.fetch())).status).toBe('in-progress');
  });

  it('whose hold music is not to be had stays on hold, in silence', async () => {
    const [ana, ben] = [await enters('ana'), await enters('ben')];
    await hears(ana, 1300);
    await (await room()).participants(ana).update({ hold: true, holdUrl: `${stage.server.url}/nothing` });
    await eventually('the error', () => stage.codes(ana).includes('11200'));
    expect((await (await room()).participants(ana).fetch()).hold).toBe(true);
    await hears(ana);
    await hears(ben);
  });

  it('hears an announcement alone, and then the others again', async () => {
    const [ana, ben] = [await enters('ana'), await enters('ben')];
    stage.server.reply('/announce', '<Response><Say>this call is recorded</Say></Response>');
    await (await room()).participants(ana).update({ announceUrl: `${stage.server.url}/announce` });
    expect(await told('announcement-end')).toMatchObject({ CallSid: ana, AnnounceUrl: `${stage.server.url}/announce` });
    expect([stage.said(ana), stage.said(ben)]).toEqual([['this call is recorded'], []]);
    await hears(ana, 1300);
  });

  it('is told as not announced to when the URL fails or dials', async () => {
    const [ana, ben] = [await enters('ana'), await enters('ben')];
    stage.server.reply('/announce', '<Response><Dial>+34600000000</Dial></Response>');
    await (await room()).participants(ana).update({ announceUrl: `${stage.server.url}/announce` });
    expect(await told('announcement-fail')).toMatchObject({ ReasonAnnouncementFailed: expect.any(String) });
    expect(stage.codes(ana)).toEqual(['13238']);
    await hears(ana, 1300);
    await hears(ben, 600);
  });

  it('coaches another, whom nobody else hears her speak to, and stops coaching', async () => {
    const [ana, ben, carla] = [await enters('ana'), await enters('ben'), await enters('carla', 'muted="true"')];
    const coach = (await room()).participants(carla);
    expect(await coach.update({ coaching: true, callSidToCoach: ana, muted: false })).toMatchObject({
      coaching: true,
      callSidToCoach: ana,
    });
    await hears(ana, 1300, 1700);
    await hears(ben, 600);
    await told('participant-modify');
    await coach.update({ coaching: false });
    await hears(ben, 600, 1700);
    expect(await errorOf(coach.update({ callSidToCoach: `CA${'0'.repeat(32)}` }))).toEqual({
      status: 400,
      code: 16028,
    });
  });

  it('coaches nobody who is on hold', async () => {
    const [ana, carla] = [await enters('ana'), await enters('carla')];
    await (await room()).participants(ana).update({ hold: true });
    const onHold = { status: 400, code: 16027 };
    const coach = { coaching: true, callSidToCoach: ana };
    expect(await errorOf((await room()).participants(carla).update(coach))).toEqual(onHold);
    const invited = (await room()).participants.create({ from: COMPANY, to: COLLEAGUE, ...coach });
    expect(await errorOf(invited)).toEqual(onHold);
    expect((await (await room()).participants(carla).fetch()).coaching).toBe(false);
  });

  it('ends the conference when she leaves, once she is told to', async () => {
    const [ana, ben] = [await enters('ana'), await enters('ben')];
    const participant = (await room()).participants(ana);
    expect(await participant.update({ endConferenceOnExit: true })).toMatchObject({ endConferenceOnExit: true });
    await participant.remove();
    await stage.ended(ben);
    expect(await told('conference-end')).toMatchObject({
      ReasonConferenceEnded: 'participant-with-end-conference-on-exit-kicked',
      CallSidEndingConference: ana,
      ParticipantLabelEndingConference: 'ana',
    });
    expect(await told('participant-leave')).toMatchObject({
      CallSid: ana,
      ReasonParticipantLeft: 'participant_updated_via_api',
      ParticipantCallStatus: 'in-progress',
    });
    const answers = stage.server.at('/after').map(({ parameters }) => parameters.DialCallStatus);
    expect(answers).toEqual(['answered', 'answered']);
  });

  it('that nobody knows is not found', async () => {
    await enters('ana');
    const { participants } = await room();
    expect(await errorOf(participants('nobody').fetch())).toEqual({ status: 404, code: 20404 });
    expect(await errorOf(participants('nobody').update({ muted: true }))).toEqual({ status: 404, code: 20404 });
  });
});

describe('a participant who is rung', () => {
  const invite = async (more = {}) =>
    (await room()).participants.create({ from: COMPANY, to: COLLEAGUE, label: 'carla', beep: 'false', ...more });

  it('comes straight into the room, and is shown as coming until then', async () => {
    const ana = await enters('ana');
    stage.control.setPhone(COLLEAGUE, { whenRung: 'answers', afterSeconds: 3, toneHz: 1700 });
    stage.server.reply('/leg', new Response(null, { status: 204 }));
    const carla = await invite({
      statusCallback: `${stage.server.url}/leg`,
      statusCallbackEvent: ['initiated', 'ringing', 'answered', 'completed'],
      endConferenceOnExit: true,
      earlyMedia: false,
    });
    expect(carla).toMatchObject({ label: 'carla', status: 'queued', endConferenceOnExit: true, hold: false });
    await eventually('it rings', async () => (await (await room()).participants('carla').fetch()).status === 'ringing');
    expect((await (await room()).participants.list()).map(({ label }) => label).sort()).toEqual(['ana', 'carla']);
    await stage.seconds(3);
    await hears(ana, 1700);
    await hears(carla.callSid, 600);
    expect((await (await room()).participants('carla').fetch()).status).toBe('connected');
    stage.control.hangUp(carla.callSid);
    await stage.ended(ana);
    await eventually('all was told', () => stage.server.at('/leg').length === 4);
    expect(stage.server.at('/leg').map(({ parameters }) => parameters.CallStatus)).toEqual([
      'initiated',
      'ringing',
      'in-progress',
      'completed',
    ]);
  });

  it('is heard ringing by those who are there, unless that is not wanted', async () => {
    const [ana] = [await enters('ana'), await enters('ben')];
    stage.control.setPhone(COLLEAGUE, { whenRung: 'no-answer' });
    const carla = await invite({ timeout: 10 });
    await hears(ana, 400, 500, 1300);
    await stage.seconds(15);
    await stage.ended(carla.callSid);
    expect(stage.call(carla.callSid).status).toBe('no-answer');
    await hears(ana, 1300);
    expect(await told('participant-leave')).toMatchObject({
      CallSid: carla.callSid,
      ParticipantLabel: 'carla',
      ReasonParticipantLeft: 'participant_add_failed',
      ParticipantCallStatus: 'no-answer',
    });
    expect(await errorOf((await room()).participants('carla').fetch())).toEqual({ status: 404, code: 20404 });
  });

  it.each(['sales team, 1', 'ana@example.com', 'señora', `CA${'A'.repeat(32)}`, 'x'.repeat(128)])(
    'goes by her label until she leaves: %s',
    async (label) => {
      await enters('ana');
      stage.control.setPhone(COLLEAGUE, { whenRung: 'answers', afterSeconds: 1 });
      const carla = await invite({ label });
      await stage.seconds(1);
      await eventually(
        'she is there',
        async () => (await (await room()).participants(label).fetch()).status === 'connected',
      );
      expect(await (await room()).participants(label).update({ muted: true })).toMatchObject({
        callSid: carla.callSid,
        label,
        muted: true,
      });
      expect(await errorOf(invite({ label }))).toEqual({ status: 400, code: 16026 });
      await (await room()).participants(label).remove();
      await stage.ended(carla.callSid);
      expect(await errorOf((await room()).participants(label).fetch())).toEqual({ status: 404, code: 20404 });
      const again = await invite({ label });
      expect(again.callSid).not.toBe(carla.callSid);
      await (await room()).participants(again.callSid).remove();
      await stage.ended(again.callSid);
    },
  );

  it('keeps her label for herself while she is still rung', async () => {
    await enters('ana');
    stage.control.setPhone(COLLEAGUE, { whenRung: 'no-answer' });
    const carla = await invite();
    attributes = 'participantLabel="carla"';
    const other = stage.control.placeCall({ from: CUSTOMER, to: COMPANY });
    await stage.ended(other);
    expect(stage.codes(other)).toEqual(['16025']);
    await (await room()).participants('carla').remove();
    await stage.ended(carla.callSid);
  });

  it('makes the room by its name, and is called off again', async () => {
    stage.control.setPhone(COLLEAGUE, { whenRung: 'no-answer' });
    const carla = await client.conferences('new room').participants.create({ from: COMPANY, to: COLLEAGUE });
    expect(await client.conferences(carla.conferenceSid).fetch()).toMatchObject({
      friendlyName: 'new room',
      status: 'init',
    });
    await client.conferences(carla.conferenceSid).participants(carla.callSid).remove();
    await stage.ended(carla.callSid);
    expect(stage.call(carla.callSid).status).toBe('canceled');
    expect((await client.conferences(carla.conferenceSid).fetch()).status).toBe('completed');
  });

  it.each([
    ['without a number', { to: '' }, 21201],
    ['from a number that is not ours', { from: '+34911111111' }, 21210],
    ['with a label that is taken', { label: 'ana' }, 16026],
    ['with a label that is too long', { label: 'x'.repeat(129) }, 16024],
    ['with a label that looks like a call', { label: `CA${'0'.repeat(32)}` }, 16024],
    ['with a label that no path could name', { label: 'ana/ben' }, 16024],
    ['to coach who is not there', { callSidToCoach: `CA${'0'.repeat(32)}` }, 16028],
    ['into a full room', { maxParticipants: 2 }, 16020],
    ['that rings too shortly', { timeout: 4 }, 21208],
  ])('is refused %s', async (_, more, code) => {
    await enters('ana');
    await enters('ben');
    expect(await errorOf(invite(more))).toEqual({ status: 400, code });
    expect(await client.conferences.list()).toHaveLength(1);
  });

  it('waits its turn: one a second', async () => {
    await enters('ana');
    stage.control.setPhone(COLLEAGUE, { whenRung: 'no-answer' });
    await invite({ label: 'one' });
    const second = await invite({ label: 'two' });
    expect(Number(second.queueTime)).toBeGreaterThan(0);
    for (const label of ['one', 'two']) await (await room()).participants(label).remove();
  });
});

describe('a conference', () => {
  it('is listed, and ended with all who are in it', async () => {
    const [ana, ben] = [await enters('ana'), await enters('ben')];
    const [shown] = await client.conferences.list({ status: 'in-progress' });
    expect(shown).toMatchObject({ friendlyName: 'room', region: 'us1', status: 'in-progress' });
    expect(await client.conferences.list({ status: 'completed' })).toEqual([]);
    const ended = await (await room()).update({ status: 'completed' });
    expect(ended).toMatchObject({ status: 'completed', reasonConferenceEnded: 'conference-ended-via-api' });
    for (const sid of [ana, ben]) expect((await stage.ended(sid)).status).toBe('completed');
    expect(await told('participant-leave')).toMatchObject({ ReasonParticipantLeft: 'conference_ended_via_api' });
    expect(await (await room()).participants.list()).toEqual([]);
    expect(await errorOf((await room()).update({ status: 'completed' }))).toEqual({ status: 400, code: 21220 });
  });

  it('is announced something to, which everybody hears and one document is asked for', async () => {
    const [ana, ben] = [await enters('ana', 'muted="true"'), await enters('ben', 'muted="true"')];
    stage.server.reply('/announce', '<Response><Play digits="1w1w1"/></Response>');
    await (await room()).update({ announceUrl: `${stage.server.url}/announce` });
    for (const sid of [ana, ben]) {
      await eventually('the tones are heard', () => stage.call(sid).phones[0]?.digits.startsWith('1'));
    }
    await told('announcement-end');
    expect(stage.server.at('/announce')).toHaveLength(1);
  });

  it.skipIf(!hasOpenApi)('is shown as Twilio’s description of its API has it', async () => {
    const judge = openApi();
    const ana = await enters('ana');
    const { accountSid, authToken, httpUrl } = stage.twilio;
    const ask = async (path: string, form?: Record<string, string>) => {
      const response = await fetch(`${httpUrl}/2010-04-01/Accounts/${accountSid}/${path}`, {
        headers: { authorization: `Basic ${btoa(`${accountSid}:${authToken}`)}` },
        ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
      });
      return { status: response.status, body: await response.json() };
    };
    const { sid } = await (await room()).fetch();
    const below = '{AccountSid}/Conferences';
    judge(`${below}.json`, 'get', await ask('Conferences.json'));
    judge(`${below}/{Sid}.json`, 'get', await ask(`Conferences/${sid}.json`));
    const one = `${below}/{ConferenceSid}/Participants`;
    judge(`${one}.json`, 'get', await ask(`Conferences/${sid}/Participants.json`));
    judge(`${one}.json`, 'post', await ask(`Conferences/${sid}/Participants.json`, { From: COMPANY, To: COLLEAGUE }));
    judge(`${one}/{CallSid}.json`, 'get', await ask(`Conferences/${sid}/Participants/${ana}.json`));
    judge(
      `${one}/{CallSid}.json`,
      'post',
      await ask(`Conferences/${sid}/Participants/${ana}.json`, { Muted: 'true', Hold: 'true' }),
    );
    judge(`${below}/{ConferenceSid}/Recordings.json`, 'get', await ask(`Conferences/${sid}/Recordings.json`));
    judge(`${below}/{Sid}.json`, 'post', await ask(`Conferences/${sid}.json`, { Status: 'completed' }));
  });
});
