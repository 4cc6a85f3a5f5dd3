import * as v from 'valibot';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { agentIdSchema, callIdSchema, e164Schema } from '#shared/ids.ts';
import { zohoTeam } from '#test/support/zoho-team.ts';
import { type LocalZoho, startLocalZoho } from '#test/zoho/local-zoho.ts';
import { defaultSettings } from '#test/zoho/settings.ts';
import { openCrm } from './open-crm.ts';

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
afterEach(() => {
  zoho.control.faults.remove();
  Object.assign(zoho.control.settings, defaultSettings());
});
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

  it.each(['INVALID_MODULE', 'NO_PERMISSION'])(
    'does without a module that an organisation has hidden (%s)',
    async (code) => {
      zoho.control.faults.add({ kind: 'refused', area: 'api', path: '/Leads/search', code });
      expect(await team.crm.findByPhone(ana, nobodysNumber)).toEqual({ ok: true, value: [] });
      expect(await team.crm.findByPhone(ana, lauraMobile)).toMatchObject({
        ok: true,
        value: [{ name: 'Laura Gómez' }],
      });
      expect(await team.crm.searchRecords(ana, 'qqzzxxyy')).toEqual({ ok: true, value: [] });
    },
  );

  it('says that the CRM is away rather than leave somebody out, to who has to know whether there is only one', async () => {
    const switchboard = v.parse(e164Schema, '+34944231160');
    zoho.control.faults.add({ kind: 'server-error', area: 'api', path: '/Contacts/search' });
    const some = await team.crm.findByPhone(ana, switchboard);
    expect(some.ok && some.value.every(({ ref }) => ref.kind !== 'contact')).toBe(true);
    expect(await team.crm.findByPhone(ana, switchboard, { whole: true })).toMatchObject({
      problem: { code: 'crm-away' },
    });
    zoho.control.faults.remove();
    expect(await team.crm.findByPhone(ana, switchboard, { whole: true })).toEqual(
      await team.crm.findByPhone(ana, switchboard),
    );
  });

  it('says that it may not look where no module may be read', async () => {
    zoho.control.faults.add({ kind: 'refused', area: 'api', path: '/search', code: 'INVALID_MODULE' });
    expect(await team.crm.findByPhone(ana, lauraMobile)).toMatchObject({ problem: { code: 'crm-forbidden' } });
    expect(await team.crm.searchRecords(ana, 'gomez')).toMatchObject({ problem: { code: 'crm-forbidden' } });
  });

  it.each([5, 1])('finds who it is in an edition of Zoho that takes %i at once', async (atOnce) => {
    zoho.control.settings.atOnce = atOnce;
    zoho.control.faults.add({ kind: 'slow', area: 'api', path: '/search', ms: 20 });
    const found = await team.crm.findByPhone(ana, lauraMobile);
    expect(found).toMatchObject({ ok: true, value: [{ name: 'Laura Gómez' }] });
    expect(await team.crm.findByPhone(ana, nobodysNumber)).toEqual({ ok: true, value: [] });
  });

  it('says that the CRM is away when it takes no request at all', async () => {
    zoho.control.faults.add({ kind: 'rate-limited', area: 'api' });
    expect(await team.crm.findByPhone(ana, lauraMobile)).toMatchObject({ problem: { code: 'crm-away', retry: true } });
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

  it('does not take her grant for lost because Zoho’s accounts server has a fault of its own', async () => {
    const marta = v.parse(agentIdSchema, 'u_00000000000000000008');
    await team.signIn('marta', marta);
    zoho.control.tokens.expire('marta');
    zoho.control.faults.add({ kind: 'server-error', area: 'accounts' });
    expect(await team.crm.findByPhone(marta, lauraMobile)).toMatchObject({
      problem: { code: 'crm-away', retry: true },
    });
    zoho.control.faults.remove();
    expect(await team.crm.findByPhone(marta, lauraMobile)).toMatchObject({ ok: true });
  });

  it('does not take her grant for lost because this server was given a wrong client secret', async () => {
    const tomas = v.parse(agentIdSchema, 'u_00000000000000000007');
    await team.signIn('tomas', tomas);
    zoho.control.tokens.expire('tomas');
    const { config } = team.context;
    const mistaken = openCrm({ ...team.context, config: { ...config, zoho: { ...config.zoho, clientSecret: 'old' } } });
    expect(await mistaken.findByPhone(tomas, lauraMobile)).toMatchObject({
      problem: { code: 'crm-away', retry: true },
    });
    expect(await team.crm.findByPhone(tomas, lauraMobile)).toMatchObject({ ok: true });
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
