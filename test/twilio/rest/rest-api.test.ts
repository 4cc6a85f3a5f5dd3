import twilioPackage from 'twilio';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '#test/support/eventually.ts';
import { COLLEAGUE, COMPANY, openStage, type Stage } from '#test/twilio/behaviour/stage.ts';
import { hasOpenApi, openApi } from './openapi.fixture.ts';

let stage: Stage;
let client: ReturnType<typeof clientWith>;
beforeEach(async () => {
  stage = await openStage();
  client = clientWith(stage.twilio.accountSid, stage.twilio.authToken);
});
afterEach(() => stage.close());

/** The unmodified `twilio` package, pointed at the local Twilio. */
function clientWith(username: string, password: string, accountSid = stage.twilio.accountSid) {
  const made = twilioPackage(username, password, { accountSid });
  made.api.baseUrl = stage.twilio.httpUrl;
  return made;
}

const errorOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no error',
    ({ status, code, message, moreInfo }) => ({ status, code, message, moreInfo }),
  );

/** A request by hand, as no package would make it. */
async function ask(
  path: string,
  { auth = `${stage.twilio.accountSid}:${stage.twilio.authToken}`, ...init }: RequestInit & { auth?: string } = {},
) {
  const response = await fetch(`${stage.twilio.httpUrl}/2010-04-01/Accounts/${path}`, {
    ...init,
    headers: { ...init.headers, authorization: `Basic ${btoa(auth)}` },
  });
  return { status: response.status, body: response.status === 204 ? null : await response.json() };
}

describe('who may ask', () => {
  it('answers 401 with Twilio’s code to a wrong token, another account’s SID or nobody', async () => {
    const authenticate = { status: 401, code: 20003, message: 'Authenticate' };
    expect(
      await errorOf(clientWith(stage.twilio.accountSid, 'wrong').api.accounts(stage.twilio.accountSid).fetch()),
    ).toMatchObject({
      ...authenticate,
      moreInfo: 'https://www.twilio.com/docs/errors/20003',
    });
    expect(
      await ask(`${stage.twilio.accountSid}.json`, { auth: `AC${'0'.repeat(32)}:${stage.twilio.authToken}` }),
    ).toMatchObject({
      status: 401,
      body: authenticate,
    });
    const nobody = await fetch(`${stage.twilio.httpUrl}/2010-04-01/Accounts.json`);
    expect([nobody.status, nobody.headers.get('www-authenticate')]).toEqual([401, 'Basic realm="Twilio API"']);
    for (const written of [`${stage.twilio.accountSid}:${'ñ'.repeat(32)}`, ':', '']) {
      expect(await ask(`${stage.twilio.accountSid}.json`, { auth: written })).toMatchObject({
        status: 401,
        body: authenticate,
      });
    }
    stage.control.account.authToken = 'rotated';
    expect(await errorOf(client.calls.list())).toMatchObject(authenticate);
  });

  it('reads "basic" as "Basic"', async () => {
    const { accountSid, authToken, httpUrl } = stage.twilio;
    const headers = { authorization: `basic ${btoa(`${accountSid}:${authToken}`)}` };
    expect((await fetch(`${httpUrl}/2010-04-01/Accounts/${accountSid}.json`, { headers })).status).toBe(200);
  });

  it('lets an API key do all but look at the account and manage keys', async () => {
    const key = await client.newKeys.create({ friendlyName: 'server' });
    const byKey = clientWith(key.sid, key.secret);
    expect(await byKey.calls.list()).toEqual([]);
    expect(await byKey.incomingPhoneNumbers.list()).toHaveLength(1);
    for (const refused of [
      byKey.api.accounts(stage.twilio.accountSid).fetch(),
      byKey.keys.list(),
      byKey.newKeys.create(),
      byKey.newSigningKeys.create(),
      byKey.keys(key.sid).remove(),
    ]) {
      expect(await errorOf(refused)).toMatchObject({ status: 401, code: 20003 });
    }
    await client.keys(key.sid).remove();
    expect(await errorOf(byKey.calls.list())).toMatchObject({ status: 401, code: 20003 });
  });

  it('has nothing for another account', async () => {
    expect(await ask(`AC${'0'.repeat(32)}/Calls.json`)).toMatchObject({ status: 404, body: { code: 20404 } });
  });

  it.each(['suspended', 'closed'] as const)('shows a %s account, and does nothing else for it', async (status) => {
    stage.control.account.status = status;
    expect((await client.api.accounts(stage.twilio.accountSid).fetch()).status).toBe(status);
    expect(await errorOf(client.newKeys.create())).toMatchObject({ status: 403, code: 20005 });
    expect(await errorOf(client.calls.create({ to: COLLEAGUE, from: COMPANY, twiml: '<Response/>' }))).toMatchObject({
      status: 403,
    });
  });
});

describe('the account', () => {
  it('tells its name, status and type', async () => {
    stage.control.account.type = 'Trial';
    const account = await client.api.accounts(stage.twilio.accountSid).fetch();
    expect(account).toMatchObject({
      sid: stage.twilio.accountSid,
      status: 'active',
      type: 'Trial',
      friendlyName: 'Local Twilio',
    });
    await stage.seconds(60);
    const renamed = await client.api.accounts(stage.twilio.accountSid).update({ friendlyName: 'Zillum' });
    expect(renamed).toMatchObject({ friendlyName: 'Zillum', dateCreated: account.dateCreated });
    expect(renamed.dateUpdated.getTime()).toBe(account.dateUpdated.getTime() + 60_000);
    for (const uri of Object.values(renamed.subresourceUris)) {
      expect((await fetch(`${stage.twilio.httpUrl}${uri}`)).headers.get('x-served-by')).toBeNull();
    }
    expect(Object.keys(renamed.subresourceUris)).toEqual(
      expect.arrayContaining(['calls', 'conferences', 'queues', 'recordings', 'keys', 'balance']),
    );
    expect(await client.balance.fetch()).toMatchObject({ balance: '100.00', currency: 'USD' });
  });
});

describe('numbers', () => {
  it('are listed, fetched and configured', async () => {
    const [number] = await client.incomingPhoneNumbers.list({ phoneNumber: COMPANY });
    expect(number).toMatchObject({
      phoneNumber: COMPANY,
      voiceUrl: `${stage.server.url}/voice`,
      capabilities: { voice: true },
    });
    const application = await client.applications.create({ friendlyName: 'app' });
    const changed = await client.incomingPhoneNumbers(number?.sid ?? '').update({
      voiceUrl: 'https://example.com/voice',
      voiceMethod: 'GET',
      voiceFallbackUrl: 'https://example.com/fallback',
      statusCallback: 'https://example.com/status',
      voiceApplicationSid: application.sid,
      friendlyName: 'Madrid',
    });
    expect(changed).toMatchObject({
      voiceUrl: 'https://example.com/voice',
      voiceMethod: 'GET',
      friendlyName: 'Madrid',
    });
    const fetched = await client.incomingPhoneNumbers(number?.sid ?? '').fetch();
    expect(fetched).toMatchObject({
      voiceApplicationSid: application.sid,
      statusCallback: 'https://example.com/status',
    });
    await client.incomingPhoneNumbers(number?.sid ?? '').update({ voiceApplicationSid: '', voiceUrl: '' });
    expect(stage.control.account.numberOf(COMPANY)).toMatchObject({ voiceApplicationSid: '', voiceUrl: '' });
  });

  it('are not changed by a request that is wrong in one place', async () => {
    const sid = stage.control.account.numberOf(COMPANY)?.sid ?? '';
    const number = client.incomingPhoneNumbers(sid);
    expect(await errorOf(number.update({ voiceUrl: 'ftp://x', friendlyName: 'x' }))).toMatchObject({
      status: 400,
      code: 21402,
    });
    expect(await errorOf(number.update({ voiceMethod: 'PUT', friendlyName: 'x' }))).toMatchObject({ code: 21403 });
    expect(await errorOf(number.update({ voiceApplicationSid: `AP${'0'.repeat(32)}` }))).toMatchObject({ code: 21420 });
    expect(await errorOf(number.update({ statusCallback: '/here' }))).toMatchObject({ code: 21609 });
    expect(await errorOf(number.update({ friendlyName: 'x'.repeat(65) }))).toMatchObject({ status: 400, code: 20002 });
    expect(stage.control.account.numberOf(COMPANY)?.friendlyName).toBe(COMPANY);
    expect(await errorOf(client.incomingPhoneNumbers(`PN${'0'.repeat(32)}`).fetch())).toMatchObject({
      status: 404,
      code: 20404,
    });
  });

  it('that are only verified are listed apart', async () => {
    const { sid } = stage.control.account.addCallerId('+34911222333', 'Shop');
    expect(await client.outgoingCallerIds.list()).toMatchObject([
      { sid, phoneNumber: '+34911222333', friendlyName: 'Shop' },
    ]);
    expect((await client.outgoingCallerIds(sid).fetch()).phoneNumber).toBe('+34911222333');
    await client.outgoingCallerIds(sid).remove();
    expect(await client.outgoingCallerIds.list()).toEqual([]);
  });
});

describe('applications and keys', () => {
  it('applications are made, found by name, changed and deleted', async () => {
    const made = await client.applications.create({ friendlyName: 'softphone', voiceUrl: 'https://example.com/out' });
    expect(made.sid).toMatch(/^AP[0-9a-f]{32}$/);
    expect(await client.applications.list({ friendlyName: 'softphone' })).toHaveLength(1);
    expect(await client.applications.list({ friendlyName: 'other' })).toEqual([]);
    await client
      .applications(made.sid)
      .update({ voiceUrl: 'https://example.com/new', statusCallback: 'https://example.com/s' });
    expect(await client.applications(made.sid).fetch()).toMatchObject({
      friendlyName: 'softphone',
      voiceUrl: 'https://example.com/new',
      statusCallback: 'https://example.com/s',
    });
    await client.applications(made.sid).remove();
    expect(await errorOf(client.applications(made.sid).fetch())).toMatchObject({ status: 404 });
    expect(await errorOf(client.applications(made.sid).remove())).toMatchObject({ status: 404 });
  });

  it('keys show their secret once, under both their names', async () => {
    for (const [list, create] of [
      [() => client.keys.list(), () => client.newKeys.create({ friendlyName: 'a' })],
      [() => client.signingKeys.list(), () => client.newSigningKeys.create({ friendlyName: 'b' })],
    ] as const) {
      const key = await create();
      expect(key.sid).toMatch(/^SK[0-9a-f]{32}$/);
      expect(key.secret).toMatch(/^[0-9a-f]{32}$/);
      expect((await list()).map((one) => one.sid)).toContain(key.sid);
    }
    expect(JSON.stringify((await ask(`${stage.twilio.accountSid}/Keys.json`)).body)).not.toContain('secret');
    const [key] = await client.keys.list();
    expect((await client.keys(key?.sid ?? '').update({ friendlyName: 'c' })).friendlyName).toBe('c');
  });
});

describe('calls', () => {
  it('are listed newest first, by page and by what they are', async () => {
    stage.twiml('<Reject/>');
    const sids: string[] = [];
    for (let i = 0; i < 5; i++) {
      const sid = stage.customerCalls();
      await stage.ended(sid);
      sids.unshift(sid);
    }
    expect((await client.calls.list({ pageSize: 2 })).map((call) => call.sid)).toEqual(sids);
    expect((await client.calls.list({ limit: 3, pageSize: 2 })).map((call) => call.sid)).toEqual(sids.slice(0, 3));
    expect(await client.calls.list({ status: 'completed' })).toEqual([]);
    expect(await client.calls.list({ status: 'no-answer', to: COMPANY })).toHaveLength(5);
    expect(await client.calls.list({ startTime: new Date('2026-03-02') })).toHaveLength(5);
    expect(await client.calls.list({ startTimeBefore: new Date('2026-03-01') })).toEqual([]);
    const { body } = await ask(`${stage.twilio.accountSid}/Calls.json?PageSize=2&Page=1`);
    expect(body).toMatchObject({ page: 1, page_size: 2, start: 2, end: 3 });
    expect(body.next_page_uri).toContain('Page=2');
    expect(body.previous_page_uri).toContain('Page=0');
    expect((await ask(`${stage.twilio.accountSid}/Calls.json?PageSize=0`)).status).toBe(400);
    expect((await ask(`${stage.twilio.accountSid}/Calls.json?PageSize=1000`)).status).toBe(200);
    expect(await ask(`${stage.twilio.accountSid}/Calls.json?PageSize=1001`)).toMatchObject({
      status: 400,
      body: { code: 20007 },
    });
    expect((await ask(`${stage.twilio.accountSid}/Calls.json?Page=-1`)).status).toBe(400);
  });

  it('show their legs by parent, and the time they took', async () => {
    stage.twiml('<Dial><Client>ana</Client></Dial>');
    stage.control.registerClient('ana', { whenRung: 'answers', afterSeconds: 1 });
    const sid = stage.customerCalls();
    await stage.leg(sid);
    await stage.seconds(8);
    stage.control.hangUp(sid);
    await stage.ended(sid);
    const [leg] = await client.calls.list({ parentCallSid: sid });
    expect(leg).toMatchObject({ parentCallSid: sid, direction: 'outbound-dial', to: 'client:ana', duration: '7' });
    expect(await client.calls(sid).fetch()).toMatchObject({ status: 'completed', duration: '8', direction: 'inbound' });
    expect(leg?.startTime.toISOString()).toBe('2026-03-02T09:00:00.000Z');
  });

  it('that were never answered took no time', async () => {
    stage.control.setPhone(COLLEAGUE, { whenRung: 'busy' });
    const busy = await client.calls.create({ to: COLLEAGUE, from: COMPANY, twiml: '<Response/>' });
    await stage.seconds(2);
    await stage.ended(busy.sid);
    expect(await client.calls(busy.sid).fetch()).toMatchObject({ status: 'busy', duration: null });
  });

  it('are deleted when they have ended, not before', async () => {
    stage.twiml('<Pause length="60"/>');
    const sid = stage.customerCalls();
    await eventually('it was asked', () => stage.server.at('/voice').length === 1);
    expect(await errorOf(client.calls(sid).remove())).toMatchObject({ status: 409, code: 20009 });
    stage.control.hangUp(sid);
    await stage.ended(sid);
    expect(await client.calls(sid).remove()).toBe(true);
    expect(await errorOf(client.calls(sid).fetch())).toMatchObject({ status: 404, code: 20404 });
  });

  it('have their errors in the log, newest first', async () => {
    stage.server.reply('/voice', 'Foobar');
    const sid = stage.customerCalls();
    await stage.seconds(20);
    await stage.ended(sid);
    const { body } = await ask(`${stage.twilio.accountSid}/Calls/${sid}/Notifications.json`);
    expect(body.notifications).toMatchObject([{ call_sid: sid, error_code: '12100', log: '0' }]);
    expect((await ask(`${stage.twilio.accountSid}/Notifications.json?Log=1`)).body.notifications).toEqual([]);
    const count = async (filter: string) => [
      (await ask(`${stage.twilio.accountSid}/Notifications.json?${filter}`)).body.notifications.length,
      (await ask(`${stage.twilio.accountSid}/Calls/${sid}/Notifications.json?${filter}`)).body.notifications.length,
    ];
    for (const none of ['Log=1', 'MessageDate=2026-03-01', 'MessageDate<=2026-03-01', 'MessageDate>=2026-03-03'])
      expect([none, await count(none)]).toEqual([none, [0, 0]]);
    for (const one of ['Log=0', 'MessageDate=2026-03-02', 'MessageDate<=2026-03-02', 'MessageDate>=2026-03-02'])
      expect([one, await count(one)]).toEqual([one, [1, 1]]);
    const unknown = `${stage.twilio.accountSid}/Calls/CA${'0'.repeat(32)}/Notifications.json`;
    expect(await ask(unknown)).toMatchObject({ status: 404, body: { code: 20404 } });
  });
});

describe('what is not there', () => {
  it.each([
    ['GET', 'Faxes.json'],
    ['GET', 'Queues/QU00000000000000000000000000000000.json'],
    ['GET', 'Queues/QU00000000000000000000000000000000/Members.json'],
    ['GET', 'Calls/CA00000000000000000000000000000000.json'],
    ['GET', 'Calls/nonsense.json'],
    ['GET', 'Calls'],
    ['DELETE', 'Keys/x.json'],
    ['PUT', 'Faxes.json'],
  ])('answers 404 in Twilio’s form to %s %s', async (method, path) => {
    expect(await ask(`${stage.twilio.accountSid}/${path}`, { method })).toMatchObject({
      status: 404,
      body: { code: 20404, status: 404, more_info: 'https://www.twilio.com/docs/errors/20404' },
    });
  });
});

describe('what is there, but not to be done to', () => {
  it.each([
    ['PUT', '/Calls.json'],
    ['PATCH', '/Calls/CA00000000000000000000000000000000.json'],
    ['DELETE', '/Conferences/CF00000000000000000000000000000000.json'],
    ['POST', '/Balance.json'],
    ['POST', '/Recordings/RE00000000000000000000000000000000.json'],
    ['DELETE', '.json'],
  ])('answers 405 in Twilio’s form to %s %s', async (method, path) => {
    expect(await ask(`${stage.twilio.accountSid}${path}`, { method })).toMatchObject({
      status: 405,
      body: { code: 20004, status: 405, more_info: 'https://www.twilio.com/docs/errors/20004' },
    });
  });
});

if (hasOpenApi) {
  it('answers every path as Twilio’s OpenAPI document says', async () => {
    const judge = openApi();
    const { accountSid } = stage.twilio;
    stage.server.reply('/voice', 'Foobar');
    const sid = stage.customerCalls();
    await stage.seconds(20);
    await stage.ended(sid);
    const number = stage.control.account.numberOf(COMPANY);
    const callerId = stage.control.account.addCallerId('+34911222333');
    const application = stage.control.account.addApplication('one');
    const key = stage.control.account.addKey('one');
    const post = (form: Record<string, string>) => ({ method: 'POST', body: new URLSearchParams(form) });
    stage.control.setPhone(COLLEAGUE, { whenRung: 'busy' });
    const requests: [path: string, sid: string, init?: RequestInit][] = [
      ['{Sid}.json', accountSid],
      ['{Sid}.json', accountSid, post({ FriendlyName: 'x' })],
      ['{AccountSid}/Calls.json', ''],
      ['{AccountSid}/Calls.json', '', post({ To: COLLEAGUE, From: COMPANY, Twiml: '<Response/>' })],
      ['{AccountSid}/Calls/{Sid}.json', sid],
      ['{AccountSid}/Calls/{CallSid}/Notifications.json', sid],
      ['{AccountSid}/IncomingPhoneNumbers.json', ''],
      ['{AccountSid}/IncomingPhoneNumbers/{Sid}.json', number?.sid ?? ''],
      ['{AccountSid}/IncomingPhoneNumbers/{Sid}.json', number?.sid ?? '', post({ VoiceUrl: '' })],
      ['{AccountSid}/OutgoingCallerIds.json', ''],
      ['{AccountSid}/OutgoingCallerIds/{Sid}.json', callerId.sid],
      ['{AccountSid}/Applications.json', ''],
      ['{AccountSid}/Applications.json', '', post({ FriendlyName: 'two' })],
      ['{AccountSid}/Applications/{Sid}.json', application.sid],
      ['{AccountSid}/Keys.json', ''],
      ['{AccountSid}/Keys.json', '', post({ FriendlyName: 'two' })],
      ['{AccountSid}/Keys/{Sid}.json', key.sid],
      ['{AccountSid}/SigningKeys.json', ''],
      ['{AccountSid}/SigningKeys.json', '', post({})],
      ['{AccountSid}/SigningKeys/{Sid}.json', key.sid],
      ['{AccountSid}/Balance.json', ''],
      ['{AccountSid}/Notifications.json', ''],
    ];
    for (const [path, resource, init] of requests) {
      const filled = path.replace('{AccountSid}', accountSid).replace(/\{(Call)?Sid\}/, resource);
      judge(path, init ? 'post' : 'get', await ask(filled, init));
    }
    await eventually('the call has ended', () => stage.control.liveLegs().length === 0);
  });
}
