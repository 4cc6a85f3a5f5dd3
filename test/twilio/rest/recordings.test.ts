import { readFile } from 'node:fs/promises';
import twilioPackage from 'twilio';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '#test/support/eventually.ts';
import { COMPANY, CUSTOMER, openStage, type Stage } from '#test/twilio/behaviour/stage.ts';
import { recordedSound } from '#test/twilio/media/recorded-sound.ts';
import { byteRange } from './byte-range.ts';
import { hasOpenApi, openApi } from './openapi.fixture.ts';

let stage: Stage;
let client: ReturnType<typeof twilioPackage>;
beforeEach(async () => {
  stage = await openStage();
  client = twilioPackage(stage.twilio.accountSid, stage.twilio.authToken);
  client.api.baseUrl = stage.twilio.httpUrl;
  stage.control.registerClient('ana', { whenRung: 'answers', afterSeconds: 1, toneHz: 600 });
});
afterEach(() => stage.close());

/** The customer talks to Ana for some seconds of the Clock; answers the recording's SID. */
async function record(attributes = 'record="record-from-answer-dual"', seconds = 4) {
  stage.twiml(`<Dial ${attributes}><Client>ana</Client></Dial>`);
  const sid = stage.control.placeCall({ from: CUSTOMER, to: COMPANY, toneHz: 1000 });
  await stage.leg(sid);
  await stage.seconds(1);
  await eventually('they hear each other', () => (stage.call(sid).phones[0]?.heard.at(-1)?.heardMs ?? 0) >= 400);
  await stage.seconds(seconds);
  stage.control.hangUp(sid);
  await stage.ended(sid);
  return { callSid: sid, sid: stage.control.recordings.list().at(-1)?.sid ?? '' };
}

async function completed(attributes?: string, seconds?: number) {
  const made = await record(attributes, seconds);
  await stage.seconds(1);
  return made;
}

function download(
  file: string,
  { auth, ...init }: RequestInit & { auth?: string | null; headers?: Record<string, string> } = {},
) {
  const { httpUrl, accountSid, authToken } = stage.twilio;
  const credentials = auth === undefined ? `${accountSid}:${authToken}` : auth;
  return fetch(`${httpUrl}/2010-04-01/Accounts/${accountSid}/Recordings/${file}`, {
    ...init,
    headers: { ...(credentials === null ? {} : { authorization: `Basic ${btoa(credentials)}` }), ...init.headers },
  });
}

const bytesOf = async (response: Response) => new Uint8Array(await response.arrayBuffer());
const statusOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no error',
    ({ status, code }) => `${status} ${code}`,
  );

describe('recordings', () => {
  it('are found by their SID, in the account, and by their call alone', async () => {
    // F17
    const first = await completed();
    const second = await record();
    expect(await client.recordings(first.sid).fetch()).toMatchObject({
      callSid: first.callSid,
      channels: 2,
      source: 'DialVerb',
      status: 'completed',
      duration: expect.stringMatching(/^[456]$/),
      errorCode: null,
      startTime: new Date('2026-03-02T09:00:01Z'),
      mediaUrl: `${stage.twilio.httpUrl}/2010-04-01/Accounts/${stage.twilio.accountSid}/Recordings/${first.sid}`,
    });
    expect(await client.recordings(second.sid).fetch()).toMatchObject({ status: 'processing' });
    const sids = (found: { sid: string }[]) => found.map(({ sid }) => sid);
    expect(sids(await client.recordings.list())).toEqual([second.sid, first.sid]);
    expect(sids(await client.recordings.list({ callSid: first.callSid }))).toEqual([first.sid]);
    expect(sids(await client.calls(second.callSid).recordings.list())).toEqual([second.sid]);
    expect(await client.calls(first.callSid).recordings(first.sid).fetch()).toMatchObject({ track: 'both' });
    expect(await statusOf(client.calls(first.callSid).recordings(second.sid).fetch())).toBe('404 20404');
    expect(await statusOf(client.calls(`CA${'0'.repeat(32)}`).recordings.list())).toBe('404 20404');
    expect(await client.recordings.list({ dateCreated: new Date('2026-03-02') })).toHaveLength(2);
    expect(await client.recordings.list({ dateCreatedBefore: new Date('2026-03-01') })).toEqual([]);
    expect(await client.recordings.list({ dateCreatedAfter: new Date('2026-03-03') })).toEqual([]);
    expect(await client.recordings.list({ conferenceSid: `CF${'0'.repeat(32)}` })).toEqual([]);
  });

  it('are in progress while they talk, and can not be deleted then', async () => {
    stage.twiml('<Dial record="record-from-ringing"><Client>ana</Client></Dial>');
    const call = stage.customerCalls();
    await stage.leg(call);
    const [recording] = await client.calls(call).recordings.list();
    expect(recording).toMatchObject({ status: 'in-progress', duration: null, channels: 1 });
    expect((await download(recording?.sid ?? '')).status).toBe(404);
    expect(await statusOf(client.recordings(recording?.sid ?? '').remove())).toBe('409 20009');
    stage.control.hangUp(call);
    await stage.ended(call);
  });

  it('are gone when they were deleted, with their sound, but for those who ask for deleted ones', async () => {
    const { sid, callSid } = await completed();
    expect(await client.recordings(sid).remove()).toBe(true);
    expect((await download(sid)).status).toBe(404);
    expect(await statusOf(client.recordings(sid).fetch())).toBe('404 20404');
    expect(await statusOf(client.recordings(sid).remove())).toBe('404 20404');
    expect(await client.recordings.list({ callSid })).toEqual([]);
    expect(await client.recordings.list({ callSid, includeSoftDeleted: true })).toMatchObject([{ status: 'deleted' }]);
    const other = await completed();
    expect(await client.calls(other.callSid).recordings(other.sid).remove()).toBe(true);
  });

  it('are absent, with the reason, when nobody answered', async () => {
    stage.control.registerClient('ana', { whenRung: 'busy' });
    stage.twiml('<Dial record="record-from-answer-dual"><Client>ana</Client></Dial>');
    await stage.ended(stage.customerCalls());
    expect(await client.recordings.list()).toMatchObject([{ status: 'absent', errorCode: 16101, duration: null }]);
  });

  it('are not started, paused or stopped when the call is over', async () => {
    const { sid, callSid } = await completed();
    expect(await statusOf(client.calls(callSid).recordings.create())).toBe('400 21220');
    expect(await statusOf(client.calls(callSid).recordings(sid).update({ status: 'paused' }))).toBe('400 21220');
  });

  it.runIf(hasOpenApi)('look as Twilio’s OpenAPI document says', async () => {
    const judge = openApi();
    const { sid, callSid } = await completed();
    stage.control.registerClient('ana', { whenRung: 'busy' });
    await stage.ended(stage.customerCalls());
    const absent = stage.control.recordings.list().at(-1)?.sid ?? '';
    for (const [path, resource] of [
      ['{AccountSid}/Recordings.json', ''],
      ['{AccountSid}/Recordings/{Sid}.json', sid],
      ['{AccountSid}/Recordings/{Sid}.json', absent],
      ['{AccountSid}/Calls/{CallSid}/Recordings.json', ''],
      ['{AccountSid}/Calls/{CallSid}/Recordings/{Sid}.json', sid],
    ] as const) {
      const file = path.slice('{AccountSid}/'.length).replace('{CallSid}', callSid).replace('{Sid}', resource);
      const { httpUrl, accountSid, authToken } = stage.twilio;
      const headers = { authorization: `Basic ${btoa(`${accountSid}:${authToken}`)}` };
      const response = await fetch(`${httpUrl}/2010-04-01/Accounts/${accountSid}/${file}`, { headers });
      judge(path, 'get', { status: response.status, body: await response.json() });
    }
  });
});

describe('the file of a recording', () => {
  it('is WAV with and without the extension, whole, with its length', async () => {
    const { sid } = await completed();
    for (const file of [sid, `${sid}.wav`]) {
      const response = await download(file);
      expect(response.headers.get('content-type')).toBe('audio/x-wav');
      expect(response.headers.get('accept-ranges')).toBe('bytes');
      const bytes = await bytesOf(response);
      expect(response.headers.get('content-length')).toBe(String(bytes.length));
      expect(recordedSound(bytes).channels).toHaveLength(2);
    }
    const head = await download(sid, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-type')]).toEqual([200, 'audio/x-wav']);
  });

  it('needs the credentials of the account or of an API key', async () => {
    const { sid } = await completed();
    const key = await client.newKeys.create({ friendlyName: 'server' });
    expect((await download(sid, { auth: `${key.sid}:${key.secret}` })).status).toBe(200);
    for (const auth of [null, `${key.sid}:wrong`, `${stage.twilio.accountSid}:wrong`]) {
      const refused = await download(sid, { auth });
      expect([refused.status, await refused.json()]).toMatchObject([401, { code: 20003 }]);
    }
    expect((await download(`RE${'0'.repeat(32)}`)).status).toBe(404);
  });

  it('can be had in parts', async () => {
    const { sid } = await completed();
    const whole = await bytesOf(await download(sid));
    for (const [range, first, last] of [
      ['bytes=0-99', 0, 99],
      ['bytes=100-', 100, whole.length - 1],
      ['bytes=-50', whole.length - 50, whole.length - 1],
      [`bytes=10-${whole.length + 10}`, 10, whole.length - 1],
    ] as const) {
      const response = await download(sid, { headers: { range } });
      expect(response.status).toBe(206);
      expect(response.headers.get('content-range')).toBe(`bytes ${first}-${last}/${whole.length}`);
      expect(await bytesOf(response)).toEqual(whole.slice(first, last + 1));
    }
    const beyond = await download(sid, { headers: { range: `bytes=${whole.length}-` } });
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, `bytes */${whole.length}`]);
  });

  it('comes in one channel on request, and a mono recording never in two', async () => {
    const dual = await completed();
    const mixed = recordedSound(await bytesOf(await download(`${dual.sid}?RequestedChannels=1`)));
    expect(mixed.channels.map(({ tones }) => tones.length)).toEqual([2]);
    expect(recordedSound(await bytesOf(await download(`${dual.sid}.wav?RequestedChannels=2`))).channels).toHaveLength(
      2,
    );
    const mono = await completed('record="record-from-answer"');
    const refused = await download(`${mono.sid}?RequestedChannels=2`);
    expect([refused.status, await refused.json()]).toMatchObject([400, { code: 16113 }]);
    expect((await download(`${dual.sid}?RequestedChannels=3`)).status).toBe(400);
  });

  it('is not made as MP3: refused, not faked, until the Control API is given one', async () => {
    const { sid } = await completed();
    const give = (body: Uint8Array<ArrayBuffer>, to = sid) =>
      fetch(`${stage.twilio.httpUrl}/control/recordings/${to}/mp3`, { method: 'PUT', body });
    const refused = await download(`${sid}.mp3`);
    expect([refused.status, await refused.json()]).toMatchObject([501, { code: 20501 }]);
    expect((await download(`${sid}.ogg`)).status).toBe(404);
    const mp3 = new Uint8Array(await readFile('test/fixtures/audio/tone-700hz-8000-mono.mp3'));
    expect((await give(new TextEncoder().encode('<html>'))).status).toBe(400);
    expect((await give(mp3, `RE${'0'.repeat(32)}`)).status).toBe(404);
    expect((await give(mp3)).status).toBe(204);
    const served = await download(`${sid}.mp3`);
    expect(served.headers.get('content-type')).toBe('audio/mpeg');
    expect(await bytesOf(served)).toEqual(mp3);
    await client.recordings(sid).remove();
    expect((await download(`${sid}.mp3`)).status).toBe(404);
  });
});

it.each([
  [undefined, undefined],
  ['bytes=0-0', { first: 0, last: 0 }],
  ['bytes=-200', { first: 0, last: 99 }],
  ['bytes=-0', 'beyond'],
  ['bytes=100-', 'beyond'],
  ['bytes=5-4', undefined],
  ['bytes=-', undefined],
  ['bytes=0-1,5-6', undefined],
  ['chunks=0-1', undefined],
])('of 100 bytes, "Range: %s" means %o', (header, meant) => {
  expect(byteRange(header, 100)).toEqual(meant);
});

describe('faults of the download', () => {
  const control = (method: string, path: string, body?: unknown) =>
    fetch(`${stage.twilio.httpUrl}/control/recordings${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });

  it('a file that is missing for a while, or fails, and then is there', async () => {
    const { sid } = await completed();
    await control('POST', '/faults', { what: 'missing', count: 2 });
    await control('POST', '/faults', { what: 'error', count: 1, recordingSid: sid });
    const statuses = [];
    for (let i = 0; i < 4; i++) statuses.push((await download(sid)).status);
    expect(statuses).toEqual([404, 404, 500, 200]);
  });

  it('only for the recording that was named', async () => {
    const [one, other] = [await completed(), await completed()];
    stage.control.recordings.faults.add({ what: 'missing', recordingSid: one.sid });
    expect([(await download(one.sid)).status, (await download(other.sid)).status]).toEqual([404, 200]);
    expect((await control('DELETE', '/faults')).status).toBe(204);
    expect((await download(one.sid)).status).toBe(200);
  });

  it('a slow one comes when the Clock has passed the delay', async () => {
    const { sid } = await completed();
    stage.control.recordings.faults.add({ what: 'slow', count: 1, delayMs: 30_000 });
    let status = 0;
    const answered = download(sid).then((response) => {
      status = response.status;
    });
    await eventually('it was asked', () => stage.control.recordings.faults.list()[0]?.left === 0);
    await stage.seconds(29);
    expect(status).toBe(0);
    await stage.seconds(1);
    await answered;
    expect(status).toBe(200);
  });

  it('one that is cut off in the middle', async () => {
    const { sid } = await completed();
    stage.control.recordings.faults.add({ what: 'cut', count: 1 });
    const response = await download(sid);
    expect(response.status).toBe(200);
    await expect(bytesOf(response)).rejects.toThrow();
    expect((await bytesOf(await download(sid))).length).toBeGreaterThan(44);
  });

  it('takes as long to be ready as the Control API says', async () => {
    await control('PATCH', '', { preparationMs: 60_000 });
    const { sid, callSid } = await record();
    await stage.seconds(59);
    expect((await download(sid)).status).toBe(404);
    await stage.seconds(1);
    expect((await download(sid)).status).toBe(200);
    expect(await (await control('GET', '')).json()).toMatchObject({
      preparationMs: 60_000,
      recordings: [{ sid, callSid, status: 'completed', channels: 2, track: 'both' }],
    });
  });

  it.each([
    ['POST', '/faults', { what: 'fire' }],
    ['POST', '/faults', { what: 'cut', recordingSid: 'RE1' }],
    ['POST', '/faults', { what: 'cut', count: 0 }],
    ['PATCH', '', { preparationMs: -1 }],
    ['PATCH', '', { preparation: 1 }],
  ])('%s %s %o is refused with a reason', async (method, path, body) => {
    const refused = await control(method, path, body);
    expect([refused.status, await refused.json()]).toMatchObject([400, { code: 'bad-request' }]);
  });
});
