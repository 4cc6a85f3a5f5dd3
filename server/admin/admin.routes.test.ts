import type { Hono } from 'hono';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { beginSession } from '#server/agents/sessions.ts';
import { readConnection } from '#server/twilio/connection.ts';
import type { AgentId } from '#shared/ids.ts';
import { type TestContext, testConfig, testContext } from '#test/support/context.ts';
import { freshContext, LINE, seedAgent } from '#test/support/telephony.ts';
import { type LocalTwilio, startLocalTwilio } from '#test/twilio/local-twilio.ts';
import { adminRoutes } from './admin.routes.ts';

const PUBLIC_URL = 'https://phone.example';
const HERE = `${PUBLIC_URL}/twilio/voice/incoming`;

let base: TestContext;
let context: TestContext;
let twilio: LocalTwilio;
let app: Hono;
let admin: AgentId;
let ana: AgentId;
const tokens = new Map<AgentId, string>();

beforeAll(async () => {
  base = await testContext();
});
afterAll(() => base.close());

beforeEach(async () => {
  twilio = await startLocalTwilio();
  context = await freshContext({
    ...base,
    config: testConfig({ publicUrl: PUBLIC_URL, twilio: { baseUrl: twilio.httpUrl } }),
  });
  app = adminRoutes(context);
  admin = await seedAgent(context, 'Adela', { role: 'admin' });
  ana = await seedAgent(context, 'Ana');
  for (const id of [admin, ana]) tokens.set(id, await beginSession(context, context.db, id));
});
afterEach(() => twilio.stop());

async function ask(method: string, path: string, body?: unknown, agentId: AgentId = admin) {
  const response = await app.request(`/api/admin${path}`, {
    method,
    headers: { authorization: `Bearer ${tokens.get(agentId)}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: await response.json() };
}

const connect = (over: Record<string, unknown> = {}) =>
  ask('PUT', '/twilio', {
    accountSid: twilio.accountSid,
    authToken: twilio.authToken,
    region: 'ie1',
    edge: 'dublin',
    ...over,
  });

describe('connecting Twilio', () => {
  it('[req 4] authorises the account, and keeps its secrets encrypted', async () => {
    twilio.control.configureNumber(LINE);
    const { status, body } = await connect();
    expect(status).toBe(200);
    expect(body).toMatchObject({
      state: 'connected',
      accountSid: twilio.accountSid,
      accountName: 'Local Twilio',
      trial: false,
      region: 'ie1',
      edge: 'dublin',
      numberCount: 1,
      connectedBy: 'Adela',
    });
    expect(await ask('GET', '/twilio')).toEqual({ status: 200, body });
    expect([...twilio.control.account.applications.values()]).toMatchObject([
      { voiceUrl: `${PUBLIC_URL}/twilio/voice/outgoing`, statusCallback: `${PUBLIC_URL}/twilio/status/call` },
    ]);
    const [key] = [...twilio.control.account.keys.values()];
    const row = JSON.stringify(await context.db.selectFrom('twilio_connection').selectAll().executeTakeFirstOrThrow());
    for (const secret of [twilio.authToken, key?.secret ?? 'no key']) {
      expect(row).not.toContain(secret);
      expect(JSON.stringify(body)).not.toContain(secret);
    }
    expect(context.realtime.told).toContainEqual({ agentIds: expect.arrayContaining([admin, ana]), topic: 'me' });
  });

  it('takes what was pasted with spaces around it', async () => {
    expect(await connect({ accountSid: ` ${twilio.accountSid}\n`, authToken: `\t${twilio.authToken} ` })).toMatchObject(
      { status: 200 },
    );
  });

  it.each([
    ['a wrong token', { authToken: 'wrong' }, 'twilio-wrong-token'],
    ['no token', { authToken: '' }, 'twilio-wrong-token'],
    ['a key instead of the SID', { accountSid: `SK${'a'.repeat(32)}` }, 'twilio-wrong-sid'],
    ['a cut SID', { accountSid: 'AC123' }, 'twilio-wrong-sid'],
    ['another account’s SID', { accountSid: `AC${'0'.repeat(32)}` }, 'twilio-wrong-token'],
    ['an unknown region', { region: 'mars' }, 'bad-request'],
    ['a hostile edge', { edge: 'evil.example/' }, 'bad-request'],
  ])('[req 4] says exactly why not: %s', async (_, over, code) => {
    expect((await connect(over)).body).toMatchObject({ code, message: expect.stringMatching(/\.$/) });
    expect(await ask('GET', '/twilio')).toEqual({ status: 200, body: { state: 'none' } });
    expect(twilio.control.account.keys.size).toBe(0);
  });

  it.each(['suspended', 'closed'] as const)('[req 4] says exactly why not: the account is %s', async (status) => {
    twilio.control.account.status = status;
    expect((await connect()).body.code).toBe(`twilio-${status}`);
  });

  it('[req 4] says exactly why not: Twilio does not answer', async () => {
    await twilio.stop();
    expect(await connect()).toMatchObject({ status: 503, body: { code: 'twilio-away', retry: true } });
    twilio = await startLocalTwilio();
  });

  it('notes a trial account', async () => {
    twilio.control.account.type = 'Trial';
    expect((await connect()).body.trial).toBe(true);
  });

  it('keeps key and application when the same account is authorised again, and the former token beside the new', async () => {
    await connect();
    const former = await readConnection(context);
    twilio.control.account.authToken = 'rotated-token';
    expect(await connect({ authToken: 'rotated-token', edge: 'roaming' })).toMatchObject({
      status: 200,
      body: { edge: 'roaming' },
    });
    expect(await readConnection(context)).toEqual({
      ...former,
      edge: 'roaming',
      authTokens: { primary: 'rotated-token', secondary: former?.authTokens.primary },
    });
    expect(twilio.control.account.keys.size).toBe(1);
    expect(twilio.control.account.applications.size).toBe(1);
  });

  it('makes key and application anew when somebody has deleted them at Twilio', async () => {
    await connect();
    twilio.control.account.keys.clear();
    twilio.control.account.applications.clear();
    await connect();
    expect(twilio.control.account.keys.size).toBe(1);
    expect(twilio.control.account.applications.size).toBe(1);
    expect((await ask('GET', '/twilio/numbers')).status).toBe(200);
  });

  it('removes what it made when it is disconnected, and gives the numbers back', async () => {
    const number = twilio.control.configureNumber(LINE, { voiceUrl: 'https://former.example/voice' });
    await connect();
    await ask('PUT', '/incoming-numbers', { number: LINE, name: 'Madrid', agentIds: [ana] });
    expect(number.voiceUrl).toBe(HERE);
    expect(await ask('DELETE', '/twilio')).toEqual({ status: 200, body: {} });
    expect(number.voiceUrl).toBe('https://former.example/voice');
    expect(twilio.control.account.keys.size).toBe(0);
    expect(twilio.control.account.applications.size).toBe(0);
    expect((await ask('GET', '/twilio')).body).toEqual({ state: 'none' });
    expect((await ask('GET', '/incoming-numbers')).body.numbers).toMatchObject([{ number: LINE, pointsHere: null }]);
    await connect();
    expect((await ask('GET', '/incoming-numbers')).body.numbers).toMatchObject([{ number: LINE, pointsHere: true }]);
  });

  it('is forgotten even when Twilio does not answer', async () => {
    await connect();
    await twilio.stop();
    expect((await ask('DELETE', '/twilio')).status).toBe(200);
    expect(await context.db.selectFrom('twilio_connection').selectAll().execute()).toEqual([]);
    twilio = await startLocalTwilio();
  });
});

describe('the account’s numbers', () => {
  it('[req 5] are listed with where their calls go now', async () => {
    twilio.control.configureNumber('+34910000001', { voiceUrl: HERE });
    twilio.control.configureNumber('+34910000002', { voiceUrl: 'https://demo.twilio.com/welcome/voice/' });
    twilio.control.configureNumber('+14155552671');
    await connect();
    const { body } = await ask('GET', '/twilio/numbers');
    expect(body.numbers).toMatchObject([
      { number: '+34910000001', country: 'ES', pointsAt: { target: 'here' } },
      { number: '+34910000002', pointsAt: { target: 'elsewhere', name: 'demo.twilio.com' } },
      { number: '+14155552671', country: 'US', pointsAt: { target: 'nowhere' } },
    ]);
  });

  it('need a connected account', async () => {
    expect(await ask('GET', '/twilio/numbers')).toMatchObject({ status: 409, body: { code: 'twilio-not-connected' } });
  });
});

describe('incoming numbers', () => {
  const save = (over: Record<string, unknown> = {}) =>
    ask('PUT', '/incoming-numbers', { number: LINE, name: 'Madrid', agentIds: [ana, admin], ...over });

  beforeEach(async () => {
    twilio.control.configureNumber(LINE, {
      friendlyName: 'Bought',
      voiceUrl: 'https://former.example/voice',
      voiceMethod: 'GET',
    });
    await connect();
  });
  const atTwilio = () => twilio.control.account.numberOf(LINE);

  it('[req 8] bring the number’s calls here before the answer comes', async () => {
    expect(await save()).toEqual({
      status: 200,
      body: { number: LINE, name: 'Madrid', agentIds: [ana, admin], pointsHere: true },
    });
    expect(atTwilio()).toMatchObject({
      voiceUrl: HERE,
      voiceMethod: 'POST',
      statusCallback: `${PUBLIC_URL}/twilio/status/call`,
    });
    expect((await ask('GET', '/incoming-numbers')).body.numbers).toEqual([
      { number: LINE, name: 'Madrid', agentIds: [ana, admin], pointsHere: true },
    ]);
  });

  it('[req 66] can be edited, and still give back what was there before Sidetone', async () => {
    await save();
    expect((await save({ name: 'Bilbao', agentIds: [ana] })).body).toMatchObject({ name: 'Bilbao', agentIds: [ana] });
    expect(await ask('DELETE', `/incoming-numbers/${encodeURIComponent(LINE)}`)).toEqual({ status: 200, body: {} });
    expect(atTwilio()).toMatchObject({
      voiceUrl: 'https://former.example/voice',
      voiceMethod: 'GET',
      statusCallback: '',
    });
    expect((await ask('GET', '/incoming-numbers')).body.numbers).toEqual([]);
  });

  it('take a number from an application, and give it back to it', async () => {
    const application = twilio.control.account.addApplication('Former');
    twilio.control.configureNumber(LINE, { voiceApplicationSid: application.sid });
    await save();
    expect(atTwilio()).toMatchObject({ voiceUrl: HERE, voiceApplicationSid: '' });
    await ask('DELETE', `/incoming-numbers/${LINE}`);
    expect(atTwilio()).toMatchObject({ voiceApplicationSid: application.sid });
  });

  it('leave a number alone that somebody has pointed elsewhere meanwhile, and say so', async () => {
    await save();
    twilio.control.configureNumber(LINE, { voiceUrl: 'https://newer.example/voice' });
    expect((await ask('GET', '/incoming-numbers')).body.numbers).toMatchObject([{ pointsHere: false }]);
    await ask('DELETE', `/incoming-numbers/${LINE}`);
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
    expect((await ask('GET', '/incoming-numbers')).body.numbers).toEqual([]);
    expect(atTwilio()).toMatchObject({ voiceUrl: 'https://former.example/voice' });
  });

  it('keep a number until Twilio can be asked to give its calls back', async () => {
    await save();
    const port = Number(new URL(twilio.httpUrl).port);
    await twilio.stop();
    expect(await ask('DELETE', `/incoming-numbers/${LINE}`)).toMatchObject({
      status: 503,
      body: { code: 'twilio-away' },
    });
    expect((await ask('GET', '/incoming-numbers')).body.numbers).toMatchObject([{ number: LINE, pointsHere: null }]);
    twilio = await startLocalTwilio({ httpPort: port });
  });

  it('do not know what was never added', async () => {
    for (const number of ['+34910000099', 'x', '%2B'])
      expect(await ask('DELETE', `/incoming-numbers/${number}`)).toMatchObject({
        status: 404,
        body: { code: 'not-found' },
      });
  });
});

describe('outgoing numbers', () => {
  beforeEach(async () => {
    twilio.control.configureNumber(LINE);
    twilio.control.account.addCallerId('+34600000001');
    await connect();
  });
  const save = (number: string, agentId: string = ana) => ask('PUT', '/outgoing-numbers', { agentId, number });

  it('[req 49] [req 50] pair a person with a bought number, or a verified one, one at a time', async () => {
    expect(await save(LINE)).toEqual({ status: 200, body: { agentId: ana, number: LINE } });
    expect(await save('+34600000001')).toMatchObject({ status: 200 });
    expect((await ask('GET', '/outgoing-numbers')).body.numbers).toEqual([{ agentId: ana, number: '+34600000001' }]);
    expect(context.realtime.told.filter((one) => one.topic === 'me').at(-1)).toEqual({ agentIds: [ana], topic: 'me' });
  });

  it('[req 69] can be taken away', async () => {
    await save(LINE);
    expect(await ask('DELETE', `/outgoing-numbers/${ana}`)).toEqual({ status: 200, body: {} });
    expect(await ask('DELETE', `/outgoing-numbers/${ana}`)).toMatchObject({ status: 404 });
    expect((await ask('GET', '/outgoing-numbers')).body.numbers).toEqual([]);
  });

  it('refuse strangers’ numbers and strangers', async () => {
    expect((await save('+34910000099')).body.code).toBe('number-not-in-account');
    expect((await save(LINE, 'u_00000000000000009999')).body).toMatchObject({ code: 'user-unknown', field: 'agentId' });
    await context.db.updateTable('agents').set({ active: false }).where('id', '=', ana).execute();
    expect((await save(LINE)).body.code).toBe('user-unknown');
  });
});

describe('people', () => {
  it('are the active CRM users, with what each can do now', async () => {
    const ben = await seedAgent(context, 'Ben', { onCall: true });
    const gone = await seedAgent(context, 'Gone');
    await context.db.updateTable('agents').set({ active: false }).where('id', '=', gone).execute();
    const { body } = await ask('GET', '/people');
    expect(body.people).toMatchObject([
      { agent: { id: admin, role: 'admin' }, signedIn: true, presence: 'online', reachable: true, onCall: false },
      { agent: { id: ana }, reachable: true },
      { agent: { id: ben }, reachable: false, onCall: true },
    ]);
  });

  it('can be signed out', async () => {
    expect(await ask('POST', `/people/${ana}/sign-out`)).toEqual({ status: 200, body: {} });
    expect(context.realtime.told).toContainEqual({ agentIds: [ana], topic: 'signed-out' });
    expect(await ask('GET', '/people', undefined, ana)).toMatchObject({ status: 401 });
    for (const id of ['u_00000000000000009999', 'x'])
      expect(await ask('POST', `/people/${id}/sign-out`)).toMatchObject({ body: { code: 'user-unknown' } });
  });

  it('can be invited', async () => {
    expect((await ask('GET', '/invitation')).body).toEqual({ link: `${PUBLIC_URL}/join` });
  });
});

it.each([
  ['GET', '/twilio'],
  ['PUT', '/twilio'],
  ['DELETE', '/twilio'],
  ['GET', '/twilio/numbers'],
  ['GET', '/people'],
  ['POST', '/people/u_00000000000000000001/sign-out'],
  ['GET', '/invitation'],
  ['GET', '/incoming-numbers'],
  ['PUT', '/incoming-numbers'],
  ['DELETE', '/incoming-numbers/x'],
  ['GET', '/outgoing-numbers'],
  ['PUT', '/outgoing-numbers'],
  ['DELETE', '/outgoing-numbers/x'],
])('%s %s is for administrators alone', async (method, path) => {
  expect(await ask(method, path, method === 'PUT' ? {} : undefined, ana)).toMatchObject({
    status: 403,
    body: { code: 'not-admin' },
  });
});
