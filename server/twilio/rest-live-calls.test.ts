import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { E164 } from '#shared/ids.ts';
import { isE164 } from '#shared/phone-number.ts';
import { systemClock } from '#shared/time.ts';
import { eventually } from '#test/support/eventually.ts';
import { COLLEAGUE, COMPANY, openStage, type Stage } from '#test/twilio/behaviour/stage.ts';
import { openRest, type TwilioRest } from './rest.ts';
import { toldOf } from './told.ts';

/** What is done to live calls, on the local Twilio. */

const ROOM = '<Dial action="/after"><Conference beep="false">room</Conference></Dial>';
const e164 = (number: string): E164 => {
  if (!isE164(number)) throw new Error(number);
  return number;
};

let stage: Stage;
let rest: TwilioRest;
beforeEach(async () => {
  stage = await openStage();
  const { accountSid, authToken, httpUrl } = stage.twilio;
  rest = openRest(
    { clock: systemClock, config: { twilio: { baseUrl: httpUrl } } },
    { accountSid, username: accountSid, password: authToken, region: 'us1' },
  );
  stage.server.reply('/after', '<Response/>');
  stage.server.reply('/status', new Response(null, { status: 204 }));
});
afterEach(async () => {
  for (const { sid } of stage.control.calls()) stage.call(sid).endedAt ?? stage.control.hangUp(sid);
  await stage.close();
});

const status = () => `${stage.server.url}/status`;
/** A customer who listens to what she is told. */
async function customer(inside = '<Say>hello</Say><Pause length="3600"/>'): Promise<string> {
  stage.twiml(inside);
  const sid = stage.customerCalls();
  await eventually('she is connected', () => stage.call(sid).status === 'in-progress');
  return sid;
}
async function inRoom(label: string): Promise<string> {
  const sid = await customer(ROOM.replace('beep', `participantLabel="${label}" beep`));
  await eventually('she is in the room', () => stage.call(sid).transcript.some(({ what }) => what === 'joined'));
  return sid;
}
async function room(): Promise<string> {
  const found = await rest.liveConference('room');
  if (!found.ok || !found.value) throw new Error('there is no such conference');
  return found.value.sid;
}
const everybody = async () => {
  const listed = await rest.participants(await room());
  return listed.ok ? listed.value : [];
};

describe('a call', () => {
  it('goes on with TwiML that nobody has to fetch', async () => {
    const sid = await customer();
    expect(await rest.redirectCall(sid, { twiml: '<Response><Say>on we go</Say></Response>' })).toMatchObject({
      is: 'done',
    });
    await eventually('she hears it', () => stage.said(sid).includes('on we go'));
    expect(stage.call(sid).webhooks).toHaveLength(1);
  });

  it('goes on with what a URL says', async () => {
    stage.server.reply('/onward', '<Response><Say>from there</Say></Response>');
    const sid = await customer();
    expect(await rest.redirectCall(sid, { url: `${stage.server.url}/onward?a=b` })).toMatchObject({ is: 'done' });
    await eventually('she hears it', () => stage.said(sid).includes('from there'));
    expect(stage.server.at('/onward')[0]).toMatchObject({ method: 'POST', path: '/onward?a=b' });
  });

  it('is ended', async () => {
    const sid = await customer();
    expect(await rest.endCall(sid)).toMatchObject({ is: 'done' });
    await stage.ended(sid);
  });

  it('that is over, or never was, is gone', async () => {
    const sid = await customer();
    stage.control.hangUp(sid);
    await stage.ended(sid);
    const onward = { twiml: '<Response/>' };
    expect(await rest.redirectCall(sid, onward)).toEqual({ is: 'gone' });
    expect(await rest.endCall(sid)).toEqual({ is: 'gone' });
    expect(await rest.redirectCall(`CA${'0'.repeat(32)}`, onward)).toEqual({ is: 'gone' });
  });

  it('stays as it is when Twilio refuses', async () => {
    const sid = await customer();
    const refused = await rest.redirectCall(sid, { twiml: '<Response>' });
    expect(refused).toMatchObject({ is: 'refused', problem: { code: 'twilio-refused' } });
    expect(stage.call(sid).status).toBe('in-progress');
  });
});

describe('a recording', () => {
  it('is begun, paused, resumed and stopped', async () => {
    const sid = await customer();
    const begun = await rest.startRecording(sid, status());
    if (begun.is !== 'done') throw new Error(begun.is);
    const state = () => stage.control.recordings.list()[0];
    expect(state()).toMatchObject({ sid: begun.value, channels: 2 });
    await stage.seconds(2);
    expect(await rest.changeRecording(sid, begun.value, 'paused')).toMatchObject({ is: 'done' });
    await stage.seconds(2);
    expect(await rest.changeRecording(sid, begun.value, 'in-progress')).toMatchObject({ is: 'done' });
    expect(await rest.changeRecording(sid, begun.value, 'stopped')).toMatchObject({ is: 'done' });
    // Twilio takes its time to prepare the file.
    await stage.seconds(10);
    const told = () => stage.server.at('/status').map(({ parameters }) => parameters.RecordingStatus);
    await eventually('it is told', () => told().includes('completed'));
    expect(told()).toEqual(['in-progress', 'completed']);
    expect(await rest.changeRecording(sid, begun.value, 'paused')).toEqual({ is: 'gone' });
  });

  it('can’t be begun of a call that is over', async () => {
    const sid = await customer();
    stage.control.hangUp(sid);
    await stage.ended(sid);
    expect(await rest.startRecording(sid, status())).toEqual({ is: 'gone' });
  });
});

describe('a conference', () => {
  it('is found by its name as long as it is not over', async () => {
    expect(await rest.liveConference('room')).toMatchObject({ ok: true, value: null });
    const ana = await inRoom('ana');
    await inRoom('ben');
    expect(await rest.liveConference('room')).toMatchObject({ ok: true, value: { started: true } });
    const sid = await room();
    expect(await rest.endConference(sid)).toMatchObject({ is: 'done' });
    await stage.ended(ana);
    expect(await rest.liveConference('room')).toMatchObject({ ok: true, value: null });
    expect(await rest.endConference(sid)).toEqual({ is: 'gone' });
    expect(await rest.participants(sid)).toMatchObject({ ok: true, value: [] });
    expect(await rest.participants(`CF${'0'.repeat(32)}`)).toMatchObject({ ok: true, value: [] });
  });

  it('holds, mutes and lets go of one of those in it', async () => {
    stage.server.reply('/hold', '<Response><Pause length="60"/></Response>');
    const [ana, ben] = [await inRoom('ana'), await inRoom('ben')];
    const sid = await room();
    const hold = { url: `${stage.server.url}/hold` };
    expect(await rest.changeParticipant(sid, ana, { hold, endConferenceOnExit: true })).toMatchObject({ is: 'done' });
    await eventually('she hears what is played', () => stage.server.at('/hold')[0]?.method === 'POST');
    expect(await everybody()).toEqual(
      expect.arrayContaining([
        {
          ...{ leg: ana, label: 'ana', joined: true, muted: false, onHold: true, coaches: null },
          endConferenceOnExit: true,
        },
      ]),
    );
    await rest.changeParticipant(sid, ana, { hold: false, endConferenceOnExit: false, muted: true });
    expect((await everybody()).find(({ leg }) => leg === ana)).toMatchObject({ onHold: false, muted: true });
    expect(await rest.removeParticipant(sid, ben)).toMatchObject({ is: 'done' });
    await stage.ended(ben);
    expect(await rest.removeParticipant(sid, ben)).toEqual({ is: 'gone' });
    expect(await rest.changeParticipant(sid, ben, { muted: true })).toEqual({ is: 'gone' });
  });

  it('takes in a colleague who is rung, and lets her whisper to one', async () => {
    stage.control.setPhone(COLLEAGUE, { whenRung: 'answers', afterSeconds: 2 });
    const ana = await inRoom('ana');
    const sid = await room();
    const asked = {
      ...{ to: e164(COLLEAGUE), from: e164(COMPANY), label: 'colleague', seconds: 20 },
      ...{ status: status(), endConferenceOnExit: false },
    };
    const added = await rest.addParticipant(sid, asked);
    if (added.is !== 'done') throw new Error(added.is);
    const { leg } = added.value;
    expect(added.value.keptBackMs).toBe(0);
    const her = async () => (await everybody()).find((one) => one.leg === leg);
    expect(await her()).toMatchObject({ label: 'colleague', joined: false });
    // Told again, where nobody knew whether it had been heard: she is asked in.
    expect(toldOf(await rest.addParticipant(sid, asked))).toMatchObject({ result: 'done' });
    expect(await everybody()).toHaveLength(2);
    await stage.seconds(3);
    await eventually('she is in the room', async () => (await her())?.joined);
    await eventually('her leg is told of', () => {
      const told = stage.server.at('/status').map(({ parameters }) => parameters.CallStatus);
      return ['initiated', 'ringing', 'in-progress'].every((one) => told.includes(one));
    });
    await rest.changeParticipant(sid, leg, { coaches: ana });
    expect(await her()).toMatchObject({ coaches: ana });
    await rest.changeParticipant(sid, leg, { coaches: false });
    expect(await her()).toMatchObject({ coaches: null });
  });
});
