import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { syncUsers } from '#server/agents/user-sync.ts';
import { holdCall } from '#server/calls/call.store.ts';
import { saveWrapUp } from '#server/calls/wrap-up/wrap-ups.ts';
import type { CrmUser } from '#server/crm/crm.ts';
import { EMPTY_DRAFT } from '#shared/call/wrap-up.ts';
import type { CrmRecord } from '#shared/crm/crm-record.ts';
import type { AgentId, CallId } from '#shared/ids.ts';
import { ok } from '#shared/result.ts';
import { type TestContext, testContext } from '#test/support/context.ts';
import { endedCall, keepEvents, LAURA, NOTED, planned, recordedCall } from '#test/support/ended-call.ts';
import { eventually } from '#test/support/eventually.ts';
import { PatientBackground } from '#test/support/patient-background.ts';
import { freshContext, seedAgent, seedLine } from '#test/support/telephony.ts';
import { away, gone, refused, signedOut, WrittenCrm } from '#test/support/written-crm.ts';
import { scheduleWriteBack } from './write-back.due.ts';
import { resumeWriteBacks } from './write-back.retry.ts';
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

const elena: CrmUser = {
  crmUserId: 'elena',
  name: 'Elena',
  email: '',
  administrator: true,
  active: true,
  locale: 'es-ES',
  timeZone: 'Europe/Madrid',
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

describe('what an agent leaves who is no user of the CRM any more', () => {
  let id: CallId;

  beforeEach(async () => {
    written.fault = () => ({ problem: signedOut });
    id = await endedCall(context, ana, { draft: NOTED });
    await planned(context, id);
    await writeBack(context, id);
    expect(await steps(id)).toContain('call waiting');
    written.fault = () => undefined;
    await context.db.updateTable('agents').set({ active: false }).where('id', '=', ana).execute();
  });
  const owners = () => written.entries.map(({ what, owner, ownerId }) => [what, owner, ownerId]);

  it('is written by the organisation once her leaving is known, and planned for the first of the line’s people', async () => {
    const ben = await seedAgent(context, 'Ben');
    await seedLine(context, [ben]);
    const { crm_user_id } = await context.db
      .selectFrom('agents')
      .select('crm_user_id')
      .where('id', '=', ben)
      .executeTakeFirstOrThrow();
    const users = [elena, { ...elena, crmUserId: crm_user_id, administrator: false }];
    await syncUsers({ ...context, crm: { ...context.crm, users: async () => ok(users) } });
    await writeBack(context, id);
    expect(owners()).toEqual([
      ['call', 'organisation', undefined],
      ['note', 'organisation', undefined],
      ['follow-up-call', 'organisation', crm_user_id],
      ['follow-up-task', 'organisation', crm_user_id],
    ]);
  });

  it('is planned for whoever connected the organisation where the line has nobody', async () => {
    await resumeWriteBacks(context, 'organisation');
    await writeBack(context, id);
    expect(owners().slice(2)).toEqual([
      ['follow-up-call', 'organisation', null],
      ['follow-up-task', 'organisation', null],
    ]);
  });
});

describe('what was deleted in the CRM meanwhile', () => {
  const ALL = ['call contact 1', 'follow-up-call contact 1', 'follow-up-task contact 1', 'note contact 1'];
  const LEAD = { kind: 'lead', id: '7' } as const;
  const onlyWords = { ...EMPTY_DRAFT, description: 'half a', record: LAURA };
  const idOf = (what: string) => written.entries.find((entry) => entry.what === what)?.id ?? '';

  /** Nobody has saved it for ten minutes: call and note are written with what she has noted. */
  async function leftOpen(): Promise<CallId> {
    const id = await endedCall(context, ana, { draft: onlyWords, saved: false, secondsAgo: 601 });
    await over(id);
    await writeBack(context, id);
    expect(inCrm()).toEqual(['call contact 1', 'note contact 1']);
    return id;
  }

  it.each(['call', 'note'])('is entered anew with what she saves late: the %s', async (what) => {
    const id = await leftOpen();
    written.remove(idOf(what));
    await saveWrapUp(context, ana, id, { draft: NOTED, edit: 5 });
    await writeBack(context, id);
    expect(inCrm()).toEqual(ALL);
    expect(written.entries.find((entry) => entry.what === what)?.text).toContain(NOTED.description);
    expect((await steps(id)).every((step) => step.endsWith(' done'))).toBe(true);
  });

  it('is entered anew on the record that she chooses instead, when the record went with it', async () => {
    const id = await leftOpen();
    for (const { id: entry } of written.entries) written.remove(entry);
    written.remove('contact 1');
    await saveWrapUp(context, ana, id, { draft: NOTED, edit: 5 });
    await writeBack(context, id);
    expect((await steps(id)).every((step) => step.endsWith(' failed'))).toBe(true);
    await saveWrapUp(context, ana, id, { draft: { ...NOTED, record: LEAD }, edit: 6 });
    await writeBack(context, id);
    expect(inCrm()).toEqual(ALL.map((entry) => entry.replace('contact 1', 'lead 7')));
  });

  it('is entered on the record that she chooses instead, though nobody knows whether it reached the one that is gone', async () => {
    written.fault = (request) => (request === 'logCall' ? { problem: away, ambiguous: true } : undefined);
    const id = await endedCall(context, ana, { draft: { ...onlyWords } });
    await planned(context, id);
    await writeBack(context, id);
    expect(await steps(id)).toContain('call waiting');
    written.fault = () => undefined;
    written.remove('contact 1');
    await context.clock.turn(60_000);
    await writeBack(context, id);
    expect(await steps(id)).toEqual(['call failed', 'note failed']);
    await saveWrapUp(context, ana, id, { draft: { ...onlyWords, record: LEAD }, edit: 6 });
    await writeBack(context, id);
    expect(inCrm()).toEqual(['call lead 7', 'note lead 7']);
  });

  it('is a new note for the recording that comes when the first one is gone', async () => {
    const id = await endedCall(context, ana, { draft: NOTED });
    await planned(context, id);
    await writeBack(context, id);
    written.remove(idOf('note'));
    await recordedCall(context, id);
    await planned(context, id);
    await writeBack(context, id);
    expect(inCrm()).toEqual([...ALL, `file ${idOf('note')}`].sort());
    expect((await steps(id)).every((step) => step.endsWith(' done'))).toBe(true);
  });

  it('is not entered again and again where the CRM takes no file at any note', async () => {
    written.fault = (request) => (request === 'attachFile' ? { problem: gone } : undefined);
    const id = await endedCall(context, ana, { draft: NOTED, recorded: true });
    await planned(context, id);
    await writeBack(context, id);
    expect(await steps(id)).toContain('recording failed');
    expect(inCrm().filter((entry) => entry.startsWith('note')).length).toBeLessThanOrEqual(2);
  });
});
