import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SignedInAgent } from '#server/agents/sessions.ts';
import { holdCall } from '#server/calls/call.store.ts';
import { receiveCall } from '#server/calls/incoming.ts';
import type { Ask } from '#shared/call/control.ts';
import type { AgentId, CallId } from '#shared/ids.ts';
import { type TestContext, testContext } from '#test/support/context.ts';
import { CUSTOMER, callSid, freshContext, LINE, seedAgent, seedLine } from '#test/support/telephony.ts';
import { askOfCall } from './control-ask.ts';
import { listColleagues } from './list-colleagues.ts';

let base: TestContext;
let context: TestContext;
let ana: AgentId;
let ken: AgentId;
let id: CallId;

beforeAll(async () => {
  base = await testContext();
});
afterAll(() => base.close());
beforeEach(async () => {
  context = await freshContext(base);
  ana = await seedAgent(context, 'Ana');
  ken = await seedAgent(context, 'Ken');
  await seedLine(context, [ana]);
  const met = await receiveCall(context, { leg: callSid('customer'), line: LINE, from: CUSTOMER });
  if (met.do !== 'ring') throw new Error(met.do);
  id = met.callId;
  await holdCall(context, { id }, (call) =>
    call.append({ kind: 'leg', leg: callSid('phone'), status: 'answered', agentId: ana, seconds: null }),
  );
});

const as = (agentId: AgentId, role: 'agent' | 'admin' = 'agent'): SignedInAgent => ({
  ...{ id: agentId, role, name: '', email: '', locale: 'es-ES', timeZone: 'Europe/Madrid' },
  sessionHash: 'session',
});
let asks = 0;
const asked = (agent: SignedInAgent, ask: Ask, askId = `ask-number-${String(++asks).padStart(6, '0')}`) =>
  askOfCall(context, agent, id, { askId, ask });
const blind = (to: (Ask & { what: 'transfer' })['to']): Ask => ({ what: 'transfer', how: 'blind', to });
const number = (text: string) => blind({ who: 'number', number: text });
const code = async (answer: ReturnType<typeof asked>) => {
  const got = await answer;
  return got.ok ? 'ok' : got.problem.code;
};

describe('what is asked of a running call', () => {
  it('is kept once for each id, and refused to whoever is not in it', async () => {
    const hold = { what: 'hold', on: true } as const;
    expect(await code(asked(as(ken), hold))).toBe('not-allowed');
    for (let i = 0; i < 2; i++) expect(await code(asked(as(ana), hold, 'the-same-ask-0000'))).toBe('ok');
    const kept = await context.db.selectFrom('call_events').select('key').where('kind', '=', 'asked').execute();
    expect(kept).toHaveLength(1);
  });

  it('is gone with the call', async () => {
    await holdCall(context, { id }, (call) => call.append({ kind: 'parent', status: 'ended' }));
    expect(await code(asked(as(ana), { what: 'hold', on: true }))).toBe('call-gone');
  });

  it('is no step of a transfer that there is not', async () => {
    expect(await code(asked(as(ana), { what: 'transfer-step', step: 'complete' }))).toBe('no-transfer');
  });

  it('is supervision only by administrators, and only where the team allows it', async () => {
    const listen = { what: 'supervise', how: 'listen' } as const;
    expect(await code(asked(as(ken, 'admin'), listen))).toBe('not-allowed');
    expect(await code(asked(as(ken), listen))).toBe('not-allowed');
  });

  it.each([
    ['112', 'emergency-number'],
    ['+34 112', 'emergency-number'],
    ['hello', 'not-a-number'],
    ['+34 803 123 456', 'premium-number'],
    ['+93 70 123 4567', 'country-not-allowed'],
    [LINE, 'own-number'],
    [CUSTOMER, 'own-number'],
  ])('passes nobody on to %s', async (text, problem) => {
    expect(await code(asked(as(ana), number(text)))).toBe(problem);
  });

  it('passes a customer on to a number as it may be called, one at a time', async () => {
    expect(await code(asked(as(ana), number('699 000 111')))).toBe('ok');
    expect(await code(asked(as(ana), number('699 000 112')))).toBe('transfer-running');
    const [kept] = await context.db.selectFrom('call_events').select('data').where('kind', '=', 'asked').execute();
    expect(kept?.data).toMatchObject({ ask: { to: { who: 'number', number: '+34699000111' } } });
  });

  it('passes a customer on to no colleague who would not ring', async () => {
    const away = await seedAgent(context, 'Eva', { registered: false });
    const busy = await seedAgent(context, 'Ben', { onCall: true });
    const to = (agentId: AgentId) => code(asked(as(ana), blind({ who: 'agent', agentId })));
    expect(await to(away)).toBe('softphone-away');
    expect(await to(busy)).toBe('softphone-away');
    for (const presence of ['away', 'offline'] as const) {
      const answer = await asked(
        as(ana),
        blind({ who: 'agent', agentId: await seedAgent(context, 'Ina', { presence }) }),
      );
      expect(answer).toMatchObject({
        ok: false,
        problem: { code: 'softphone-away', message: expect.stringContaining(presence) },
      });
    }
    expect(await to(ana)).toBe('user-unknown');
    await context.db.updateTable('agents').set({ active: false }).where('id', '=', ken).execute();
    expect(await to(ken)).toBe('user-unknown');
  });
});

it('lists everybody else who is active, free ones first', async () => {
  await seedAgent(context, 'Ben', { onCall: true });
  await seedAgent(context, 'Eva', { presence: 'away' });
  await seedAgent(context, 'Oto', { presence: 'offline' });
  const all = await listColleagues(context, ana);
  expect(all.map(({ name, rings }) => [name, rings])).toEqual([
    ['Ken', true],
    ['Ben', false],
    ['Eva', false],
    ['Oto', false],
  ]);
});
