import * as v from 'valibot';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { holdCall } from '#server/calls/call.store.ts';
import { leaveRound, receiveCall } from '#server/calls/incoming.ts';
import type { Storage } from '#server/database/storage.ts';
import { newFlow } from '#shared/call-flow/new-flow.ts';
import { type AgentId, type CallId, type E164, e164Schema } from '#shared/ids.ts';
import { onBothEngines } from '#test/support/both-engines.ts';
import { type TestContext, testContext } from '#test/support/context.ts';
import { callSid, freshContext, LINE, seedAgent, seedConnection, seedLine } from '#test/support/telephony.ts';
import { callBackOver, connectCallBack } from './call-back.ts';
import { leaveQueue, offered } from './queue-leave.ts';
import { nextMoment } from './queue-moments.ts';
import { nextOffer } from './queue-offer.ts';
import { sweepQueues } from './queue-sweep.ts';
import { waitOn } from './queue-wait.ts';
import { beganToWait } from './waiting.ts';

const TEAM = {
  id: 1,
  crm: 'zoho',
  organisation_id: null,
  organisation_name: null,
  country: 'ES',
  set_up_token_hash: null,
  users_synced_at: null,
} as const;

onBothEngines((open) => {
  let spare: TestContext;
  let storage: Storage;
  let context: TestContext;
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
    context = await freshContext({ ...spare, db: storage.db });
    ana = await seedAgent(context, 'Ana', { onCall: true });
    ben = await seedAgent(context, 'Ben', { onCall: true });
    await seedConnection(context, ana);
    await seedLine(context, [ana, ben]);
    const flow = newFlow('es-ES', 'Europe/Madrid', [ana, ben]);
    const queue = { ...flow.queue, on: true, callers: 2, minutes: 5, callBackKey: '2', voicemailKey: '1' } as const;
    await context.db
      .insertInto('call_flows')
      .values({
        ...{ number: LINE, version: 1, name: 'Madrid', saved_at: context.clock.now(), saved_by: ana, changed: '[]' },
        flow: JSON.stringify({ ...flow, queue, voicemail: { ...flow.voicemail, on: true } }),
      })
      .execute();
    await context.db.updateTable('incoming_numbers').set({ flow_version: 1 }).execute();
  });

  const numberOf = (n: number): E164 => v.parse(e164Schema, `+3461234567${n}`);
  /** A caller who finds everybody busy. */
  async function caller(name: string, n = 0): Promise<{ callId: CallId; leg: string; step: number }> {
    const decision = await receiveCall(context, { leg: callSid(name), line: LINE, from: numberOf(n) });
    await context.clock.turn(1_000);
    if (!('callId' in decision)) throw new Error('not taken');
    await beganToWait(context.db, decision.callId);
    return { callId: decision.callId, leg: callSid(name), step: decision.step };
  }
  const free = async (...agents: AgentId[]) => {
    await context.db.updateTable('endpoints').set({ on_call: false }).where('agent_id', 'in', agents).execute();
    await stayAlive();
  };
  const stayAlive = () => context.db.updateTable('endpoints').set({ alive_at: context.clock.now() }).execute();
  const entries = () =>
    context.db.selectFrom('queue_entries').selectAll().orderBy('entered_at').orderBy('call_id').execute();
  const entryOf = async ({ callId }: { callId: CallId }) => (await entries()).find((one) => one.call_id === callId);
  const hangUp = ({ callId }: { callId: CallId }) =>
    holdCall(context, { id: callId }, (call) => call.append({ kind: 'parent', status: 'ended' }));

  it('[req 33] takes as many callers as may wait, and tells the next that all are busy', async () => {
    await caller('first');
    await caller('second');
    const decision = await receiveCall(context, { leg: callSid('third'), line: LINE, from: numberOf(3) });
    expect(decision).toMatchObject({ do: 'voicemail' });
    expect(await entries()).toHaveLength(2);
  });

  it('gives two agents who become free at once two callers, whoever asks', async () => {
    const first = await caller('first');
    const second = await caller('second');
    await free(ana, ben);
    const offers = await Promise.all(Array.from({ length: 6 }, () => nextOffer(context)));
    const made = offers.flatMap((offer) => offer ?? []);
    expect(made.map(({ callId }) => callId).sort()).toEqual([first.callId, second.callId].sort());
    expect(made.map(({ agentId }) => agentId).sort()).toEqual([ana, ben].sort());
  });

  it('gives one caller to one of two free agents', async () => {
    const first = await caller('first');
    await free(ana, ben);
    const offers = await Promise.all(Array.from({ length: 6 }, () => nextOffer(context)));
    expect(offers.flatMap((offer) => offer ?? [])).toMatchObject([{ callId: first.callId, agentId: ana }]);
  });

  it('gives an agent who becomes free the caller who has waited longest, and no second one', async () => {
    const first = await caller('first');
    await caller('second');
    await free(ben);
    expect(await nextOffer(context)).toMatchObject({
      callId: first.callId,
      agentId: ben,
      how: { do: 'go-on', leg: first.leg },
    });
    expect(await nextOffer(context)).toBeUndefined();
  });

  it('rings the one agent, and keeps the place of a caller whom she does not answer', async () => {
    const first = await caller('first');
    await caller('second');
    const before = await entryOf(first);
    await free(ben);
    await nextOffer(context);
    const rung = await offered(context, first, ben);
    expect(rung).toMatchObject({ do: 'ring', agentIds: [ben] });
    expect(await offered(context, first, ben)).toEqual(rung);
    const step = 'step' in rung ? rung.step : 0;
    const ended = { callId: first.callId, parentLeg: first.leg, step, bridged: false, leg: null, seconds: null };
    expect(await leaveRound(context, { ...ended, status: 'no-answer' })).toMatchObject({ do: 'queue' });
    expect(await entryOf(first)).toMatchObject({ state: 'waiting', entered_at: before?.entered_at });
    // She may be away from her desk: another agent gets the caller, and she the next one.
    await beganToWait(context.db, first.callId);
    await free(ana);
    expect(await nextOffer(context)).toMatchObject({ callId: first.callId, agentId: ana });
    expect(await nextOffer(context)).toMatchObject({ agentId: ben });
  });

  it('offers nobody who has answered, left or hung up', async () => {
    const first = await caller('first');
    const second = await caller('second');
    await hangUp(first);
    await free(ana);
    expect(await entryOf(first)).toMatchObject({ state: 'left', why: 'gone' });
    expect(await nextOffer(context)).toMatchObject({ callId: second.callId });
    await offered(context, second, ana);
    await holdCall(context, { id: second.callId }, (call) =>
      call.append({ kind: 'leg', leg: callSid('ana'), status: 'answered', agentId: ana, seconds: null }),
    );
    expect(await entryOf(second)).toMatchObject({ state: 'left', why: 'answered' });
    expect(await nextOffer(context)).toBeUndefined();
  });

  it('tells Twilio at once what a caller goes on with, and tells it the same when it asks', async () => {
    const first = await caller('first');
    await free(ana);
    const offer = await nextOffer(context);
    if (offer?.how.do !== 'go-on') throw new Error('nothing offered');
    expect(offer.how.decision).toMatchObject({ do: 'ring', agentIds: [ana], step: first.step + 1 });
    expect(await offered(context, first, ana)).toEqual(offer.how.decision);
    expect(await leaveQueue(context, first)).toEqual(offer.how.decision);
  });

  it('puts through whoever still hears music long after she should have been', async () => {
    const first = await caller('first');
    await free(ana);
    await nextOffer(context);
    expect(await waitOn(context, { ...first, keys: '' })).toMatchObject({ do: 'wait' });
    expect(await waitOn(context, { ...first, keys: '1' })).toMatchObject({ do: 'wait' });
    await context.clock.turn(13_000);
    await stayAlive();
    await sweepQueues(context);
    expect(await entryOf(first)).toMatchObject({ state: 'offered', offered_to: ana });
    expect(await waitOn(context, { ...first, keys: '' })).toEqual({ do: 'leave' });
    expect(await leaveQueue(context, first)).toMatchObject({ do: 'ring', agentIds: [ana] });
  });

  it('takes back a call back of which nothing is heard any more', async () => {
    const first = await caller('first', 1);
    await waitOn(context, { ...first, keys: '2' });
    await leaveQueue(context, first);
    await hangUp(first);
    await free(ana);
    expect(await nextOffer(context)).toMatchObject({ how: { do: 'call-back' } });
    await context.clock.turn(59_000);
    await sweepQueues(context);
    expect(await entryOf(first)).toMatchObject({ state: 'offered' });
    await context.clock.turn(1_000);
    await sweepQueues(context);
    expect(await entryOf(first)).toMatchObject({ state: 'waiting', offered_to: null });
  });

  it('offers nobody whom Twilio is still taking in, unless it never says that it has', async () => {
    const decision = await receiveCall(context, { leg: callSid('first'), line: LINE, from: numberOf(0) });
    const callId = 'callId' in decision ? decision.callId : undefined;
    await free(ana);
    expect(await nextOffer(context)).toBeUndefined();
    expect((await nextMoment(context))?.getTime()).toBe(context.clock.now().getTime() + 5_000);
    await context.clock.turn(5_000);
    await stayAlive();
    expect(await nextOffer(context)).toMatchObject({ callId, agentId: ana });
  });

  it('does not offer a caller whose call is over, though nobody has told the queue', async () => {
    const first = await caller('first');
    await context.db.updateTable('calls').set({ state: 'ended' }).execute();
    await free(ana);
    expect(await nextOffer(context)).toBeUndefined();
    await sweepQueues(context);
    expect(await entryOf(first)).toMatchObject({ state: 'left', why: 'gone' });
    expect(await nextMoment(context)).toBeNull();
  });

  it('knows when time alone makes an agent free for whoever waits', async () => {
    const first = await caller('first');
    const from = context.clock.now().getTime();
    expect(await nextMoment(context)).toBeNull();
    // She did not answer: not she again for a minute.
    await free(ben);
    await nextOffer(context);
    const ended = { callId: first.callId, parentLeg: first.leg, bridged: false, leg: null, seconds: null };
    await leaveRound(context, { ...ended, step: first.step + 1, status: 'no-answer' });
    await beganToWait(context.db, first.callId);
    expect((await nextMoment(context))?.getTime()).toBe(from + 60_000);
    // Ana hangs up elsewhere, and notes what was said until her time is over.
    await context.db
      .insertInto('team')
      .values({ ...TEAM, wrap_up_seconds: 30 })
      .execute();
    const elsewhere = await receiveCall(context, { leg: callSid('elsewhere'), line: LINE, from: numberOf(5) });
    await context.db
      .updateTable('calls')
      .set({ agent_id: ana, state: 'ended', ended_at: context.clock.now() })
      .where('id', '=', 'callId' in elsewhere ? elsewhere.callId : first.callId)
      .execute();
    await sweepQueues(context);
    expect((await nextMoment(context))?.getTime()).toBe(from + 30_000);
  });

  it('[req 34] lets go of whoever has waited too long, into voicemail', async () => {
    const first = await caller('first');
    expect(await waitOn(context, { ...first, keys: '' })).toMatchObject({ do: 'wait', musicSeconds: 30 });
    await context.clock.turn(5 * 60_000 - 10_000);
    await stayAlive();
    expect(await waitOn(context, { ...first, keys: '' })).toMatchObject({ do: 'wait', musicSeconds: 9 });
    await context.clock.turn(10_000);
    expect(await waitOn(context, { ...first, keys: '' })).toEqual({ do: 'leave' });
    await free(ana);
    expect(await nextOffer(context)).toBeUndefined();
    expect(await leaveQueue(context, first)).toMatchObject({ do: 'voicemail' });
    expect(await entryOf(first)).toMatchObject({ state: 'left' });
  });

  it('[req 31] tells who waits that nobody is there once the last agent has gone offline', async () => {
    const first = await caller('first');
    await context.db.updateTable('agents').set({ presence: 'away' }).execute();
    expect(await waitOn(context, { ...first, keys: '' })).toEqual({ do: 'leave' });
  });

  it('sends nobody away while all softphones connect anew', async () => {
    const first = await caller('first');
    await context.db.updateTable('endpoints').set({ registered: false, on_call: false }).execute();
    await context.clock.turn(20_000);
    expect(await waitOn(context, { ...first, keys: '' })).toMatchObject({ do: 'wait' });
    await context.clock.turn(60_000);
    expect(await waitOn(context, { ...first, keys: '' })).toEqual({ do: 'leave' });
  });

  it('leads nobody round in circles whose place is lost', async () => {
    const first = await caller('first');
    await context.db.updateTable('queue_entries').set({ state: 'left', left_at: context.clock.now() }).execute();
    expect(await waitOn(context, { ...first, keys: '' })).toEqual({ do: 'leave' });
    expect(await leaveQueue(context, first)).toMatchObject({ do: 'voicemail' });
  });

  it('calls back whoever gave up waiting, in her place', async () => {
    const first = await caller('first', 1);
    await caller('second', 2);
    expect(await waitOn(context, { ...first, keys: '2' })).toEqual({ do: 'leave' });
    expect(await leaveQueue(context, first)).toMatchObject({ do: 'end', why: 'call-back' });
    await hangUp(first);
    expect(await entryOf(first)).toMatchObject({ state: 'waiting', call_back: true });
    await free(ana);
    const offer = await nextOffer(context);
    if (offer?.how.do !== 'call-back') throw new Error('not called back');
    expect(offer).toMatchObject({ agentId: ana, how: { number: numberOf(1), line: LINE } });
    const { placed } = offer.how;

    await callBackOver(context, placed, callSid('agent leg'));
    expect(await entryOf(first)).toMatchObject({ state: 'waiting', call_back: true });
    await context.clock.turn(61_000);
    await stayAlive();
    await hangUp({ callId: (await entries())[1]?.call_id ?? first.callId });
    const again = await nextOffer(context);
    if (again?.how.do !== 'call-back') throw new Error('not called back again');
    const connection = { callId: again.how.placed, agentId: ana, leg: callSid('second agent leg') };
    const connected = await connectCallBack(context, connection);
    expect(connected).toMatchObject({ do: 'dial', number: numberOf(1), line: LINE });
    expect(await connectCallBack(context, connection)).toEqual(connected);
    expect(await connectCallBack(context, { ...connection, agentId: ben })).toMatchObject({ do: 'refuse' });
    expect(await entryOf(first)).toMatchObject({ state: 'left', why: 'called-back' });
    expect(await nextOffer(context)).toBeUndefined();
  });

  it('promises nobody to be called back who can’t be', async () => {
    const satellite = v.parse(e164Schema, '+881612345678');
    for (const [name, from] of [
      ['withheld', null],
      ['satellite', satellite],
    ] as const) {
      const decision = await receiveCall(context, { leg: callSid(name), line: LINE, from });
      if (!('callId' in decision)) throw new Error('not taken');
      const asked = { callId: decision.callId, leg: callSid(name), step: decision.step, keys: '2' };
      const wait = await waitOn(context, asked);
      expect(wait).toMatchObject({ do: 'wait', keys: true });
      expect(JSON.stringify(wait)).not.toContain('pulse 2');
    }
  });

  it('calls nobody back who has been talked to meanwhile', async () => {
    const first = await caller('first', 1);
    await waitOn(context, { ...first, keys: '2' });
    await leaveQueue(context, first);
    const again = await caller('again', 1);
    await holdCall(context, { id: again.callId }, (call) =>
      call.append({ kind: 'leg', leg: callSid('ana'), status: 'answered', agentId: ana, seconds: null }),
    );
    await hangUp(again);
    await context.clock.turn(20_000);
    await free(ben);
    expect(await nextOffer(context)).toBeUndefined();
    expect(await entryOf(first)).toMatchObject({ state: 'left', why: 'talked-meanwhile' });
  });
});
