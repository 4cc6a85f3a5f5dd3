import * as v from 'valibot';
import { beforeEach, describe, expect, it } from 'vitest';
import { newSetUpLink } from '#server/agents/team.ts';
import { holdCall } from '#server/calls/call.store.ts';
import { receiveCall } from '#server/calls/incoming.ts';
import { liveBoardSchema } from '#shared/api/supervise-api.ts';
import type { AgentId, CallId } from '#shared/ids.ts';
import { adminDesk } from '#test/support/admin-desk.ts';
import { seedFlow, spanishFlow } from '#test/support/flow.ts';
import { CUSTOMER, callSid, LINE } from '#test/support/telephony.ts';
import { changes } from './changes.ts';

const desk = adminDesk();
let calls = 0;
beforeEach(async () => {
  await newSetUpLink(desk.context);
  await seedFlow(desk.context, spanishFlow([desk.ana]), desk.ana);
});

async function arrives(from = CUSTOMER): Promise<CallId> {
  const met = await receiveCall(desk.context, { leg: callSid(`customer ${++calls}`), line: LINE, from });
  if (!('callId' in met)) throw new Error(met.do);
  return met.callId;
}
const answers = (id: CallId) =>
  holdCall(desk.context, { id }, (call) =>
    call.append({ kind: 'leg', leg: callSid(`phone ${calls}`), status: 'answered', agentId: desk.ana, seconds: null }),
  );
/** Laura, as the CRM has shown her to this agent. */
async function isKnownTo(agentId: AgentId, id: CallId): Promise<void> {
  const record = {
    ref: { module: 'Contacts', id: '1' },
    kind: 'contact',
    name: 'Laura Gómez',
    url: 'https://crm.zoho.eu/1',
  };
  const match = JSON.stringify({ state: 'known', records: [record] });
  const row = { call_id: id, agent_id: agentId, match, updated_at: desk.context.clock.now() };
  await desk.context.db.insertInto('call_matches').values(row).execute();
}
const board = async () => v.parse(liveBoardSchema, (await desk.ask('GET', '/live')).body);

describe('the live board', () => {
  it('shows callers who wait, and whose phones ring for them', async () => {
    const id = await arrives();
    const { calls, waiting } = await board();
    expect(calls).toEqual([]);
    expect(waiting).toMatchObject([
      { callId: id, state: 'ringing', rings: ['Ana'], other: { number: CUSTOMER, name: null }, line: LINE },
    ]);
  });

  it('shows who talks, with whom, and since when', async () => {
    const id = await arrives();
    await answers(id);
    const { calls, waiting } = await board();
    expect(waiting).toEqual([]);
    expect(calls).toMatchObject([
      {
        callId: id,
        agentId: desk.ana,
        agentName: 'Ana',
        direction: 'incoming',
        state: 'talking',
        open: true,
        listeners: [],
      },
    ]);
    expect(calls[0]?.since).toBe(desk.context.clock.now().toISOString());
  });

  it('names the other side only as the reader’s own CRM access has shown it', async () => {
    const id = await arrives();
    await answers(id);
    await isKnownTo(desk.ana, id);
    expect((await board()).calls[0]?.other).toEqual({ number: CUSTOMER, name: null });
    await isKnownTo(desk.admin, id);
    expect((await board()).calls[0]?.other).toEqual({ number: CUSTOMER, name: 'Laura Gómez' });
  });

  it('is another once something has changed, and the same as long as nothing has', async () => {
    const { seen } = await board();
    expect((await board()).seen).toBe(seen);
    await arrives();
    expect((await board()).seen).not.toBe(seen);
    expect((await desk.ask('GET', `/live/after/${seen}`)).body).toMatchObject({ waiting: [{ state: 'ringing' }] });
  });

  it('forgets a call that is over', async () => {
    const id = await arrives();
    await answers(id);
    await holdCall(desk.context, { id }, (call) => call.append({ kind: 'parent', status: 'ended' }));
    expect(await board()).toMatchObject({ calls: [], waiting: [] });
  });

  it('is for administrators alone', async () => {
    for (const path of ['/live', '/live/after/x', '/team-rules'])
      expect(await desk.ask('GET', path, undefined, desk.ana)).toMatchObject({ status: 403 });
  });
});

describe('what the team goes by', () => {
  it('is careful until an administrator says otherwise', async () => {
    expect((await desk.ask('GET', '/team-rules')).body).toEqual({ supervision: false, awayAfterUnanswered: 0 });
  });

  it('is kept one by one, and written down once', async () => {
    await desk.ask('PUT', '/team-rules', { supervision: true });
    await desk.ask('PUT', '/team-rules', { awayAfterUnanswered: 3 });
    const rules = { supervision: true, awayAfterUnanswered: 3 };
    expect(await desk.ask('PUT', '/team-rules', rules)).toEqual({ status: 200, body: rules });
    const { body } = await desk.ask('GET', '/changes');
    expect(body).toMatchObject({
      changes: [
        { kind: 'team-rules-saved', values: { supervision: true, unanswered: 3 } },
        { kind: 'team-rules-saved', values: { supervision: true, unanswered: 0 } },
      ],
    });
  });

  it('is no news for an extension from before 1.4, which would not know what it says', async () => {
    await desk.ask('PUT', '/team-rules', { supervision: true });
    expect(await changes(desk.context, 3)).toEqual([]);
    expect(await changes(desk.context, 4)).toMatchObject([{ kind: 'team-rules-saved' }]);
  });

  it.each([
    [{ awayAfterUnanswered: 11 }, 'awayAfterUnanswered'],
    [{ awayAfterUnanswered: -1 }, 'awayAfterUnanswered'],
    [{ awayAfterUnanswered: 1.5 }, 'awayAfterUnanswered'],
    [{ supervision: 'yes' }, 'supervision'],
  ])('refuses %j', async (wrong, field) => {
    expect(await desk.ask('PUT', '/team-rules', wrong)).toMatchObject({ status: 400, body: { field } });
  });
});
