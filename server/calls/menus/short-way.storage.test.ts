import { sql } from 'kysely';
import * as v from 'valibot';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { apologised, receiveCall } from '#server/calls/incoming.ts';
import { type Decision, takeTurn } from '#server/calls/take-turn.ts';
import type { Context } from '#server/context.ts';
import type { Storage } from '#server/database/storage.ts';
import { openLog } from '#server/log.ts';
import { Hub } from '#server/realtime/hub.ts';
import type { CallFlow } from '#shared/call-flow/call-flow.schema.ts';
import { type AgentId, type CallId, callIdSchema, type E164 } from '#shared/ids.ts';
import { onBothEngines } from '#test/support/both-engines.ts';
import { type TestContext, testContext } from '#test/support/context.ts';
import { noCrm } from '#test/support/crm.ts';
import { eventually } from '#test/support/eventually.ts';
import { menuOf, seedFlow, spanishFlow } from '#test/support/flow.ts';
import { CUSTOMER, callSid, freshContext, LINE, seedAgent } from '#test/support/telephony.ts';
import { ToldRealtime } from '#test/support/told-realtime.ts';

/** Callers in menus, led by a process that has led them before; `elsewhere` is another one, which has not, and goes the long way. */
onBothEngines((open) => {
  let spare: TestContext;
  let storage: Storage;
  let context: TestContext;
  let realtime: ToldRealtime;
  let popped: string[];
  let logged: string[];
  let ana: AgentId;
  let ben: AgentId;

  beforeAll(async () => {
    spare = await testContext();
    storage = await open();
  });
  afterAll(async () => {
    await storage.close();
    await spare.close();
  });
  beforeEach(async () => {
    popped = [];
    logged = [];
    const crm = noCrm({ screenPop: async ({ callId }) => void popped.push(callId) });
    realtime = new ToldRealtime();
    const log = openLog((line) => void logged.push(line));
    context = { ...(await freshContext({ ...spare, db: storage.db }, { crm })), realtime, log };
    ana = await seedAgent(context, 'Ana');
    ben = await seedAgent(context, 'Ben');
    await save();
    // The first caller shows this process what is live.
    await arrive(context, 'first');
  });

  const elsewhere = (): Context => ({ ...context });
  const save = (over: Partial<CallFlow> = {}) =>
    seedFlow(
      context,
      spanishFlow([ana, ben], {
        answer: 'menu',
        menu: menuOf({
          1: { label: 'ventas', to: [ana, ben] },
          2: { label: 'soporte', to: menuOf({ 1: { label: 'facturas', to: [ben] } }) },
        }),
        ...over,
      }),
      ana,
    );
  const arrive = (where: Context, name: string, from: E164 | null = CUSTOMER) =>
    receiveCall(where, { leg: callSid(name), line: LINE, from });
  const idOf = (decision: Decision): CallId => v.parse(callIdSchema, 'callId' in decision ? decision.callId : '');
  const press = (where: Context, name: string, callId: CallId, step: number, keys: string) =>
    takeTurn(where, { callId, leg: callSid(name), step, happened: { what: 'keys', keys } });
  const said = (decision: Decision) =>
    'parts' in decision ? decision.parts.map((part) => ('say' in part ? part.say : part.play)).join(' ') : '';

  /** All that the ledger holds of a call but its name and its times. */
  const kept = async (callId: CallId) => {
    const { id, parent_sid, created_at, ...row } = await storage.db
      .selectFrom('calls')
      .selectAll()
      .where('id', '=', callId)
      .executeTakeFirstOrThrow();
    const events = await storage.db
      .selectFrom('call_events')
      .select(['key', 'kind', 'data'])
      .where('call_id', '=', callId)
      .orderBy('id')
      .execute();
    return { row, events: events.map((event) => (event.kind === 'arrived' ? { ...event, data: {} } : event)) };
  };
  const turnsOf = async (callId: CallId) => (await kept(callId)).events.filter(({ kind }) => kind === 'turn').length;
  /** Of how many commits these calls' rows are. */
  const commits = async (callIds: readonly CallId[]) => {
    const { rows } = await sql<{ xmin: string }>`
      select distinct xmin::text from calls where id in (${sql.join(callIds)})`.execute(storage.db);
    return rows.length;
  };

  it('leaves in the ledger what the long way leaves there, and tells the same', async () => {
    const way = async (where: () => Context, name: string) => {
      realtime.told.length = 0;
      const arrived = await arrive(where(), name);
      const id = idOf(arrived);
      const decisions = [arrived];
      for (const [step, keys] of ['9', '', '2', '#', '1'].entries())
        decisions.push(await press(where(), name, id, step, keys));
      await eventually('the card comes to whoever rings', () => popped.includes(id));
      return {
        decisions: decisions.map((decision) => ({ ...decision, callId: '' })),
        told: [...realtime.told],
        ...(await kept(id)),
      };
    };
    const short = await way(() => context, 'short');
    expect(short.decisions.at(-1)).toMatchObject({ do: 'ring', agentIds: [ben] });
    expect(short).toEqual(await way(elsewhere, 'long'));
  });

  it('writes with one commit what many press at the same moment', async () => {
    const names = Array.from({ length: 30 }, (_, n) => `caller ${n}`);
    const ids = (await Promise.all(names.map((name) => arrive(context, name)))).map(idOf);
    expect(await commits(ids)).toBe(1);
    const pressed = await Promise.all(names.map((name, n) => press(context, name, at(ids, n), 0, n % 2 ? '1' : '2')));
    expect(pressed.map(({ do: what }) => what)).toEqual(names.map((_, n) => (n % 2 ? 'ring' : 'ask')));
    // Whom a menu awaits does not wait for the look at those who ring.
    expect(await commits(ids.filter((_, n) => n % 2 === 0))).toBe(1);
    expect(await commits(ids.filter((_, n) => n % 2 === 1))).toBe(1);
    expect(realtime.told).toContainEqual({ topic: 'calls', agentIds: [ana, ben] });
  });

  it('tells whichever process holds the sockets of those whom it rings', async () => {
    const heard: string[] = [];
    const listening = new AbortController();
    await storage.listen(
      'sidetone',
      (payload) => void heard.push(payload),
      () => undefined,
      listening.signal,
    );
    const there = { ...context, realtime: new Hub(context.log, context.background) };
    await arrive(there, 'shows what is live');
    const id = idOf(await arrive(there, 'rings'));
    expect(await press(there, 'rings', id, 0, '1')).toMatchObject({ do: 'ring' });
    await eventually('both are told', () => heard.some((told) => told.includes(ana) && told.includes(ben)));
    listening.abort();
  });

  it('tells whoever asks twice at once the same, and keeps it once', async () => {
    const arrived = await Promise.all([
      arrive(context, 'twice'),
      arrive(context, 'twice'),
      arrive(elsewhere(), 'twice'),
    ]);
    expect(new Set(arrived.map(idOf)).size).toBe(1);
    const id = idOf(at(arrived, 0));
    const pressed = await Promise.all([
      press(context, 'twice', id, 0, '2'),
      press(context, 'twice', id, 0, '1'),
      press(elsewhere(), 'twice', id, 0, '2'),
    ]);
    expect(new Set(pressed.map((decision) => JSON.stringify(decision))).size).toBe(1);
    expect(await turnsOf(id)).toBe(2);
    expect(await press(context, 'twice', id, 0, '1')).toEqual(pressed[0]);
  });

  it('goes on from where another process has led her', async () => {
    const id = idOf(await arrive(context, 'wanderer'));
    await press(elsewhere(), 'wanderer', id, 0, '2');
    expect(said(await press(context, 'wanderer', id, 1, '9'))).toContain('facturas');
    expect(await press(context, 'wanderer', id, 2, '1')).toMatchObject({ do: 'ring', agentIds: [ben] });
    expect(await turnsOf(id)).toBe(4);
  });

  it('hangs up on whoever was told meanwhile that the call is over', async () => {
    const id = idOf(await arrive(context, 'gone'));
    await apologised(elsewhere(), id);
    expect(await press(context, 'gone', id, 0, '2')).toEqual({ do: 'hang-up' });
    expect(await turnsOf(id)).toBe(1);
  });

  it('answers nobody who names the call of somebody else', async () => {
    const id = idOf(await arrive(context, 'hers'));
    expect(await press(context, 'stranger', id, 0, '2')).toEqual({ do: 'hang-up' });
    expect(await press(context, 'hers', id, 0, '2')).toMatchObject({ do: 'ask', step: 1 });
  });

  it('lets the next caller hear what another process has saved, and whoever is in her menu the one that she came to', async () => {
    const before = idOf(await arrive(context, 'before'));
    await save({ menu: menuOf({ 1: { label: 'recambios', to: [ana] } }) });
    expect(said(await arrive(context, 'after'))).toContain('recambios');
    expect(said(await arrive(context, 'after that'))).toContain('recambios');
    expect(said(await press(context, 'before', before, 0, '9'))).toContain('ventas');
  });

  it('tells a caller in a menu that nobody is there once her number is deleted', async () => {
    const id = idOf(await arrive(context, 'late'));
    await storage.db.deleteFrom('incoming_numbers').execute();
    expect(await press(context, 'late', id, 0, '2')).toMatchObject({ do: 'end', why: 'unavailable' });
    expect(await arrive(context, 'too late')).toMatchObject({ do: 'unknown-number' });
  });

  it('refuses whoever was blocked since the last call', async () => {
    await storage.db
      .insertInto('blocked_numbers')
      .values({ number: CUSTOMER, reason: '', blocked_at: context.clock.now(), blocked_by: ana })
      .execute();
    expect(await arrive(context, 'blocked')).toMatchObject({ do: 'refuse' });
  });

  it('records whoever is to be recorded, as the long way has it', async () => {
    await save({ record: true });
    await arrive(context, 'shows');
    const recorded = idOf(await arrive(context, 'recorded'));
    expect(await press(context, 'recorded', recorded, 0, '1')).toMatchObject({ do: 'ring', record: true });
    const expected = await storage.db.selectFrom('recordings').select('part').where('call_id', '=', recorded).execute();
    expect(expected).toEqual([{ part: 1 }]);
  });

  it('leads all the others on when what one of them brings can not be written', async () => {
    const ids = (await Promise.all(['good', 'bad'].map((name) => arrive(context, name)))).map(idOf);
    const [good, bad] = await Promise.allSettled([
      press(context, 'good', at(ids, 0), 0, '2'),
      press(context, 'bad', at(ids, 1), 0, '\u0000'),
    ]);
    expect(good).toMatchObject({ status: 'fulfilled', value: { do: 'ask', step: 1 } });
    expect(bad.status).toBe('rejected');
    expect(logged.filter((line) => line.includes('callers not led together'))).toHaveLength(2);
  });
});

const at = <T>(list: readonly T[], index: number): T => {
  const one = list[index];
  if (one === undefined) throw new Error(`there is no number ${index}`);
  return one;
};
