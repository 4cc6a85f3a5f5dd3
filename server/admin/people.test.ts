import { beforeEach, describe, expect, it } from 'vitest';
import { goAway } from '#server/agents/away.ts';
import { goToEndOfLine, setPresence } from '#server/agents/presence.ts';
import { blank, newCallId } from '#server/calls/new-call.ts';
import { adminDesk } from '#test/support/admin-desk.ts';
import { CUSTOMER, LINE, seedAgent, seedLine, seedOutgoingNumber } from '#test/support/telephony.ts';

const desk = adminDesk();
const line = async () =>
  (await desk.ask('GET', '/people')).body.people
    .filter((one: { place: number | null }) => one.place !== null)
    .sort((a: { place: number }, b: { place: number }) => a.place - b.place)
    .map((one: { agent: { name: string } }) => one.agent.name);
const person = async (name: string) =>
  (await desk.ask('GET', '/people')).body.people.find((one: { agent: { name: string } }) => one.agent.name === name);
const latest = async () => (await desk.ask('GET', '/changes')).body.changes[0];

describe('the line for ringing in turn', () => {
  it('[req 72] goes by who came online first, and says why', async () => {
    const ben = await seedAgent(desk.context, 'Ben', { presence: 'offline' });
    expect(await line()).toEqual(['Adela', 'Ana']);
    await desk.context.clock.turn(60_000);
    await desk.context.db.updateTable('endpoints').set({ alive_at: desk.context.clock.now() }).execute();
    await setPresence(desk.context, ben, 'online');
    await desk.context.clock.turn(60_000);
    await goToEndOfLine(desk.context, desk.context.db, desk.admin);
    expect(await line()).toEqual(['Ana', 'Ben', 'Adela']);
    expect(await person('Ana')).toMatchObject({ place: 1, placeWhy: 'came-online' });
    expect(await person('Adela')).toMatchObject({
      place: 3,
      placeWhy: 'after-call',
      placeSince: desk.context.clock.now().toISOString(),
    });
  });

  it('[req 72] keeps a place through Away and silence under ten minutes, and not through Offline or a longer one', async () => {
    await setPresence(desk.context, desk.ana, 'away');
    expect(await line()).toEqual(['Adela', 'Ana']);
    await desk.context.clock.turn(9 * 60_000);
    expect(await line()).toEqual(['Adela', 'Ana']);
    const [heardOf, offlineAt] = [desk.context.clock.now().getTime() - 9 * 60_000, desk.context.clock.now()];
    await setPresence(desk.context, desk.ana, 'offline');
    expect(await person('Ana')).toMatchObject({ place: null, placeSince: null, placeWhy: null });
    expect(await person('Adela')).toMatchObject({ placeLost: null });
    await desk.context.clock.turn(2 * 60_000);
    expect(await line()).toEqual([]);
    // And the list says why, and since when.
    expect(await person('Adela')).toMatchObject({ placeLost: { why: 'silent', at: new Date(heardOf).toISOString() } });
    const offline = { why: 'offline', at: offlineAt.toISOString() };
    expect(await person('Ana')).toMatchObject({ placeLost: offline });
    await setPresence(desk.context, desk.ana, 'away');
    expect(await person('Ana')).toMatchObject({ placeLost: offline });
    await desk.context.db.updateTable('endpoints').set({ alive_at: desk.context.clock.now() }).execute();
    await setPresence(desk.context, desk.ana, 'online');
    expect(await person('Ana')).toMatchObject({ place: 2, placeLost: null });
  });
});

describe('a person', () => {
  it('is shown with why she is away and until when, and since when she is on a call', async () => {
    const { context } = desk;
    await goAway(context, desk.ana, { reason: 'lunch', minutes: 30 });
    const until = new Date(context.clock.now().getTime() + 30 * 60_000).toISOString();
    expect(await person('Ana')).toMatchObject({ awayReason: 'lunch', awayUntil: until, onCallSince: null });
    await context.db
      .insertInto('calls')
      .values({
        ...blank,
        id: newCallId(context),
        ...{ direction: 'outgoing', line: LINE, number: CUSTOMER, agent_id: desk.admin, state: 'talking' },
        created_at: context.clock.now(),
        answered_at: context.clock.now(),
      })
      .execute();
    expect(await person('Adela')).toMatchObject({ onCallSince: context.clock.now().toISOString() });
    expect(await person('Adela')).not.toHaveProperty('awayReason');
  });

  const set = (presence: string, id: string = desk.ana) => desk.ask('PUT', `/people/${id}/presence`, { presence });

  it('is shown with the numbers she calls from and her mobile', async () => {
    await seedOutgoingNumber(desk.context, desk.ana);
    expect(await person('Ana')).toMatchObject({ outgoingNumbers: [LINE], mobile: { number: null, when: 'never' } });
  });

  it('[req 40] can be set Offline and Online again by an administrator, and is told', async () => {
    expect(await set('offline')).toEqual({ status: 200, body: {} });
    expect(await person('Ana')).toMatchObject({ presence: 'offline', place: null, reachable: false, alive: true });
    expect(desk.context.realtime.told).toContainEqual({ agentIds: [desk.ana], topic: 'me' });
    expect(await latest()).toMatchObject({ kind: 'person-set-offline', by: 'Adela', subject: 'Ana' });
    await set('offline');
    await set('online');
    expect(await person('Ana')).toMatchObject({ presence: 'online', place: 2 });
    expect((await desk.ask('GET', '/changes')).body.changes.map((one: { kind: string }) => one.kind)).toEqual([
      'person-presence-set',
      'person-set-offline',
    ]);
    expect((await set('asleep')).status).toBe(400);
    for (const id of ['u_00000000000000009999', 'x'])
      expect((await set('offline', id)).body).toMatchObject({ code: 'user-unknown' });
  });
});

describe('a person who is no longer active in the CRM', () => {
  const named = () => desk.ask('GET', '/people').then(({ body }) => body.people);
  const leaves = () =>
    desk.context.db.updateTable('agents').set({ active: false }).where('id', '=', desk.ana).execute();

  it('is listed as such only while a number, a pair or a mobile names her, and has no place in line', async () => {
    await leaves();
    expect(await person('Ana')).toBeUndefined();
    await seedLine(desk.context, [desk.ana]);
    expect(await person('Ana')).toMatchObject({ active: false, reachable: false, place: null });
    expect(await line()).toEqual(['Adela']);
    await desk.context.db.deleteFrom('incoming_numbers').execute();
    expect(await named()).toHaveLength(1);
    expect(await person('Adela')).toMatchObject({ active: true });
  });

  it('can be taken out of her pairs, which the list still shows', async () => {
    await seedOutgoingNumber(desk.context, desk.ana);
    await leaves();
    expect(await person('Ana')).toMatchObject({ active: false, outgoingNumbers: [LINE] });
    expect((await desk.ask('GET', '/outgoing-numbers')).body.numbers).toMatchObject([{ agentId: desk.ana }]);
    await desk.ask('DELETE', `/outgoing-numbers/${desk.ana}/${LINE}`);
    expect(await person('Ana')).toBeUndefined();
  });

  it('can only be parted from her mobile', async () => {
    const save = (number: string | null, when: string) =>
      desk.ask('PUT', `/people/${desk.ana}/mobile`, { number, when });
    await seedOutgoingNumber(desk.context, desk.admin);
    await save(CUSTOMER, 'also');
    await leaves();
    expect(await person('Ana')).toMatchObject({ active: false, mobile: { number: CUSTOMER } });
    expect((await save('+34612345679', 'also')).body).toMatchObject({ code: 'user-unknown' });
    expect((await save(null, 'never')).status).toBe(200);
    expect(await person('Ana')).toBeUndefined();
  });
});

describe('a mobile', () => {
  const save = (number: string | null, when = 'also', id: string = desk.ana) =>
    desk.ask('PUT', `/people/${id}/mobile`, { number, when });
  beforeEach(async () => {
    await seedOutgoingNumber(desk.context, desk.admin);
  });

  it('is read as an administrator writes it, kept, and changed', async () => {
    expect((await save('612 34 56 78')).body).toEqual({ number: '+34612345678', when: 'also' });
    expect(await person('Ana')).toMatchObject({ mobile: { number: '+34612345678', when: 'also' } });
    expect((await save('+447911123456', 'when-not-online')).body).toMatchObject({ number: '+447911123456' });
    expect(await latest()).toMatchObject({
      kind: 'mobile-saved',
      subject: 'Ana',
      values: { number: '+447911123456', when: 'when-not-online' },
    });
    expect((await save(null, 'never')).body).toEqual({ number: null, when: 'never' });
  });

  it.each([
    ['112', 'emergency-number'],
    ['+34112', 'emergency-number'],
    ['0034 112', 'emergency-number'],
    ['803 12 34 56', 'premium-number'],
    ['+8821612345678', 'premium-number'],
    ['+53 5 551 2345', 'country-not-allowed'],
    ['266696687', 'withheld-number'],
    ['mobile', 'not-a-number'],
    [null, 'not-a-number'],
    ['  ', 'not-a-number'],
  ])('is not %s', async (number, code) => {
    expect((await save(number)).body).toMatchObject({ code, field: 'number' });
    expect(await person('Ana')).toMatchObject({ mobile: { number: null, when: 'never' } });
  });

  it('is no line of the team, nor anybody’s who is not there', async () => {
    await seedLine(desk.context, [desk.ana]);
    expect((await save(LINE)).body).toMatchObject({ code: 'own-number' });
    expect((await save(CUSTOMER, 'also', 'u_00000000000000009999')).body).toMatchObject({ code: 'user-unknown' });
    expect((await save(CUSTOMER, 'sometimes')).status).toBe(400);
  });
});

describe('blocked callers', () => {
  const block = (number: string, reason = '') => desk.ask('PUT', '/blocked-numbers', { number, reason });

  it('are listed with who blocked them and why, and can be let in again', async () => {
    await block('+34 612 345 678', ' Calls at\u0000 night ');
    expect((await desk.ask('GET', '/blocked-numbers')).body.numbers).toEqual([
      { number: CUSTOMER, reason: 'Calls at night', at: expect.any(String), by: 'Adela' },
    ]);
    await block(CUSTOMER, 'Spam');
    expect((await desk.ask('GET', '/blocked-numbers')).body.numbers).toMatchObject([{ reason: 'Spam' }]);
    expect(await desk.ask('DELETE', `/blocked-numbers/${CUSTOMER}`)).toEqual({ status: 200, body: {} });
    expect(await desk.ask('DELETE', `/blocked-numbers/${CUSTOMER}`)).toMatchObject({ status: 404 });
    expect((await desk.ask('DELETE', '/blocked-numbers/x')).status).toBe(404);
    expect(await latest()).toMatchObject({ kind: 'number-unblocked', subject: CUSTOMER });
  });

  it.each([
    ['112', 'emergency-number'],
    ['anonymous', 'withheld-number'],
    ['x', 'not-a-number'],
  ])('are never %s', async (number, code) => {
    expect((await block(number)).body).toMatchObject({ code, field: 'number' });
  });
});

describe('who changed what', () => {
  it('is listed newest first, at most two hundred', async () => {
    for (let i = 0; i < 201; i++)
      await desk.context.db
        .insertInto('changes')
        .values({ at: new Date(i), agent_id: desk.admin, kind: 'number-blocked', subject: `+34${i}`, details: '{}' })
        .execute();
    await desk.context.db
      .insertInto('changes')
      .values({ at: new Date(999), agent_id: desk.admin, kind: 'of a later version', subject: null, details: '{}' })
      .execute();
    const { changes } = (await desk.ask('GET', '/changes')).body;
    expect(changes).toHaveLength(199);
    expect(changes[0]).toEqual({
      kind: 'number-blocked',
      at: new Date(200).toISOString(),
      by: 'Adela',
      subject: '+34200',
      values: {},
    });
  });

  it('tells of call settings and of who was signed out, too', async () => {
    await desk.ask('PUT', '/call-settings', { mayLeaveOut: true, wrapUpSeconds: 90, recordingsFor: 'admins' });
    expect(await latest()).toMatchObject({ kind: 'call-settings-saved', values: { wrapUpSeconds: 90 } });
    await desk.ask('POST', `/people/${desk.ana}/sign-out`);
    expect(await latest()).toMatchObject({ kind: 'person-signed-out', subject: 'Ana' });
  });
});

it.each([
  ['PUT', '/people/x/presence'],
  ['PUT', '/people/x/mobile'],
  ['GET', '/caller-ids'],
  ['DELETE', '/outgoing-numbers/x/y'],
  ['GET', '/blocked-numbers'],
  ['PUT', '/blocked-numbers'],
  ['DELETE', '/blocked-numbers/x'],
  ['GET', '/changes'],
])('%s %s is for administrators alone', async (method, path) => {
  expect(await desk.ask(method, path, method === 'PUT' ? {} : undefined, desk.ana)).toMatchObject({
    status: 403,
    body: { code: 'not-admin' },
  });
});
