import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '#test/support/eventually.ts';
import { COLLEAGUE, COMPANY, CUSTOMER, openStage, type Stage } from '#test/twilio/behaviour/stage.ts';
import { startLocalTwilio } from '#test/twilio/local-twilio.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
});
afterEach(() => stage.close());

async function control(method: string, path: string, body?: unknown) {
  const response = await fetch(`${stage.twilio.httpUrl}/control${path}`, {
    method,
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? null : JSON.parse(text) };
}

it('runs a whole call from outside: number, phones, keys, hang-up, and what became of it', async () => {
  const url = `${stage.server.url}/hello`;
  stage.server.reply('/hello', `<Response><Dial callerId="${COMPANY}">${COLLEAGUE}</Dial></Response>`);
  expect(await control('PUT', '/numbers/+34910000001', { voiceUrl: url, friendlyName: 'Second' })).toMatchObject({
    status: 200,
    body: { phoneNumber: '+34910000001', voiceUrl: url, sid: expect.stringMatching(/^PN/) },
  });
  await control('PUT', `/phones/${COLLEAGUE}`, { whenRung: 'answers', afterSeconds: 2, toneHz: 800 });
  const placed = await control('POST', '/calls', { from: CUSTOMER, to: '+34910000001', toneHz: 500 });
  expect(placed).toMatchObject({ status: 201, body: { status: 'ringing', from: CUSTOMER, legs: [] } });
  const call = async () => (await control('GET', `/calls/${placed.body.sid}`)).body;
  await eventually('the colleague is rung', async () => (await call()).legs.length === 1);
  await control('POST', '/clock/turn', { ms: 3000 });
  expect((await call()).legs[0]).toMatchObject({ status: 'in-progress', to: COLLEAGUE });
  const hears = (leg: { phones: { heard: { hz: number }[] }[] }, hz: number) =>
    leg.phones.some(({ heard }) => heard.some((tone) => Math.abs(tone.hz - hz) < 10));
  await eventually('the customer hears the colleague', async () => hears(await call(), 800));
  await eventually('the colleague hears the customer', async () => hears((await call()).legs[0], 500));
  expect((await control('POST', `/calls/${placed.body.sid}/press`, { digits: '12#' })).status).toBe(204);
  await eventually('the digits arrive', async () => (await call()).legs[0].phones[0].digits === '12#');
  expect((await control('GET', '/live-legs')).body).toHaveLength(2);
  expect((await control('POST', `/calls/${placed.body.sid}/hang-up`)).status).toBe(204);
  expect(await call()).toMatchObject({ status: 'completed', durationSeconds: 3, errors: [] });
  expect((await control('GET', '/live-legs')).body).toEqual([]);
  expect((await control('GET', '/calls')).body).toHaveLength(1);
  expect((await call()).webhooks[0]).toMatchObject({ kind: 'voice', method: 'POST', url, outcome: { status: 200 } });
});

it('lets a person answer or decline by hand, for a client without an SDK', async () => {
  stage.twiml('<Dial><Client>ana</Client></Dial>');
  await control('PUT', '/clients/ana', { whenRung: 'no-answer' });
  expect((await control('GET', '/clients')).body).toEqual({
    browsers: [],
    clients: { ana: { whenRung: 'no-answer' } },
  });
  for (const [act, status] of [
    ['answer', 'in-progress'],
    ['decline', 'busy'],
  ]) {
    const sid = stage.customerCalls();
    const leg = await stage.leg(sid);
    await eventually('it rings', () => stage.call(leg.sid).status === 'ringing');
    await control('POST', `/calls/${leg.sid}/${act}`);
    expect(stage.call(leg.sid).status).toBe(status);
    stage.control.hangUp(sid);
    await stage.ended(sid);
  }
  expect((await control('DELETE', '/clients/ana')).status).toBe(204);
});

it('shows and changes the account', async () => {
  const { body } = await control('PATCH', '/account', {
    status: 'suspended',
    type: 'Trial',
    blockedPrefixes: ['+882'],
  });
  expect(body).toMatchObject({
    accountSid: stage.twilio.accountSid,
    authToken: stage.twilio.authToken,
    status: 'suspended',
    type: 'Trial',
    blockedPrefixes: ['+882'],
  });
  expect((await control('GET', '/account')).body).toEqual(body);
  expect((await control('POST', '/caller-ids', { phoneNumber: '+34911222333' })).status).toBe(201);
  expect((await control('DELETE', `/numbers/${COMPANY}`)).status).toBe(204);
  expect((await control('DELETE', `/numbers/${COMPANY}`)).status).toBe(404);
});

it('sets, shows and clears faults', async () => {
  const rule = { what: 'delay', kind: 'leg-status', count: 2, delayMs: 100 };
  expect(await control('POST', '/chaos', rule)).toMatchObject({ status: 201, body: [{ ...rule, left: 2 }] });
  expect((await control('POST', '/chaos', { what: 'drop' })).body[1]).toMatchObject({ kind: 'all', left: 'all' });
  await control('DELETE', '/chaos');
  expect((await control('GET', '/chaos')).body).toEqual([]);
});

it('takes how much of the sound is lost, as a part of it', async () => {
  expect((await control('PUT', '/media/loss', { loss: 0.3 })).status).toBe(204);
  expect((await control('PUT', '/media/loss', { loss: 30 })).status).toBe(400);
});

it('forgets everything on reset, but for SID and Auth Token', async () => {
  stage.twiml('<Dial record="record-from-ringing"><Client>ana</Client></Dial>');
  await control('PUT', '/clients/ana', { whenRung: 'no-answer' });
  await stage.leg(stage.customerCalls());
  expect((await control('GET', '/recordings')).body.recordings).toMatchObject([{ status: 'in-progress' }]);
  await control('PATCH', '/recordings', { preparationMs: 5 });
  await control('PATCH', '/account', { balance: '0.50', type: 'Trial' });
  stage.control.account.friendlyName = 'Zillum';
  await control('POST', '/reset');
  expect((await control('GET', '/recordings')).body).toEqual({ preparationMs: 1000, recordings: [] });
  expect((await control('GET', '/calls')).body).toEqual([]);
  expect((await control('GET', '/account')).body).toMatchObject({ numbers: [], authToken: stage.twilio.authToken });
  const { accountSid, authToken, httpUrl } = stage.twilio;
  const headers = { authorization: `Basic ${btoa(`${accountSid}:${authToken}`)}` };
  const at = async (path: string) =>
    (await fetch(`${httpUrl}/2010-04-01/Accounts/${accountSid}${path}.json`, { headers })).json();
  expect(await at('/Balance')).toMatchObject({ balance: '100.00' });
  expect(await at('')).toMatchObject({ friendly_name: 'Local Twilio', type: 'Full' });
});

it('tells the time, and turns only a Clock that can be turned', async () => {
  expect((await control('GET', '/clock')).body).toEqual({ now: '2026-03-02T09:00:00.000Z', turnable: true });
  expect((await control('POST', '/clock/turn', { ms: 90_000 })).body.now).toBe('2026-03-02T09:01:30.000Z');
  const realTime = await startLocalTwilio();
  const reply = await fetch(`${realTime.httpUrl}/control/clock/turn`, { method: 'POST', body: '{"ms":1}' });
  expect([reply.status, await reply.json()]).toMatchObject([409, { code: 'real-time' }]);
  await realTime.stop();
});

it('lets a caller be understood', async () => {
  stage.server.reply('/voice', '<Response><Gather input="speech" action="/said"/></Response>');
  stage.server.reply('/said', '<Response/>');
  const { body } = await control('POST', '/calls', { from: CUSTOMER, to: COMPANY });
  await eventually(
    'it listens',
    async () => (await control('GET', `/calls/${body.sid}`)).body.status === 'in-progress',
  );
  expect((await control('POST', `/calls/${body.sid}/speech`, { final: false, text: 'sa' })).status).toBe(204);
  expect((await control('POST', `/calls/${body.sid}/speech`, { final: true, text: 'sales' })).status).toBe(204);
  const said = await eventually('it was submitted', () => stage.server.at('/said')[0]);
  expect(said.parameters).toMatchObject({ SpeechResult: 'sales', Confidence: '1' });
  await eventually('the call has ended', async () => (await control('GET', '/live-legs')).body.length === 0);
});

describe('bad input', () => {
  it.each([
    ['POST', '/calls', '{', 400, 'not-json'],
    ['POST', '/calls', { from: 'me', to: COMPANY }, 400, 'bad-request'],
    ['POST', '/calls', { from: CUSTOMER, to: COMPANY, withold: 'anonymous' }, 400, 'bad-request'],
    ['POST', '/calls', { from: CUSTOMER, to: '+34999999999' }, 404, 'no-such-number'],
    ['GET', '/calls/CA1', undefined, 404, 'no-such-call'],
    ['POST', '/calls/CA1/press', { digits: '1' }, 404, 'no-such-call'],
    ['POST', '/calls/CA1/press', { digits: 'x' }, 400, 'bad-request'],
    ['POST', '/calls/CA1/speech', { final: true, text: 'sales' }, 404, 'no-such-call'],
    ['POST', '/calls/CA1/speech', { text: 'sales' }, 400, 'bad-request'],
    ['POST', '/calls/CA1/speech', { final: true, text: 'sales', confidence: 2 }, 400, 'bad-request'],
    ['PUT', '/phones/abc', { whenRung: 'busy' }, 400, 'bad-request'],
    ['PUT', `/phones/${COLLEAGUE}`, { whenRung: 'sleeps' }, 400, 'bad-request'],
    ['PUT', '/clients/ana', {}, 400, 'bad-request'],
    ['PUT', '/numbers/+34910000001', { voiceUrl: 'ftp://x' }, 400, 'bad-request'],
    ['PATCH', '/account', { status: 'gone' }, 400, 'bad-request'],
    ['POST', '/clock/turn', { ms: -1 }, 400, 'bad-request'],
    ['POST', '/chaos', { what: 'fire' }, 400, 'bad-request'],
    ['GET', '/nowhere', undefined, 404, 'not-found'],
  ])('%s %s %o is refused with a reason', async (method, path, body, status, code) => {
    expect(await control(method, path, body)).toMatchObject({ status, body: { code, message: expect.any(String) } });
  });
});
