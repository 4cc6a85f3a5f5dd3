import { describe, expect, it } from 'vitest';
import { readConnection } from '#server/twilio/connection.ts';
import { admitWebhook } from '#server/twilio/signature.guard.ts';
import { adminDesk, HERE, PUBLIC_URL } from '#test/support/admin-desk.ts';
import { LINE, sign } from '#test/support/telephony.ts';

const desk = adminDesk();

describe('connecting Twilio', () => {
  it('[req 4] authorises the account, and keeps its secrets encrypted', async () => {
    desk.twilio.control.configureNumber(LINE);
    const { status, body } = await desk.connect();
    expect(status).toBe(200);
    expect(body).toMatchObject({
      state: 'connected',
      accountSid: desk.twilio.accountSid,
      accountName: 'Local Twilio',
      trial: false,
      region: 'ie1',
      edge: 'dublin',
      numberCount: 1,
      connectedBy: 'Adela',
    });
    expect(await desk.ask('GET', '/twilio')).toEqual({ status: 200, body });
    expect([...desk.twilio.control.account.applications.values()]).toMatchObject([
      {
        voiceUrl: `${PUBLIC_URL}/twilio/voice/outgoing`,
        voiceFallbackUrl: `${PUBLIC_URL}/twilio/voice/fallback`,
        statusCallback: `${PUBLIC_URL}/twilio/status/call`,
      },
    ]);
    const [key] = [...desk.twilio.control.account.keys.values()];
    const row = JSON.stringify(
      await desk.context.db.selectFrom('twilio_connection').selectAll().executeTakeFirstOrThrow(),
    );
    for (const secret of [desk.twilio.authToken, key?.secret ?? 'no key']) {
      expect(row).not.toContain(secret);
      expect(JSON.stringify(body)).not.toContain(secret);
    }
    expect(desk.context.realtime.told).toContainEqual({
      agentIds: expect.arrayContaining([desk.admin, desk.ana]),
      topic: 'me',
    });
  });

  it('takes what was pasted with spaces around it', async () => {
    expect(
      await desk.connect({ accountSid: ` ${desk.twilio.accountSid}\n`, authToken: `\t${desk.twilio.authToken} ` }),
    ).toMatchObject({ status: 200 });
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
    expect((await desk.connect(over)).body).toMatchObject({ code, message: expect.stringMatching(/\.$/) });
    expect(await desk.ask('GET', '/twilio')).toEqual({ status: 200, body: { state: 'none' } });
    expect(desk.twilio.control.account.keys.size).toBe(0);
  });

  it.each(['suspended', 'closed'] as const)('[req 4] says exactly why not: the account is %s', async (status) => {
    desk.twilio.control.account.status = status;
    expect((await desk.connect()).body.code).toBe(`twilio-${status}`);
  });

  it('[req 4] says exactly why not: Twilio does not answer', async () => {
    await desk.twilio.stop();
    expect(await desk.connect()).toMatchObject({ status: 503, body: { code: 'twilio-away', retry: true } });
    await desk.startTwilio();
  });

  it('leaves no key behind when Twilio fails half-way', async () => {
    desk.twilio.control.account.addApplication = () => {
      throw new Error('down');
    };
    expect((await desk.connect()).body.code).toBe('twilio-away');
    expect(desk.twilio.control.account.keys.size).toBe(0);
  });

  it('[req 4] notes a trial account, one without numbers, and what is left on it', async () => {
    desk.twilio.control.account.type = 'Trial';
    desk.twilio.control.account.balance = '0.00';
    expect((await desk.connect()).body).toMatchObject({
      trial: true,
      numberCount: 0,
      balance: { amount: 0, currency: 'USD' },
    });
  });

  it('keeps key and application when the same account is authorised again, and the former token beside the new', async () => {
    await desk.connect();
    const former = await readConnection(desk.context);
    desk.twilio.control.account.authToken = 'rotated-token';
    expect(await desk.connect({ authToken: 'rotated-token', edge: 'roaming' })).toMatchObject({
      status: 200,
      body: { edge: 'roaming' },
    });
    expect(await readConnection(desk.context)).toEqual({
      ...former,
      edge: 'roaming',
      authTokens: { primary: 'rotated-token', secondary: former?.authTokens.primary },
    });
    expect(desk.twilio.control.account.keys.size).toBe(1);
    expect(desk.twilio.control.account.applications.size).toBe(1);
  });

  it('makes key and application anew when somebody has deleted them at Twilio', async () => {
    await desk.connect();
    desk.twilio.control.account.keys.clear();
    desk.twilio.control.account.applications.clear();
    await desk.connect();
    expect(desk.twilio.control.account.keys.size).toBe(1);
    expect(desk.twilio.control.account.applications.size).toBe(1);
    expect((await desk.ask('GET', '/twilio/numbers')).status).toBe(200);
  });

  it('removes what it made when it is disconnected, and gives the numbers back', async () => {
    const number = desk.twilio.control.configureNumber(LINE, { voiceUrl: 'https://former.example/voice' });
    await desk.connect();
    await desk.ask('PUT', '/incoming-numbers', { number: LINE, name: 'Madrid', agentIds: [desk.ana] });
    expect(number.voiceUrl).toBe(HERE);
    expect(await desk.ask('DELETE', '/twilio')).toEqual({ status: 200, body: {} });
    expect(number.voiceUrl).toBe('https://former.example/voice');
    expect(desk.twilio.control.account.keys.size).toBe(0);
    expect(desk.twilio.control.account.applications.size).toBe(0);
    expect((await desk.ask('GET', '/twilio')).body).toEqual({ state: 'none' });
    expect((await desk.ask('GET', '/incoming-numbers')).body.numbers).toMatchObject([
      { number: LINE, pointsHere: null },
    ]);
    await desk.connect();
    expect((await desk.ask('GET', '/incoming-numbers')).body.numbers).toMatchObject([
      { number: LINE, pointsHere: true },
    ]);
  });

  it('is forgotten even when Twilio does not answer', async () => {
    await desk.connect();
    await desk.twilio.stop();
    expect((await desk.ask('DELETE', '/twilio')).status).toBe(200);
    expect(await desk.context.db.selectFrom('twilio_connection').selectAll().execute()).toEqual([]);
    await desk.startTwilio();
  });
});

describe('the account’s numbers', () => {
  it('[req 5] are listed with where their calls go now', async () => {
    desk.twilio.control.configureNumber('+34910000001', { voiceUrl: HERE });
    desk.twilio.control.configureNumber('+34910000002', { voiceUrl: 'https://demo.twilio.com/welcome/voice/' });
    desk.twilio.control.configureNumber('+14155552671');
    const ivr = desk.twilio.control.account.addApplication('Old IVR');
    desk.twilio.control.configureNumber('+34910000003', { voiceApplicationSid: ivr.sid });
    const flow = `FW${'0a'.repeat(16)}`;
    desk.twilio.control.configureNumber('+34910000004', {
      voiceUrl: `https://webhooks.twilio.com/v1/Accounts/${desk.twilio.accountSid}/Flows/${flow}`,
    });
    desk.twilio.control.configureNumber('+34910000005', { voiceUrl: HERE, voiceMethod: 'GET' });
    await desk.connect();
    const { body } = await desk.ask('GET', '/twilio/numbers');
    expect(body.numbers).toMatchObject([
      { number: '+34910000001', country: 'ES', pointsAt: { target: 'here' } },
      { number: '+34910000002', pointsAt: { target: 'elsewhere', kind: 'url', name: 'demo.twilio.com' } },
      { number: '+14155552671', country: 'US', pointsAt: { target: 'nowhere' } },
      { number: '+34910000003', pointsAt: { target: 'elsewhere', kind: 'application', name: 'Old IVR' } },
      { number: '+34910000004', pointsAt: { target: 'elsewhere', kind: 'studio', name: flow } },
      { number: '+34910000005', pointsAt: { target: 'elsewhere', kind: 'url', name: 'phone.example' } },
    ]);
  });

  it('need a connected account', async () => {
    expect(await desk.ask('GET', '/twilio/numbers')).toMatchObject({
      status: 409,
      body: { code: 'twilio-not-connected' },
    });
  });
});

describe('a new Auth Token', () => {
  const rotate = (authToken: string) => desk.ask('PUT', '/twilio/token', { authToken });
  const webhook = async (token: string) => {
    const form = { AccountSid: desk.twilio.accountSid, CallSid: `CA${'1'.repeat(32)}` };
    const request = new Request(`${PUBLIC_URL}/twilio/status/call`, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-twilio-signature': sign(`${PUBLIC_URL}/twilio/status/call`, form, token),
      },
      body: new URLSearchParams(form).toString(),
    });
    return (await admitWebhook(request, await readConnection(desk.context), desk.context)).ok;
  };

  it('is taken beside the former one, until that is forgotten', async () => {
    await desk.connect();
    const former = desk.twilio.authToken;
    const before = await readConnection(desk.context);
    desk.twilio.control.account.authToken = 'rotated-token';
    expect(await rotate(' rotated-token ')).toEqual({ status: 200, body: { former: true } });
    const now = await readConnection(desk.context);
    expect([now?.apiKeySid, now?.applicationSid]).toEqual([before?.apiKeySid, before?.applicationSid]);
    expect((await desk.ask('GET', '/twilio')).body).toMatchObject({ formerToken: true, edge: 'dublin' });
    expect([await webhook(former), await webhook('rotated-token'), await webhook('made-up')]).toEqual([
      true,
      true,
      false,
    ]);
    expect(await desk.ask('DELETE', '/twilio/token')).toEqual({ status: 200, body: {} });
    expect([await webhook(former), await webhook('rotated-token')]).toEqual([false, true]);
    expect((await desk.ask('GET', '/twilio')).body).toMatchObject({ formerToken: false });
    expect(await desk.ask('DELETE', '/twilio/token')).toEqual({ status: 200, body: {} });
    const { changes } = (await desk.ask('GET', '/changes')).body;
    expect(changes.map((one: { kind: string }) => one.kind)).toEqual([
      'twilio-token-forgotten',
      'twilio-token-rotated',
      'twilio-connected',
    ]);
    expect(JSON.stringify(changes)).not.toContain('rotated-token');
  });

  it('makes a new key only when the old one no longer works', async () => {
    await desk.connect();
    desk.twilio.control.account.keys.clear();
    desk.twilio.control.account.authToken = 'rotated-token';
    expect((await rotate('rotated-token')).status).toBe(200);
    expect(desk.twilio.control.account.keys.size).toBe(1);
  });

  it.each([
    ['wrong', 'twilio-wrong-token'],
    ['', 'twilio-wrong-token'],
  ])('is refused when Twilio does not know it: %j', async (token, code) => {
    await desk.connect();
    expect((await rotate(token)).body).toMatchObject({ code });
    expect(await webhook(desk.twilio.authToken)).toBe(true);
  });

  it('needs a connected account', async () => {
    expect((await rotate('x')).body).toMatchObject({ code: 'twilio-not-connected' });
    expect((await desk.ask('DELETE', '/twilio/token')).body).toMatchObject({ code: 'twilio-not-connected' });
  });

  it.each(['PUT', 'DELETE'])('is %s for administrators alone', async (method) => {
    const body = method === 'PUT' ? { authToken: 'x' } : undefined;
    expect(await desk.ask(method, '/twilio/token', body, desk.ana)).toMatchObject({ status: 403 });
  });
});
