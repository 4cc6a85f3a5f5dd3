import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { setCallWaiting } from '#server/agents/call-waiting.ts';
import { callTrace } from '#server/calls/trace/call-trace.ts';
import type { AgentId, CallId } from '#shared/ids.ts';
import { type TestContext, testContext } from '#test/support/context.ts';
import { noCrm } from '#test/support/crm.ts';
import { seedFlow, spanishFlow } from '#test/support/flow.ts';
import { CUSTOMER, callSid, freshContext, LINE, seedAgent } from '#test/support/telephony.ts';
import { availability } from './availability.ts';
import { holdCall } from './call.store.ts';
import { receiveCall } from './incoming.ts';

let base: TestContext;
let context: TestContext;
let ana: AgentId;
let calls = 0;
beforeAll(async () => {
  base = await testContext();
});
afterAll(() => base.close());
beforeEach(async () => {
  context = await freshContext(base, { crm: noCrm() });
  ana = await seedAgent(context, 'Ana');
  await seedFlow(context, spanishFlow([ana]), ana);
});

const arrives = () => receiveCall(context, { leg: callSid(`customer ${++calls}`), line: LINE, from: CUSTOMER });

/** Ana takes a call, and her softphone says so. */
async function talks(): Promise<CallId> {
  const met = await arrives();
  if (met.do !== 'ring') throw new Error(met.do);
  await holdCall(context, { id: met.callId }, (call) =>
    call.append({ kind: 'leg', leg: callSid(`phone ${calls}`), status: 'answered', agentId: ana, seconds: null }),
  );
  await context.db.updateTable('endpoints').set({ on_call: true }).execute();
  return met.callId;
}
const mayRing = async () => (await availability(context, context.db, [ana])).secondCall;

describe('call waiting', () => {
  it('is off until she wants it: callers hear that she is busy', async () => {
    await talks();
    expect(await arrives()).toMatchObject({ do: 'end', why: 'busy' });
  });

  it('rings her for a second caller, and for no third', async () => {
    await setCallWaiting(context, ana, true);
    await talks();
    const second = await arrives();
    expect(second).toMatchObject({ do: 'ring', agentIds: [ana], second: true });
    expect(await arrives()).toMatchObject({ do: 'end', why: 'busy' });
    if (second.do !== 'ring') throw new Error(second.do);
    const trace = await callTrace(context, { id: ana, role: 'agent' }, second.callId);
    expect(trace).toMatchObject({
      value: {
        lines: expect.arrayContaining([
          expect.objectContaining({ code: 'rang', values: expect.objectContaining({ names: 'Ana', second: 1 }) }),
        ]),
      },
    });
  });

  it('leaves her alone while she has two, dials, notes a call, is away, or her browser is gone', async () => {
    await setCallWaiting(context, ana, true);
    const id = await talks();
    expect(await mayRing()).toEqual([ana]);
    const calls = context.db.updateTable('calls').where('id', '=', id);
    await calls.set({ state: 'dialling' }).execute();
    expect(await mayRing()).toEqual([]);
    await calls.set({ state: 'talking' }).execute();
    await context.db.updateTable('agents').set({ presence: 'away' }).execute();
    expect(await mayRing()).toEqual([]);
    await context.db.updateTable('agents').set({ presence: 'online' }).execute();
    await context.db.updateTable('endpoints').set({ registered: false }).execute();
    expect(await mayRing()).toEqual([]);
    await context.db.updateTable('endpoints').set({ registered: true, on_call: false, wrapping_up: true }).execute();
    expect(await mayRing()).toEqual([]);
    await context.db.updateTable('endpoints').set({ on_call: true, wrapping_up: false }).execute();
    expect(await mayRing()).toEqual([ana]);
    await talks().catch(() => undefined);
    expect(await mayRing()).toEqual([]);
  });
});
