import { describe, expect, it } from 'vitest';
import { adminDesk, PUBLIC_URL } from '#test/support/admin-desk.ts';
import { seedAgent } from '#test/support/telephony.ts';

const desk = adminDesk();

describe('people', () => {
  it('[req 41] [req 49] are the active CRM users, with what each can do now', async () => {
    const ben = await seedAgent(desk.context, 'Ben', { onCall: true });
    const gone = await seedAgent(desk.context, 'Gone');
    await desk.context.db.updateTable('agents').set({ active: false }).where('id', '=', gone).execute();
    const { body } = await desk.ask('GET', '/people');
    expect(body.people).toMatchObject([
      { agent: { id: desk.admin, role: 'admin' }, signedIn: true, presence: 'online', reachable: true, onCall: false },
      { agent: { id: desk.ana }, reachable: true },
      { agent: { id: ben }, reachable: false, onCall: true },
    ]);
  });

  it('can be signed out', async () => {
    expect(await desk.ask('POST', `/people/${desk.ana}/sign-out`)).toEqual({ status: 200, body: {} });
    expect(desk.context.realtime.told).toContainEqual({ agentIds: [desk.ana], topic: 'signed-out' });
    expect(await desk.ask('GET', '/people', undefined, desk.ana)).toMatchObject({ status: 401 });
    for (const id of ['u_00000000000000009999', 'x'])
      expect(await desk.ask('POST', `/people/${id}/sign-out`)).toMatchObject({ body: { code: 'user-unknown' } });
  });

  it('can be invited', async () => {
    expect((await desk.ask('GET', '/invitation')).body).toEqual({ link: `${PUBLIC_URL}/join` });
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
  ['GET', '/call-settings'],
  ['PUT', '/call-settings'],
])('%s %s is for administrators alone', async (method, path) => {
  expect(await desk.ask(method, path, method === 'PUT' ? {} : undefined, desk.ana)).toMatchObject({
    status: 403,
    body: { code: 'not-admin' },
  });
});
