import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { holdCall } from '#server/calls/call.store.ts';
import { saveWrapUp } from '#server/calls/wrap-up/wrap-ups.ts';
import { EMPTY_DRAFT } from '#shared/call/wrap-up.ts';
import type { CrmRecord } from '#shared/crm/crm-record.ts';
import type { AgentId, CallId } from '#shared/ids.ts';
import { type TestContext, testContext } from '#test/support/context.ts';
import { endedCall, keepEvents, LAURA, NOTED, planned, recordedCall } from '#test/support/ended-call.ts';
import { eventually } from '#test/support/eventually.ts';
import { PatientBackground } from '#test/support/patient-background.ts';
import { freshContext, seedAgent } from '#test/support/telephony.ts';
import { away, refused, WrittenCrm } from '#test/support/written-crm.ts';
import { scheduleWriteBack } from './write-back.due.ts';
import { keepWriting } from './write-back.rounds.ts';
import { writeBack } from './write-back.ts';

const laura: CrmRecord = {
  ref: LAURA,
  name: 'Laura Gómez',
  company: null,
  title: null,
  ownerName: null,
  email: null,
  url: 'https://crm.zoho.eu/1',
};

let base: TestContext;
let context: TestContext;
let written: WrittenCrm;
let ana: AgentId;

beforeAll(async () => {
  base = await testContext();
});
afterAll(() => base.close());
beforeEach(async () => {
  written = new WrittenCrm();
  context = { ...(await freshContext(base, { crm: written.crm() })), background: new PatientBackground() };
  ana = await seedAgent(context, 'Ana');
});

/** The network has told all there is to tell. */
const over = (id: CallId) => holdCall(context, { id }, (call) => scheduleWriteBack(context, call));
const steps = async (id: CallId) =>
  (await context.db.selectFrom('write_backs').selectAll().where('call_id', '=', id).orderBy('step').execute()).map(
    ({ step, state }) => `${step} ${state}`,
  );
const inCrm = () => written.entries.map(({ what, on }) => `${what} ${on}`).sort();

describe('a call whose agent saves nothing', () => {
  it('is written after ten minutes, with what she has noted', async () => {
    const stop = new AbortController();
    keepWriting({ ...context, stopping: stop.signal });
    const id = await endedCall(context, ana, { draft: { ...NOTED, followUpTask: null }, saved: false });
    await over(id);
    await context.clock.turn(9 * 60_000);
    expect(await steps(id)).toEqual([]);
    await context.clock.turn(61_000);
    await eventually('it is planned', async () => (await steps(id)).length === 3);
    stop.abort();
    await writeBack(context, id);
    expect(inCrm()).toEqual(['call contact 1', 'follow-up-call contact 1', 'note contact 1']);
  });

  it('can still be given words, as a change of the same entries', async () => {
    const id = await endedCall(context, ana, {
      draft: { ...EMPTY_DRAFT, description: 'half a', record: LAURA },
      saved: false,
      secondsAgo: 601,
    });
    await over(id);
    await writeBack(context, id);
    expect(inCrm()).toEqual(['call contact 1', 'note contact 1']);
    await saveWrapUp(context, ana, id, { draft: { ...NOTED, description: 'half a thought' }, edit: 5 });
    await writeBack(context, id);
    expect(inCrm()).toEqual([
      'call contact 1',
      'follow-up-call contact 1',
      'follow-up-task contact 1',
      'note contact 1',
    ]);
    expect(written.entries.filter(({ text }) => text.startsWith('half a thought\n'))).toHaveLength(4);
  });
});

describe('a call that nobody answered', () => {
  it('is written at once, by the organisation when it was missed, to the record that carries the number', async () => {
    written.records = [laura];
    const id = await endedCall(context, null);
    await over(id);
    expect(context.jobs.queued.at(-1)).toMatchObject({ name: 'write-back', payload: { callId: id } });
    await writeBack(context, id);
    expect(written.entries).toMatchObject([{ what: 'call', on: 'contact 1', owner: 'organisation' }]);
    expect(written.entries[0]?.text).toContain('Perdida');
    const call = await context.db.selectFrom('calls').selectAll().executeTakeFirstOrThrow();
    expect(call).toMatchObject({ name: 'Laura Gómez', record: LAURA });
  });

  it('belongs to no record when several carry the number, or none does', async () => {
    written.records = [laura, { ...laura, ref: { kind: 'lead', id: '2' } }];
    const id = await endedCall(context, null);
    await over(id);
    await writeBack(context, id);
    expect(inCrm()).toEqual(['call null']);
  });

  it('is not searched again when no card of it found anybody', async () => {
    const id = await endedCall(context, null);
    const shown = { match: JSON.stringify({ state: 'unknown' }), updated_at: context.clock.now() };
    await context.db
      .insertInto('call_matches')
      .values({ call_id: id, agent_id: ana, ...shown })
      .execute();
    await over(id);
    expect(await steps(id)).toEqual(['call pending']);
  });

  it('is left out where the CRM takes no call without a record', async () => {
    const id = await endedCall(context, null);
    await over(id);
    written.fault = (request) => (request === 'logCall' ? { problem: refused } : undefined);
    await writeBack(context, id);
    expect(await steps(id)).toEqual(['call done', 'lookup done']);
    expect(written.entries).toEqual([]);
  });

  it('waits when the CRM cannot say whose number it is', async () => {
    written.fault = () => ({ problem: away });
    const id = await endedCall(context, null);
    await over(id);
    await writeBack(context, id);
    expect(await steps(id)).toEqual(['call pending', 'lookup waiting']);
  });

  it('waits a moment while reports are still to come', async () => {
    const id = await endedCall(context, null);
    await keepEvents(context, id, [
      { kind: 'arrived', leg: 'CA1', at: context.clock.now() },
      { kind: 'rang', step: 0, agentIds: [ana], seconds: 25, at: context.clock.now() },
      { kind: 'parent', status: 'ended', at: context.clock.now() },
    ]);
    await over(id);
    expect(await steps(id)).toEqual([]);
    await context.clock.turn(5_000);
    await over(id);
    expect(await steps(id)).toEqual(['call pending', 'lookup pending']);
  });

  it('was no call when no softphone connected', async () => {
    const id = await endedCall(context, ana);
    await keepEvents(context, id, [
      { kind: 'placed', at: context.clock.now() },
      { kind: 'withdrawn', at: context.clock.now() },
    ]);
    await over(id);
    await context.clock.turn(11 * 60_000);
    await over(id);
    expect(await steps(id)).toEqual([]);
  });
});

describe('a recording that comes late', () => {
  it('gets a note of its own where nothing was said, and is its file', async () => {
    const id = await endedCall(context, ana, { draft: { ...EMPTY_DRAFT, record: LAURA } });
    await planned(context, id);
    await writeBack(context, id);
    expect(inCrm()).toEqual(['call contact 1']);
    await recordedCall(context, id);
    await planned(context, id);
    await writeBack(context, id);
    const note = written.entries.find(({ what }) => what === 'note');
    expect(inCrm()).toEqual(['call contact 1', `file ${note?.id}`, 'note contact 1']);
  });
});

describe('what the CRM refuses', () => {
  it('does not hold up the rest', async () => {
    written.fault = (request) => (request === 'logCall' ? { problem: refused } : undefined);
    const id = await endedCall(context, ana, { draft: NOTED, recorded: true });
    await planned(context, id);
    await writeBack(context, id);
    expect(await steps(id)).toEqual([
      'call failed',
      'follow-up-call done',
      'follow-up-task done',
      'note done',
      'recording done',
    ]);
  });
});
