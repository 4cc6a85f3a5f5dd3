import { beforeEach, describe, expect, it } from 'vitest';
import { describeMe } from '#server/agents/me.ts';
import { adminDesk } from '#test/support/admin-desk.ts';
import { LINE } from '#test/support/telephony.ts';

const desk = adminDesk();

describe('outgoing numbers', () => {
  beforeEach(async () => {
    desk.twilio.control.configureNumber(LINE);
    desk.twilio.control.account.addCallerId('+447700900123');
    await desk.connect();
  });
  const save = (number: string, agentId: string = desk.ana) =>
    desk.ask('PUT', '/outgoing-numbers', { agentId, number });

  it('[req 48] [req 49] [req 50] pair a person with a bought number, or a verified one, one at a time', async () => {
    expect(await save(LINE)).toEqual({
      status: 200,
      body: { agentId: desk.ana, number: LINE, record: false, isDefault: true },
    });
    expect(await save('+447700900123')).toMatchObject({ status: 200 });
    expect((await desk.ask('GET', '/outgoing-numbers')).body.numbers).toEqual([
      { agentId: desk.ana, number: '+447700900123', record: false, isDefault: true },
    ]);
    expect(desk.context.realtime.told.filter((one) => one.topic === 'me').at(-1)).toEqual({
      agentIds: [desk.ana],
      topic: 'me',
    });
  });

  it('[req 53] are recorded pair by pair', async () => {
    const pair = { agentId: desk.ana, number: LINE };
    expect((await desk.ask('PUT', '/outgoing-numbers', { ...pair, record: true })).body).toEqual({
      ...pair,
      record: true,
      isDefault: true,
    });
    // An extension that knows nothing of recording changes nothing of it.
    expect((await desk.ask('PUT', '/outgoing-numbers', pair)).body).toMatchObject({ record: true });
    expect((await desk.ask('GET', '/outgoing-numbers')).body.numbers).toEqual([
      { ...pair, record: true, isDefault: true },
    ]);
  });

  describe('of one person', () => {
    const OTHER = '+447700900123';
    const pair = (number: string, over: object = {}) =>
      desk.ask('PUT', '/outgoing-numbers', { agentId: desk.ana, number, isDefault: false, ...over });
    const hers = async () =>
      (await desk.ask('GET', '/outgoing-numbers')).body.numbers.map((one: { number: string }) => one.number);
    const me = () => describeMe(desk.context, desk.ana);
    const remove = (number: string) =>
      desk.ask('DELETE', `/outgoing-numbers/${desk.ana}/${encodeURIComponent(number)}`);

    it('[req 51] may be several; the first is her default until another is', async () => {
      expect((await pair(LINE)).body).toMatchObject({ isDefault: true });
      await desk.context.clock.turn(1_000);
      expect((await pair(OTHER, { record: true })).body).toMatchObject({ isDefault: false, record: true });
      expect((await me()).outgoingNumbers).toEqual([LINE, OTHER]);
      expect((await pair(OTHER, { isDefault: true })).body).toMatchObject({ isDefault: true, record: true });
      expect((await me()).outgoingNumbers).toEqual([OTHER, LINE]);
      expect(await hers()).toEqual([OTHER, LINE]);
      // Who is no longer the default needs a successor.
      expect((await pair(OTHER, { isDefault: false })).body).toMatchObject({ isDefault: false });
      expect((await me()).outgoingNumbers).toEqual([LINE, OTHER]);
    });

    it('[req 69] go one by one, and her calls from them; the answer names the one that stays', async () => {
      await pair(LINE);
      await desk.context.clock.turn(1_000);
      await pair(OTHER);
      expect(await remove(LINE)).toEqual({ status: 200, body: { stays: OTHER } });
      expect((await me()).outgoingNumbers).toEqual([OTHER]);
      expect(await remove(LINE)).toMatchObject({ status: 404 });
      expect(await remove(OTHER)).toEqual({ status: 200, body: { stays: null } });
      expect((await me()).outgoingNumbers).toEqual([]);
      expect((await desk.ask('GET', '/changes')).body.changes).toMatchObject([
        { kind: 'outgoing-calls-stopped', subject: 'Ana' },
        { kind: 'outgoing-number-deleted', subject: 'Ana', values: { number: LINE, stays: OTHER } },
        { kind: 'outgoing-number-saved', subject: 'Ana', values: { number: OTHER, record: false } },
        { kind: 'outgoing-number-saved' },
        { kind: 'twilio-connected' },
      ]);
    });

    it('[req 69] go all at once', async () => {
      await pair(LINE);
      await pair(OTHER);
      expect(await desk.ask('DELETE', `/outgoing-numbers/${desk.ana}`)).toEqual({ status: 200, body: {} });
      expect(await hers()).toEqual([]);
    });
  });

  it('may be shown to whoever is called: bought or verified, with what keeps a call from getting through', async () => {
    desk.twilio.control.account.addCallerId('+34600000001', 'Ana’s mobile');
    desk.twilio.control.account.addCallerId('+34911112222', 'Old office');
    desk.twilio.control.account.addCallerId(LINE);
    expect((await desk.ask('GET', '/caller-ids')).body.callerIds).toEqual([
      { number: LINE, name: expect.any(String), kind: 'bought', warning: null },
      { number: '+447700900123', name: expect.any(String), kind: 'verified', warning: null },
      { number: '+34600000001', name: 'Ana’s mobile', kind: 'verified', warning: 'spanish-mobile' },
      { number: '+34911112222', name: 'Old office', kind: 'verified', warning: 'spanish-not-hosted' },
    ]);
  });

  it('are no Spanish mobiles, for a team that may call Spain', async () => {
    for (const number of ['+34600000001', '+34711111111']) {
      desk.twilio.control.account.addCallerId(number);
      expect((await save(number)).body).toMatchObject({ code: 'caller-id-spanish-mobile', field: 'number' });
    }
    desk.context.config.limits.allowedCountries = ['FR'];
    expect((await save('+34600000001')).status).toBe(200);
  });

  it('[req 69] can be taken away', async () => {
    await save(LINE);
    expect(await desk.ask('DELETE', `/outgoing-numbers/${desk.ana}`)).toEqual({ status: 200, body: {} });
    expect(await desk.ask('DELETE', `/outgoing-numbers/${desk.ana}`)).toMatchObject({ status: 404 });
    expect((await desk.ask('GET', '/outgoing-numbers')).body.numbers).toEqual([]);
  });

  it('refuse strangers’ numbers and strangers', async () => {
    expect((await save('+34910000099')).body.code).toBe('number-not-in-account');
    expect((await save(LINE, 'u_00000000000000009999')).body).toMatchObject({ code: 'user-unknown', field: 'agentId' });
    await desk.context.db.updateTable('agents').set({ active: false }).where('id', '=', desk.ana).execute();
    expect((await save(LINE)).body.code).toBe('user-unknown');
  });
});
