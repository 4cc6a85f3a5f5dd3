import { beforeEach, describe, expect, it } from 'vitest';
import { adminDesk, HERE, PUBLIC_URL } from '#test/support/admin-desk.ts';
import { LINE } from '#test/support/telephony.ts';

const desk = adminDesk();

describe('incoming numbers', () => {
  const save = (over: Record<string, unknown> = {}) =>
    desk.ask('PUT', '/incoming-numbers', { number: LINE, name: 'Madrid', agentIds: [desk.ana, desk.admin], ...over });

  beforeEach(async () => {
    desk.twilio.control.configureNumber(LINE, {
      friendlyName: 'Bought',
      voiceUrl: 'https://former.example/voice',
      voiceMethod: 'GET',
    });
    await desk.connect();
  });
  const atTwilio = () => desk.twilio.control.account.numberOf(LINE);

  it('[req 8] bring the number’s calls here before the answer comes', async () => {
    expect(await save()).toEqual({
      status: 200,
      body: {
        number: LINE,
        name: 'Madrid',
        agentIds: [desk.ana, desk.admin],
        record: false,
        answer: 'people',
        pointsHere: true,
      },
    });
    expect(atTwilio()).toMatchObject({
      voiceUrl: HERE,
      voiceMethod: 'POST',
      statusCallback: `${PUBLIC_URL}/twilio/status/call`,
      voiceFallbackUrl: `${PUBLIC_URL}/twilio/voice/fallback`,
    });
    expect((await desk.ask('GET', '/incoming-numbers')).body.numbers).toEqual([
      {
        number: LINE,
        name: 'Madrid',
        agentIds: [desk.ana, desk.admin],
        record: false,
        answer: 'people',
        pointsHere: true,
      },
    ]);
  });

  it('[req 38] are recorded when their administrator says so, until she says otherwise', async () => {
    expect((await save({ record: true })).body).toMatchObject({ record: true });
    expect((await save({ name: 'Bilbao' })).body).toMatchObject({ name: 'Bilbao', record: true });
    expect((await desk.ask('GET', '/incoming-numbers')).body.numbers).toMatchObject([{ record: true }]);
    expect((await save({ record: false })).body).toMatchObject({ record: false });
    expect(await save({ record: 'yes' })).toMatchObject({ status: 400, body: { field: 'record' } });
  });

  it('[req 66] [req 68] can be edited, and still give back what was there before Sidetone', async () => {
    await save();
    expect((await save({ name: 'Bilbao', agentIds: [desk.ana] })).body).toMatchObject({
      name: 'Bilbao',
      agentIds: [desk.ana],
    });
    expect(await desk.ask('DELETE', `/incoming-numbers/${encodeURIComponent(LINE)}`)).toEqual({
      status: 200,
      body: {},
    });
    expect(atTwilio()).toMatchObject({
      voiceUrl: 'https://former.example/voice',
      voiceMethod: 'GET',
      statusCallback: '',
    });
    expect((await desk.ask('GET', '/incoming-numbers')).body.numbers).toEqual([]);
  });

  it('take a number from an application, and give it back to it', async () => {
    const application = desk.twilio.control.account.addApplication('Former');
    desk.twilio.control.configureNumber(LINE, { voiceApplicationSid: application.sid });
    await save();
    expect(atTwilio()).toMatchObject({ voiceUrl: HERE, voiceApplicationSid: '' });
    await desk.ask('DELETE', `/incoming-numbers/${LINE}`);
    expect(atTwilio()).toMatchObject({ voiceApplicationSid: application.sid });
  });

  it('leave a number alone that somebody has pointed elsewhere meanwhile, and say so', async () => {
    await save();
    desk.twilio.control.configureNumber(LINE, { voiceUrl: 'https://newer.example/voice' });
    expect((await desk.ask('GET', '/incoming-numbers')).body.numbers).toMatchObject([{ pointsHere: false }]);
    await desk.ask('DELETE', `/incoming-numbers/${LINE}`);
    expect(atTwilio()).toMatchObject({ voiceUrl: 'https://newer.example/voice' });
  });

  it('clean their names, and take the number’s own where none is given', async () => {
    expect((await save({ name: ' Ma\u0000drid\ud800 ' })).body.name).toBe('Ma drid');
    expect((await save({ name: '  ' })).body.name).toBe('Bought');
  });

  it.each([
    [{ number: '+34910000099' }, 422, 'number-not-in-account'],
    [{ number: '910000001' }, 400, 'bad-request'],
    [{ agentIds: [] }, 400, 'bad-request'],
    [{ agentIds: ['u_00000000000000009999'] }, 422, 'user-unknown'],
    [{ name: 'x'.repeat(81) }, 400, 'bad-request'],
  ])('refuse %j', async (over, status, code) => {
    expect(await save(over)).toMatchObject({ status, body: { code } });
    expect((await desk.ask('GET', '/incoming-numbers')).body.numbers).toEqual([]);
    expect(atTwilio()).toMatchObject({ voiceUrl: 'https://former.example/voice' });
  });

  it('keep a number until Twilio can be asked to give its calls back', async () => {
    await save();
    const port = Number(new URL(desk.twilio.httpUrl).port);
    await desk.twilio.stop();
    expect(await desk.ask('DELETE', `/incoming-numbers/${LINE}`)).toMatchObject({
      status: 503,
      body: { code: 'twilio-away' },
    });
    expect((await desk.ask('GET', '/incoming-numbers')).body.numbers).toMatchObject([
      { number: LINE, pointsHere: null },
    ]);
    await desk.startTwilio({ httpPort: port });
  });

  it('do not know what was never added', async () => {
    for (const number of ['+34910000099', 'x', '%2B'])
      expect(await desk.ask('DELETE', `/incoming-numbers/${number}`)).toMatchObject({
        status: 404,
        body: { code: 'not-found' },
      });
  });
});
