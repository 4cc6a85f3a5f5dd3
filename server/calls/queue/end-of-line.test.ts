import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { setPresence } from '#server/agents/presence.ts';
import { holdCall } from '#server/calls/call.store.ts';
import type { Led } from '#server/calls/control/control-lead.ts';
import { leaveRound, receiveCall } from '#server/calls/incoming.ts';
import type { Decision } from '#server/calls/take-turn.ts';
import { keepWrapUp, saveWrapUp } from '#server/calls/wrap-up/wrap-ups.ts';
import { EMPTY_DRAFT } from '#shared/call/wrap-up.ts';
import { newPeople } from '#shared/call-flow/new-flow.ts';
import type { AgentId, CallId } from '#shared/ids.ts';
import { type TestContext, testContext } from '#test/support/context.ts';
import { noCrm } from '#test/support/crm.ts';
import { endedCall } from '#test/support/ended-call.ts';
import { seedFlow, spanishFlow } from '#test/support/flow.ts';
import { CUSTOMER, callSid, freshContext, LINE, seedAgent } from '#test/support/telephony.ts';

/** Who is first in line for sequential ringing (line 72). */

let base: TestContext;
let context: TestContext;
let ana: AgentId;
let ben: AgentId;
let eva: AgentId;
let calls = 0;
beforeAll(async () => {
  base = await testContext();
});
afterAll(() => base.close());
beforeEach(async () => {
  context = await freshContext(base, { crm: noCrm() });
  ana = await seedAgent(context, 'Ana');
  ben = await seedAgent(context, 'Ben');
  eva = await seedAgent(context, 'Eva');
  const people = { ...newPeople([eva, ben, ana]), strategy: 'sequential' as const };
  await seedFlow(context, spanishFlow([], { people }), ana);
});

/** Who rings, one after the other, when nobody answers. */
async function line(): Promise<AgentId[]> {
  const leg = callSid(`customer ${++calls}`);
  const rung: AgentId[] = [];
  let met: Led | Decision = await receiveCall(context, { leg, line: LINE, from: CUSTOMER });
  while (met.do === 'ring') {
    rung.push(...met.agentIds);
    const over = { status: 'no-answer', bridged: false, leg: null, seconds: null } as const;
    met = await leaveRound(context, { callId: met.callId, parentLeg: leg, step: met.step, ...over });
  }
  return rung;
}

/** She answers a call, talks for a minute, and it is over. */
async function answers(agentId: AgentId): Promise<CallId> {
  const leg = callSid(`customer ${++calls}`);
  const met = await receiveCall(context, { leg, line: LINE, from: CUSTOMER });
  if (met.do !== 'ring') throw new Error(met.do);
  const phone = callSid(`phone ${calls}`);
  await holdCall(context, { id: met.callId }, (call) =>
    call.append({ kind: 'leg', leg: phone, status: 'answered', agentId, seconds: null }),
  );
  await context.clock.turn(60_000);
  await context.db.updateTable('endpoints').set({ alive_at: context.clock.now() }).execute();
  const over = { status: 'ended', bridged: true, leg: phone, seconds: 60 } as const;
  await leaveRound(context, { callId: met.callId, parentLeg: leg, step: met.step, ...over });
  return met.callId;
}
const saves = (agentId: AgentId, id: CallId, edit = 1) =>
  saveWrapUp(context, agentId, id, { draft: EMPTY_DRAFT, edit });

describe('the line', () => {
  it('[req 15] [req 72] begins with whoever came online first, however the admin has listed them', async () => {
    expect(await line()).toEqual([ana, ben, eva]);
  });

  it('[req 72] ends with whoever has answered, once she has saved and closed the call', async () => {
    const id = await answers(ana);
    expect(await line()).toEqual([ana, ben, eva]);
    await keepWrapUp(context, ana, id, { draft: { ...EMPTY_DRAFT, description: 'half a word' }, edit: 1 });
    expect(await line()).toEqual([ana, ben, eva]);
    expect(await saves(ana, id, 2)).toMatchObject({ ok: true });
    expect(await line()).toEqual([ben, eva, ana]);
    const row = await context.db.selectFrom('agents').selectAll().where('id', '=', ana).executeTakeFirstOrThrow();
    expect(row.place_by_call).toBe(true);
  });

  it('[req 72] is not changed by saving again, by a call of her own, or by one that only rang', async () => {
    const id = await answers(ana);
    await saves(ana, id);
    const mine = await answers(ben);
    await saves(ben, mine);
    expect(await line()).toEqual([eva, ana, ben]);
    await context.clock.turn(1_000);
    await saves(ana, id, 2);
    await saves(eva, await endedCall(context, eva));
    expect(await line()).toEqual([eva, ana, ben]);
  });

  it('[req 72] keeps places through Away and through being busy, not through Offline', async () => {
    await setPresence(context, ana, 'away');
    await setPresence(context, ana, 'online');
    await context.db.updateTable('endpoints').set({ on_call: true }).where('agent_id', '=', ana).execute();
    expect(await line()).toEqual([ben, eva]);
    await context.db.updateTable('endpoints').set({ on_call: false }).execute();
    expect(await line()).toEqual([ana, ben, eva]);
    await setPresence(context, ana, 'offline');
    await setPresence(context, ana, 'online');
    expect(await line()).toEqual([ben, eva, ana]);
  });

  it('[req 72] gives nobody a place who is Offline when she saves', async () => {
    const id = await answers(ana);
    await setPresence(context, ana, 'offline');
    await saves(ana, id);
    await context.clock.turn(1_000);
    const other = await answers(ben);
    await saves(ben, other);
    await context.clock.turn(1_000);
    await setPresence(context, ana, 'online');
    expect(await line()).toEqual([eva, ben, ana]);
  });
});
