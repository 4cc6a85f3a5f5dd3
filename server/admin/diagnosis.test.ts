import { beforeEach, describe, expect, it } from 'vitest';
import { setPresence } from '#server/agents/presence.ts';
import type { DiagnosisFinding } from '#shared/api/team-api.ts';
import { adminDesk, HERE } from '#test/support/admin-desk.ts';
import { LINE, seedAgent, seedLine, seedOutgoingNumber } from '#test/support/telephony.ts';

const desk = adminDesk();
const account = () => desk.twilio.control.account;

async function findings(id: string = desk.ana): Promise<Record<string, DiagnosisFinding>> {
  const { body } = await desk.ask('GET', `/diagnosis/${id}`);
  return Object.fromEntries(body.findings.map((finding: DiagnosisFinding) => [finding.code, finding]));
}

describe('why somebody can’t make or receive calls', () => {
  beforeEach(async () => {
    desk.twilio.control.configureNumber(LINE, { voiceUrl: HERE });
    await desk.connect();
    await seedLine(desk.context, [desk.ana]);
    await seedOutgoingNumber(desk.context, desk.ana);
    await desk.context.db
      .insertInto('crm_tokens')
      .values({
        owner: desk.ana,
        refresh_token: 'x',
        access_token: null,
        access_token_expires_at: null,
        api_domain: '',
        accounts_server: '',
        refreshing_until: null,
        revoked_at: null,
      })
      .execute();
  });

  it('[req 70] is nothing where all is well', async () => {
    const { body } = await desk.ask('GET', `/diagnosis/${desk.ana}`);
    expect(body.findings).toEqual([
      { code: 'twilio-credentials', result: 'ok' },
      { code: 'twilio-account', result: 'ok' },
      { code: 'twilio-trial', result: 'ok' },
      { code: 'twilio-balance', result: 'ok', values: { amount: 100, currency: 'USD' } },
      { code: 'webhooks', result: 'ok' },
      { code: 'application', result: 'ok' },
      { code: 'outgoing-number', result: 'ok', values: { number: LINE } },
      { code: 'presence', result: 'ok', values: { presence: 'online' } },
      { code: 'softphone', result: 'ok' },
      { code: 'countries', result: 'ok' },
      { code: 'crm', result: 'ok' },
    ]);
  });

  it.each<[string, () => unknown, DiagnosisFinding]>([
    [
      'the token was changed',
      () => {
        account().authToken = 'changed';
      },
      { code: 'twilio-credentials', result: 'bad', values: { why: 'twilio-wrong-token' } },
    ],
    [
      'the key was deleted',
      () => account().keys.clear(),
      { code: 'twilio-credentials', result: 'bad', values: { why: 'api-key' } },
    ],
    [
      'the account is suspended',
      () => {
        account().status = 'suspended';
      },
      { code: 'twilio-account', result: 'bad', values: { why: 'twilio-suspended' } },
    ],
    [
      'it is a trial',
      () => {
        account().type = 'Trial';
      },
      { code: 'twilio-trial', result: 'warning' },
    ],
    [
      'nothing is left on the account',
      () => {
        account().balance = '-0.50';
      },
      { code: 'twilio-balance', result: 'bad', values: { amount: -0.5, currency: 'USD' } },
    ],
    [
      'little is left on the account',
      () => {
        account().balance = '4.99';
      },
      { code: 'twilio-balance', result: 'warning', values: { amount: 4.99, currency: 'USD' } },
    ],
    [
      'a number of hers leads elsewhere',
      () => desk.twilio.control.configureNumber(LINE, { voiceUrl: 'https://elsewhere.example' }),
      { code: 'webhooks', result: 'bad', values: { numbers: LINE } },
    ],
    [
      'the application was deleted',
      () => account().applications.clear(),
      { code: 'application', result: 'bad', values: { why: 'gone' } },
    ],
    [
      'the application leads elsewhere',
      () => {
        for (const application of account().applications.values()) application.voiceUrl = 'https://elsewhere.example';
      },
      { code: 'application', result: 'bad', values: { why: 'elsewhere' } },
    ],
    [
      'she has no number to call from',
      () => desk.context.db.deleteFrom('outgoing_numbers').execute(),
      { code: 'outgoing-number', result: 'bad', values: { why: 'none' } },
    ],
    [
      'her number is no longer in the account',
      () => account().numbers.clear(),
      { code: 'outgoing-number', result: 'bad', values: { why: 'gone', number: LINE } },
    ],
    [
      'she is offline',
      () => setPresence(desk.context, desk.ana, 'offline'),
      { code: 'presence', result: 'bad', values: { presence: 'offline' } },
    ],
    [
      'she is away',
      () => setPresence(desk.context, desk.ana, 'away'),
      { code: 'presence', result: 'warning', values: { presence: 'away' } },
    ],
    [
      'no softphone of hers is alive',
      () => desk.context.clock.turn(16_000),
      { code: 'softphone', result: 'bad', values: { why: 'none' } },
    ],
    [
      'her softphone is not registered',
      () => desk.context.db.updateTable('endpoints').set({ registered: false }).execute(),
      { code: 'softphone', result: 'bad', values: { why: 'not-registered' } },
    ],
    [
      'Twilio permits no calls to her country',
      () => account().blockedPrefixes.add('+34'),
      { code: 'countries', result: 'bad', values: { countries: 'ES' } },
    ],
    [
      'Twilio permits no calls to a country that the operator allows',
      () => {
        desk.context.config.limits.allowedCountries = ['ES', 'PT'];
        account().blockedPrefixes.add('+351');
      },
      { code: 'countries', result: 'warning', values: { countries: 'PT' } },
    ],
    [
      'the CRM has signed her out',
      () => desk.context.db.updateTable('crm_tokens').set({ revoked_at: new Date() }).execute(),
      { code: 'crm', result: 'warning', values: { why: 'revoked' } },
    ],
  ])('[req 70] is told: %s', async (_, arrange, expected) => {
    await arrange();
    expect((await findings())[expected.code]).toEqual(expected);
  });

  it('[req 70] is told as far as it is known while Twilio does not answer', async () => {
    await desk.twilio.stop();
    const found = await findings();
    for (const code of [
      'twilio-credentials',
      'twilio-account',
      'twilio-balance',
      'webhooks',
      'application',
      'countries',
    ])
      expect(found[code]).toEqual({ code, result: 'unknown' });
    expect(found.presence).toMatchObject({ result: 'ok' });
    await desk.startTwilio();
  });

  it('[req 70] is told where Twilio is not connected, and for who is in no number', async () => {
    await desk.context.db.deleteFrom('twilio_connection').execute();
    const ben = await seedAgent(desk.context, 'Ben', { registered: false });
    expect(await findings(ben)).toMatchObject({
      'twilio-credentials': { result: 'bad', values: { why: 'twilio-not-connected' } },
      'twilio-account': { result: 'unknown' },
      'outgoing-number': { result: 'bad', values: { why: 'none' } },
      crm: { result: 'warning', values: { why: 'never-signed-in' } },
    });
  });

  it('is told to administrators alone, of people who are there', async () => {
    expect(await desk.ask('GET', `/diagnosis/${desk.ana}`, undefined, desk.ana)).toMatchObject({ status: 403 });
    for (const id of ['x', 'u_00000000000000009999'])
      expect((await desk.ask('GET', `/diagnosis/${id}`)).body).toMatchObject({ code: 'user-unknown' });
  });
});
