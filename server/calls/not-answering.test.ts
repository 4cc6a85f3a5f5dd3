import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { describeMe } from '#server/agents/me.ts';
import { setPresence } from '#server/agents/presence.ts';
import { newPeople } from '#shared/call-flow/new-flow.ts';
import type { AgentId } from '#shared/ids.ts';
import { type TestContext, testContext } from '#test/support/context.ts';
import { noCrm } from '#test/support/crm.ts';
import { seedFlow, spanishFlow } from '#test/support/flow.ts';
import { CUSTOMER, callSid, freshContext, LINE, seedAgent } from '#test/support/telephony.ts';
import { holdCall } from './call.store.ts';
import type { LegStatus } from './call-event.ts';
import { leaveRound, receiveCall } from './incoming.ts';

/** Who lets one call after the other ring is Away, where the team wants that. */

let base: TestContext;
let context: TestContext;
let ana: AgentId;
let ben: AgentId;
let calls = 0;
beforeAll(async () => {
  base = await testContext();
});
afterAll(() => base.close());
beforeEach(async () => {
  context = await freshContext(base, { crm: noCrm() });
  const team = { id: 1, crm: 'zoho', away_after_unanswered: 3 } as const;
  await context.db.deleteFrom('team').execute();
  await context.db.insertInto('team').values(team).execute();
  ana = await seedAgent(context, 'Ana');
  ben = await seedAgent(context, 'Ben');
  await seedFlow(context, spanishFlow([ana, ben]), ana);
});

const alive = () => context.db.updateTable('endpoints').set({ alive_at: context.clock.now() }).execute();
/** A caller whose legs end so, after as many seconds of ringing; every report comes twice. Answers how many rounds there were. */
async function call(ends: [AgentId, LegStatus][], seconds = 60): Promise<number> {
  await alive();
  const parent = callSid(`customer ${++calls}`);
  let met = await receiveCall(context, { leg: parent, line: LINE, from: CUSTOMER });
  if (met.do !== 'ring') throw new Error(met.do);
  let round = 1;
  for (; met.do === 'ring'; round++) {
    const { agentIds, callId, step } = met;
    const phones = ends.filter(([agentId]) => agentIds.includes(agentId));
    const legOf = (agentId: AgentId) => callSid(`${calls} ${round} ${agentId.slice(-4)}`);
    const report = (status: (end: LegStatus) => LegStatus) =>
      holdCall(context, { id: callId }, async (held) => {
        for (const [agentId, end] of [...phones, ...phones])
          await held.append({ kind: 'leg', leg: legOf(agentId), status: status(end), agentId, seconds: null });
      });
    await report(() => 'ringing');
    await context.clock.turn(seconds * 1_000);
    await report((end) => end);
    const answered = phones.find(([, end]) => end === 'answered');
    if (answered) {
      await holdCall(context, { id: callId }, (held) => held.append({ kind: 'parent', status: 'ended' }));
      return round;
    }
    await alive();
    const over = { status: 'no-answer', bridged: false, leg: null, seconds: null } as const;
    const next = await leaveRound(context, { callId, parentLeg: parent, step, ...over });
    if (next.do === 'led') throw new Error('led');
    met = next;
  }
  return round - 1;
}

const me = async (agentId = ana) => {
  const { awayReason, presence } = await describeMe(context, agentId);
  return { awayReason, presence };
};
const ONLINE = { presence: 'online', awayReason: null };
const AWAY = { presence: 'away', awayReason: 'not-answering' };

describe('an agent who lets calls ring', () => {
  it('is Away after the third in a row, and is told so', async () => {
    await call([[ana, 'no-answer']]);
    await call([[ana, 'no-answer']]);
    expect(await me()).toEqual(ONLINE);
    await call([[ana, 'no-answer']]);
    expect(await me()).toEqual(AWAY);
    expect(context.realtime.told).toContainEqual({ agentIds: [ana], topic: 'me' });
    expect(await me(ben)).toEqual(ONLINE);
  });

  it('stays online as long as the team does not want it', async () => {
    await context.db.updateTable('team').set({ away_after_unanswered: 0 }).execute();
    for (let n = 0; n < 5; n++) await call([[ana, 'no-answer']]);
    expect(await me()).toEqual(ONLINE);
  });

  it('begins anew when she answers one between', async () => {
    await call([[ana, 'no-answer']]);
    await call([[ana, 'no-answer']]);
    await call([[ana, 'answered']]);
    await call([[ana, 'no-answer']]);
    await call([[ana, 'no-answer']]);
    expect(await me()).toEqual(ONLINE);
  });

  it('begins anew when she says that she is back', async () => {
    for (let n = 0; n < 3; n++) await call([[ana, 'no-answer']]);
    await setPresence(context, ana, 'online');
    await call([[ana, 'no-answer']]);
    await call([[ana, 'no-answer']]);
    expect(await me()).toEqual(ONLINE);
    await call([[ana, 'no-answer']]);
    expect(await me()).toEqual(AWAY);
  });

  it.each([
    ['she declines', 'declined', 60],
    ['the caller gives up', 'cancelled', 60],
    ['a colleague is faster', 'no-answer', 3],
  ] as const)('is not counted where %s', async (_, status, seconds) => {
    for (let n = 0; n < 5; n++) await call([[ana, status]], seconds);
    expect(await me()).toEqual(ONLINE);
  });

  it('is counted once for a call that rings her in two rounds', async () => {
    const people = { ...newPeople([ana]), strategy: 'sequential' as const, repeat: true };
    await context.db.deleteFrom('incoming_number_agents').execute();
    await context.db.deleteFrom('incoming_numbers').execute();
    await seedFlow(context, spanishFlow([], { people }), ana);
    expect(await call([[ana, 'no-answer']])).toBe(2);
    await call([[ana, 'no-answer']]);
    expect(await me()).toEqual(ONLINE);
    await call([[ana, 'no-answer']]);
    expect(await me()).toEqual(AWAY);
  });
});
