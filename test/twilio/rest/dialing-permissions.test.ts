import twilio from 'twilio';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type LocalTwilio, startLocalTwilio } from '#test/twilio/local-twilio.ts';

let local: LocalTwilio;
beforeAll(async () => {
  local = await startLocalTwilio();
});
afterAll(() => local.stop());

const client = (token = local.authToken) => {
  const made = twilio(local.accountSid, token, { accountSid: local.accountSid });
  made.voice.baseUrl = local.httpUrl;
  return made.voice.v1.dialingPermissions;
};

it('tells which countries may be called, to whoever may ask', async () => {
  local.control.account.blockedPrefixes.add('+34');
  const permitted = await client().countries.list({ lowRiskNumbersEnabled: true });
  const codes = permitted.map((country) => country.isoCode);
  expect(codes).toContain('FR');
  expect(codes).not.toContain('ES');
  expect(await client().countries('ES').fetch()).toMatchObject({ name: 'Spain', lowRiskNumbersEnabled: false });
  await expect(client().countries('XX').fetch()).rejects.toMatchObject({ status: 404, code: 20404 });
  await expect(client('wrong').countries.list()).rejects.toMatchObject({ status: 401 });
});
