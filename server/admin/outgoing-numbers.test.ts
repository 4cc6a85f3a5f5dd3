import { beforeEach, describe, expect, it } from 'vitest';
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
