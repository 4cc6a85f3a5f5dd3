import * as v from 'valibot';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { agentIdSchema, callIdSchema, e164Schema } from '#shared/ids.ts';
import { zohoTeam } from '#test/support/zoho-team.ts';
import { type LocalZoho, startLocalZoho } from '#test/zoho/local-zoho.ts';

const ana = v.parse(agentIdSchema, 'u_00000000000000000001');
const ken = v.parse(agentIdSchema, 'u_00000000000000000002');
const callId = v.parse(callIdSchema, `c_${'a'.repeat(22)}`);
const lauraMobile = v.parse(e164Schema, '+34612345678');
const nobodysNumber = v.parse(e164Schema, '+34699000111');

let zoho: LocalZoho;
let team: Awaited<ReturnType<typeof zohoTeam>>;

beforeAll(async () => {
  zoho = await startLocalZoho();
  team = await zohoTeam(zoho);
  await team.signIn('elena', 'organisation');
  await team.signIn('ana', ana);
});
afterEach(() => zoho.control.faults.remove());
afterAll(async () => {
  await team.context.close();
  await zoho.stop();
});

describe('signing in', () => {
  it('says who it is, of which organisation, and whether an administrator', async () => {
    const { user, organisation } = await team.signIn('ana', ana);
    expect(user).toMatchObject({
      name: 'Ana Ruiz',
      administrator: true,
      active: true,
      timeZone: 'Europe/Madrid',
      locale: 'es-ES',
    });
    expect(organisation).toMatchObject({ name: 'Zillum Renting, S.L.' });
  });

  it('refuses an accounts server that is not one of Zoho’s', async () => {
    const reply = await team.crm.signIn({
      code: 'x',
      codeVerifier: 'x',
      redirectUri: 'http://127.0.0.1:9/callback',
      accountsServer: 'https://accounts.zoho.com.evil.example',
    });
    expect(reply).toMatchObject({ ok: false, problem: { code: 'sign-in-refused' } });
  });

  it('sends the browser to Zoho with PKCE, offline access and every scope that is used', () => {
    const url = new URL(team.crm.authoriseUrl({ state: 's', redirectUri: 'https://a.example/cb', codeChallenge: 'c' }));
    expect(url.origin + url.pathname).toBe('https://accounts.zoho.eu/oauth/v2/auth');
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      code_challenge: 'c',
      code_challenge_method: 'S256',
      access_type: 'offline',
      state: 's',
    });
  });
});

describe('users', () => {
  it('lists everybody of the organisation, and who is no longer active', async () => {
    const reply = await team.crm.users();
    if (!reply.ok) throw new Error(reply.problem.message);
    expect(reply.value.find((user) => user.name === 'Ken Adeyemi')).toMatchObject({
      active: true,
      administrator: false,
    });
    expect(reply.value.find((user) => user.name === 'Olga Benítez')).toMatchObject({ active: false });
  });
});

describe('finding who has a number', () => {
  it('finds a contact whose number is stored with spaces', async () => {
    const reply = await team.crm.findByPhone(ana, lauraMobile);
    expect(reply).toMatchObject({
      ok: true,
      value: [{ ref: { kind: 'contact' }, name: 'Laura Gómez', title: 'Responsable de flota', ownerName: 'Ana Ruiz' }],
    });
  });

  it('finds everyone who shares a switchboard number, nationally written ones too', async () => {
    const reply = await team.crm.findByPhone(ana, v.parse(e164Schema, '+34944231160'));
    if (!reply.ok) throw new Error(reply.problem.message);
    expect(reply.value.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['Laura Gómez', 'Andrés Gómez Ibarra', 'Iker Zubía']),
    );
  });

  it('answers an empty list for a number nobody has', async () => {
    expect(await team.crm.findByPhone(ana, nobodysNumber)).toEqual({ ok: true, value: [] });
  });

  it('says that the CRM is away when it does not answer', async () => {
    zoho.control.faults.add({ kind: 'unavailable', area: 'api' });
    expect(await team.crm.findByPhone(ana, lauraMobile)).toMatchObject({
      ok: false,
      problem: { code: 'crm-away', retry: true },
    });
  });
});

describe('tokens', () => {
  it('refreshes an expired token once, whoever asks', async () => {
    const before = zoho.control.tokens.counts().refreshes;
    zoho.control.tokens.expire('ana');
    const replies = await Promise.all([1, 2, 3].map(() => team.crm.findByPhone(ana, nobodysNumber)));
    expect(replies.every((reply) => reply.ok)).toBe(true);
    expect(zoho.control.tokens.counts().refreshes - before).toBe(1);
  });

  it('says that the agent is signed out once her grant was taken away, and asks Zoho no more', async () => {
    const gone = v.parse(agentIdSchema, 'u_00000000000000000009');
    await team.signIn('tomas', gone);
    zoho.control.tokens.revoke('tomas');
    zoho.control.tokens.expire('tomas');
    expect(await team.crm.findByPhone(gone, lauraMobile)).toMatchObject({ problem: { code: 'crm-signed-out' } });
    const row = await team.context.db
      .selectFrom('crm_tokens')
      .select('revoked_at')
      .where('owner', '=', gone)
      .executeTakeFirstOrThrow();
    expect(row.revoked_at).not.toBeNull();
  });

  it('keeps no token in the clear', async () => {
    const rows = await team.context.db.selectFrom('crm_tokens').selectAll().execute();
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(`${row.refresh_token} ${row.access_token}`).not.toContain('1000.');
  });
});

describe('screen pop', () => {
  beforeAll(async () => {
    const { db, clock } = team.context;
    for (const [id, name] of [
      [ana, 'Ana'],
      [ken, 'Ken'],
    ] as const) {
      await db
        .insertInto('agents')
        .values({
          id,
          crm_user_id: id,
          name,
          email: '',
          role: 'agent',
          active: true,
          locale: 'es-ES',
          time_zone: 'Europe/Madrid',
          presence: 'online',
          presence_since: clock.now(),
        })
        .execute();
    }
    await db
      .insertInto('calls')
      .values({
        id: callId,
        direction: 'incoming',
        line: v.parse(e164Schema, '+34910601234'),
        number: lauraMobile,
        state: 'ringing',
        created_at: clock.now(),
        talked_seconds: 0,
        rang: '[]',
      })
      .execute();
  });

  const matchOf = async (agentId: string) =>
    (await team.context.db.selectFrom('call_matches').selectAll().execute()).find((row) => row.agent_id === agentId)
      ?.match;

  it('shows each agent what she may read, and tells her when it is there', async () => {
    await team.crm.screenPop({ callId, number: lauraMobile, agentIds: [ana, ken] });
    expect(await matchOf(ana)).toMatchObject({ state: 'known', records: [{ name: 'Laura Gómez' }] });
    // Ken has never signed in with the CRM here: his own eyes are missing.
    expect(await matchOf(ken)).toEqual({ state: 'unavailable' });
    expect(team.context.realtime.told).toContainEqual({ agentIds: [ana], topic: 'calls' });
  });

  it('says unknown when the number stands nowhere', async () => {
    await team.crm.screenPop({ callId, number: nobodysNumber, agentIds: [ana] });
    expect(await matchOf(ana)).toEqual({ state: 'unknown' });
  });

  it('says unavailable when the CRM is down', async () => {
    zoho.control.faults.add({ kind: 'connection-reset', area: 'api' });
    await team.crm.screenPop({ callId, number: lauraMobile, agentIds: [ana] });
    expect(await matchOf(ana)).toEqual({ state: 'unavailable' });
  });

  it('says that a record is not shared when she may not read it', async () => {
    await team.signIn('ken', ken);
    const laura = zoho.control.records
      .all('Contacts', 'zillum')
      .find(({ values }) => values.Mobile === '+34 612 345 678');
    zoho.control.records.update('Contacts', laura?.id ?? '', { visibleTo: [] }, 'ana');
    await team.crm.screenPop({ callId, number: lauraMobile, agentIds: [ken] });
    expect(await matchOf(ken)).toEqual({ state: 'not-shared' });
  });
});
