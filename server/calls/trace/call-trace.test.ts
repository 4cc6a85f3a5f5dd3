import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { holdCall } from '#server/calls/call.store.ts';
import { leaveRound, receiveCall } from '#server/calls/incoming.ts';
import { takeTurn } from '#server/calls/take-turn.ts';
import type { CallFlow } from '#shared/call-flow/call-flow.schema.ts';
import { newPeople } from '#shared/call-flow/new-flow.ts';
import type { AgentId, CallId } from '#shared/ids.ts';
import { type TestContext, testContext } from '#test/support/context.ts';
import { noCrm } from '#test/support/crm.ts';
import { eventually } from '#test/support/eventually.ts';
import { menuOf, seedFlow, spanishFlow } from '#test/support/flow.ts';
import { CUSTOMER, callSid, freshContext, LINE, seedAgent } from '#test/support/telephony.ts';
import { callTrace } from './call-trace.ts';

let base: TestContext;
let context: TestContext;
let ana: AgentId;
let ben: AgentId;
let eva: AgentId;
beforeAll(async () => {
  base = await testContext();
});
afterAll(() => base.close());
beforeEach(async () => {
  context = await freshContext(base, { crm: noCrm() });
  ana = await seedAgent(context, 'Ana');
  ben = await seedAgent(context, 'Ben');
  eva = await seedAgent(context, 'Eva');
});

const leg = callSid('customer');
const flow = (over: Partial<CallFlow>) => seedFlow(context, spanishFlow([ana, ben], over), ana);
const arrives = async (): Promise<CallId> => {
  const met = await receiveCall(context, { leg, line: LINE, from: CUSTOMER });
  if (!('callId' in met)) throw new Error(met.do);
  return met.callId;
};
const passes = (seconds: number) => context.clock.turn(seconds * 1_000);
const alive = () => context.db.updateTable('endpoints').set({ alive_at: context.clock.now() }).execute();
const rangOut = async (callId: CallId, step: number, seconds: number) => {
  await passes(seconds);
  await alive();
  return leaveRound(context, {
    callId,
    parentLeg: leg,
    step,
    status: 'no-answer',
    bridged: false,
    leg: null,
    seconds: null,
  });
};
const seen = (id: CallId, agentId: AgentId, role: 'agent' | 'admin' = 'agent') =>
  callTrace(context, { id: agentId, role }, id);
const lines = async (id: CallId) => {
  const traced = await seen(id, ana, 'admin');
  if (!traced.ok) throw new Error(traced.problem.code);
  return traced.value.lines.map(({ code, values }) => ({ code, ...values }));
};

describe('what happened in a call', () => {
  it('is told from the menu to the queue and whoever answered', async () => {
    const people = { ...newPeople([ana, ben]), strategy: 'sequential' as const };
    const menu = menuOf({ 2: { label: 'Ventas', to: [ana] } });
    const [option] = menu.options;
    if (!option) throw new Error('no option');
    option.action = { do: 'people', people };
    const { queue } = spanishFlow([]);
    await flow({ answer: 'menu', menu, queue: { ...queue, on: true } });
    const id = await arrives();
    await context.db.updateTable('endpoints').set({ on_call: true }).where('agent_id', '=', ana).execute();
    await takeTurn(context, { callId: id, leg, step: 0, happened: { what: 'keys', keys: '2' } });
    await rangOut(id, 1, 20);
    await passes(70);
    await alive();
    await takeTurn(context, { callId: id, leg, step: 2, happened: { what: 'offered', agentId: ana } });
    await holdCall(context, { id }, (call) =>
      call.append({ kind: 'leg', leg: callSid('ana'), status: 'answered', agentId: ana, seconds: null }),
    );
    expect(await lines(id)).toEqual([
      { code: 'arrived' },
      { code: 'menu', keys: '2', label: 'Ventas' },
      { code: 'skipped', name: 'Ana', why: 'on-a-call' },
      { code: 'rang', names: 'Ben', seconds: 20, round: 1 },
      { code: 'no-answer', name: 'Ben', seconds: 20 },
      { code: 'queued', place: 1 },
      { code: 'waited', seconds: 70 },
      { code: 'offered', name: 'Ana' },
      { code: 'answered', name: 'Ana' },
    ]);
  });

  it('is for those whom it concerned, and for administrators; others learn not even that there was a call', async () => {
    await flow({});
    await context.db.updateTable('agents').set({ presence: 'offline' }).where('id', '=', ben).execute();
    const id = await arrives();
    expect(await seen(id, ana)).toMatchObject({ ok: true });
    expect(await seen(id, eva, 'admin')).toMatchObject({ ok: true });
    for (const stranger of [ben, eva])
      expect(await seen(id, stranger)).toMatchObject({ ok: false, problem: { code: 'call-gone' } });
    await rangOut(id, 0, 30);
    // Missed by her line, it is hers to call back.
    expect(await seen(id, ben)).toMatchObject({ ok: true });
    expect(await seen(id, eva)).toMatchObject({ ok: false });
  });
});

describe('the owner of the caller’s record', () => {
  const laura = {
    ref: { kind: 'contact', id: '1' },
    name: 'Laura Gómez',
    company: null,
    title: null,
    ownerName: 'Ben',
    email: null,
    url: 'https://crm.example/1',
  } as const;
  let asked = 0;
  beforeEach(() => {
    asked = 0;
    context = {
      ...context,
      crm: noCrm({
        findByPhone: async () => {
          asked = 1;
          return { ok: true, value: [laura] };
        },
      }),
    };
  });
  const menu = () => menuOf({ 1: { label: 'todos', to: [ana, ben] } });
  const presses = (callId: CallId) =>
    takeTurn(context, { callId, leg, step: 0, happened: { what: 'keys', keys: '1' } });
  const known = () =>
    eventually('the CRM has told it', () =>
      context.db.selectFrom('call_events').select('key').where('kind', '=', 'owned').executeTakeFirst(),
    );

  it('rings first, once the CRM has told it while the caller heard the menu', async () => {
    await flow({ answer: 'menu', menu: menu(), ownerFirst: { on: true, seconds: 15 } });
    const id = await arrives();
    await known();
    expect(await presses(id)).toMatchObject({ do: 'ring', agentIds: [ben], seconds: 15 });
    // She has had her turn.
    expect(await rangOut(id, 1, 15)).toMatchObject({ do: 'ring', agentIds: [ana] });
  });

  it('is not asked for where nobody wants it', async () => {
    await flow({ answer: 'menu', menu: menu() });
    expect(await presses(await arrives())).toMatchObject({ do: 'ring', agentIds: [ana, ben] });
    expect(asked).toBe(0);
  });

  it('is nobody for sure when two are called the same', async () => {
    await context.db.updateTable('agents').set({ name: 'Ben' }).where('id', '=', eva).execute();
    await flow({ answer: 'menu', menu: menu(), ownerFirst: { on: true, seconds: 15 } });
    const id = await arrives();
    await eventually('the CRM is asked', () => asked > 0);
    expect(await presses(id)).toMatchObject({ agentIds: [ana, ben] });
  });
});
