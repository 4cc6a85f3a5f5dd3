import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { saveWrapUp } from '#server/calls/wrap-up/wrap-ups.ts';
import { scheduleWriteBack } from '#server/calls/write-back/write-back.due.ts';
import { retryWriteBack } from '#server/calls/write-back/write-back.retry.ts';
import { writeBack } from '#server/calls/write-back/write-back.ts';
import type { Storage } from '#server/database/storage.ts';
import type { AgentId, CallId } from '#shared/ids.ts';
import { problem } from '#shared/problem.ts';
import { onBothEngines } from '#test/support/both-engines.ts';
import { type TestContext, testContext } from '#test/support/context.ts';
import { endedCall, keepEvents, LAURA, NOTED } from '#test/support/ended-call.ts';
import { PatientBackground } from '#test/support/patient-background.ts';
import { freshContext, seedAgent } from '#test/support/telephony.ts';
import { away, WrittenCrm } from '#test/support/written-crm.ts';
import { holdCall } from './call.store.ts';

/** A call whose end is told, and for long nothing else: it is entered as missed. Then it turns out that Ana had answered. */
onBothEngines((open) => {
  let spare: TestContext;
  let storage: Storage;
  let context: TestContext;
  let written: WrittenCrm;
  let ana: AgentId;
  let id: CallId;

  beforeAll(async () => {
    spare = await testContext();
    storage = await open();
  });
  afterAll(async () => {
    await storage.close();
    await spare.close();
  });
  beforeEach(async () => {
    written = new WrittenCrm();
    const fresh = await freshContext({ ...spare, db: storage.db }, { crm: written.crm() });
    context = { ...fresh, background: new PatientBackground() };
    ana = await seedAgent(context, 'Ana');
    id = await endedCall(context, null);
    const at = context.clock.now();
    await keepEvents(context, id, [
      { kind: 'arrived', leg: 'CA1', at },
      { kind: 'rang', step: 0, agentIds: [ana], seconds: 25, at },
      { kind: 'parent', status: 'ended', at },
    ]);
  });

  /** As the rounds do with what has become due. */
  const planDue = async (afterMs: number) => {
    await context.clock.turn(afterMs);
    await holdCall(context, { id }, (call) => scheduleWriteBack(context, call));
  };
  /** The reports of a conversation of 42 seconds, in any order, more than once. */
  const answered = () =>
    holdCall(context, { id }, async (call) => {
      await call.append({ kind: 'leg', leg: 'CA2', status: 'ended', agentId: ana, seconds: 42 });
      await call.append({ kind: 'leg', leg: 'CA2', status: 'answered', agentId: ana, seconds: null });
      await call.append({ kind: 'dial-ended', step: 0, status: 'ended', leg: 'CA2', seconds: 42 });
    });
  const write = () => writeBack(context, id);
  const calls = () => written.entries.filter(({ what }) => what === 'call');
  const changes = () => written.asked.filter((request) => request === 'updateCall').length;
  const MISSED = { subject: 'Llamada perdida de +34 612 34 56 78', type: 'missed', talkedSeconds: 0 };
  const ANSWERED = { subject: 'Llamada de +34 612 34 56 78', type: 'inbound', talkedSeconds: 42 };

  it('corrects its entry once: type, duration and words', async () => {
    await planDue(5_000);
    await write();
    expect(calls()).toMatchObject([{ happened: MISSED, owner: 'organisation' }]);
    await answered();
    await answered();
    await write();
    await write();
    expect(calls()).toMatchObject([{ happened: ANSWERED }]);
    expect(calls()[0]?.text).toContain('Respondida');
    expect(changes()).toBe(1);
    await planDue(11 * 60_000);
    await write();
    expect(changes()).toBe(1);
  });

  it('corrects it too when she had saved it while the ledger took it for missed', async () => {
    await context.db
      .insertInto('wrap_ups')
      .values({
        call_id: id,
        agent_id: ana,
        draft: JSON.stringify({ ...NOTED, followUpCall: null, followUpTask: null, record: LAURA }),
        edit: 1,
        card: null,
        updated_at: context.clock.now(),
        saved_at: context.clock.now(),
      })
      .execute();
    await planDue(5_000);
    await write();
    expect(calls()).toMatchObject([{ happened: MISSED }]);
    await answered();
    await write();
    expect(calls()).toMatchObject([{ happened: ANSWERED, result: 'Interesado' }]);
    expect(written.entries.map(({ what }) => what).sort()).toEqual(['call', 'note']);
  });

  it('takes her words along afterwards, as a change of the same entry', async () => {
    await planDue(5_000);
    await write();
    await answered();
    await write();
    await saveWrapUp(context, ana, id, { draft: { ...NOTED, followUpCall: null, followUpTask: null }, edit: 1 });
    await write();
    expect(calls()).toMatchObject([{ happened: ANSWERED, result: 'Interesado' }]);
    expect(changes()).toBe(2);
  });

  it('corrects what it finds when nobody knew whether it had been entered', async () => {
    written.fault = (request) => (request === 'logCall' ? { problem: away, effect: true } : undefined);
    await planDue(5_000);
    await write();
    expect(calls()).toMatchObject([{ happened: MISSED }]);
    written.fault = () => undefined;
    await answered();
    await write();
    expect(calls()).toMatchObject([{ happened: ANSWERED }]);
    expect(changes()).toBe(1);
  });

  it('enters it as what it was when it had not been entered yet', async () => {
    written.fault = () => ({ problem: away });
    await planDue(5_000);
    await write();
    await answered();
    written.fault = () => undefined;
    await retryWriteBack(context, id);
    await write();
    expect(calls()).toMatchObject([{ happened: ANSWERED }]);
    expect(changes()).toBe(0);
  });

  it('has the organisation correct its entry where she is not let', async () => {
    await planDue(5_000);
    await write();
    await answered();
    const owners: string[] = [];
    const crm = written.crm();
    const forbidden = problem('crm-forbidden', 'Zoho does not let this account do that.');
    const updateCall: typeof crm.updateCall = (owner, ...change) => {
      owners.push(owner);
      if (owner === 'organisation') return crm.updateCall(owner, ...change);
      return Promise.resolve({ ok: false, failure: { problem: forbidden, ambiguous: false, retryAfterMs: null } });
    };
    await writeBack({ ...context, crm: { ...crm, updateCall } }, id);
    expect(owners).toEqual([ana, 'organisation']);
    expect(calls()).toMatchObject([{ happened: ANSWERED }]);
  });
});
