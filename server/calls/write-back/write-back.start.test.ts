import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { BackgroundWork } from '#server/background.ts';
import { holdCall } from '#server/calls/call.store.ts';
import { receiveCall } from '#server/calls/incoming.ts';
import { recordingReported } from '#server/calls/recording/recording-report.ts';
import { saveWrapUp } from '#server/calls/wrap-up/wrap-ups.ts';
import { silentLog } from '#server/log.ts';
import { EMPTY_DRAFT } from '#shared/call/wrap-up.ts';
import type { AgentId, CallId } from '#shared/ids.ts';
import { type TestContext, testContext } from '#test/support/context.ts';
import { endedCall, keepEvents, LAURA, NOTED } from '#test/support/ended-call.ts';
import { eventually } from '#test/support/eventually.ts';
import { CUSTOMER, freshContext, LINE, seedAgent, seedLine } from '#test/support/telephony.ts';
import { away, signedOut, WrittenCrm } from '#test/support/written-crm.ts';
import { scheduleWriteBack } from './write-back.due.ts';
import { resumeWriteBacks, retryWriteBack } from './write-back.retry.ts';

/** Nobody runs the queue here: what is written was begun by the process that planned it. */

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
  // Work of its own: nothing of one test runs on into the next.
  context = { ...(await freshContext(base, { crm: written.crm() })), background: new BackgroundWork(silentLog) };
  ana = await seedAgent(context, 'Ana');
  return async () => void (await context.background.end(5_000));
});

const inCrm = () => written.entries.map(({ what }) => what).sort();
const allDone = async () =>
  (await context.db.selectFrom('write_backs').select('state').execute()).every(({ state }) => state === 'done');
const landed = (...what: string[]) =>
  eventually('it is on the record', async () => {
    expect(inCrm()).toEqual(what.sort());
    return allDone();
  });

/** The network has told all but that it is over, which `hangUp` reports. */
async function running(id: CallId): Promise<void> {
  const at = context.clock.now();
  await keepEvents(context, id, [
    { kind: 'placed', at },
    { kind: 'connected', leg: 'CA1', at },
    { kind: 'leg', leg: 'CA2', status: 'answered', agentId: null, seconds: null, at },
    { kind: 'leg', leg: 'CA2', status: 'ended', agentId: null, seconds: 180, at },
  ]);
  await context.db.updateTable('calls').set({ state: 'talking', disposition: null, ended_at: null }).execute();
}
const hangUp = (id: CallId) =>
  holdCall(context, { id }, (call) =>
    call.append({ kind: 'dial-ended', step: 0, status: 'ended', leg: 'CA2', seconds: 180 }),
  );
const states = async (id: CallId) =>
  (await context.db.selectFrom('write_backs').select('state').where('call_id', '=', id).execute()).map(
    (row) => row.state,
  );
const ends = (id: CallId) => holdCall(context, { id }, (call) => scheduleWriteBack(context, call));
const recorded = (id: CallId) =>
  recordingReported(
    context,
    { id, leg: `CA${id}`, part: 1 },
    { sid: `RE${id}`, state: 'completed', channels: 2, seconds: 180, startedAt: context.clock.now() },
  );

it('writes a call that was saved while they talked as soon as they hang up', async () => {
  const id = await endedCall(context, ana, { draft: NOTED });
  await running(id);
  await hangUp(id);
  await landed('call', 'note', 'follow-up-call', 'follow-up-task');
});

it('writes a missed call as soon as its caller has heard that nobody is there', async () => {
  await context.db.updateTable('agents').set({ presence: 'offline' }).execute();
  await seedLine(context, [ana]);
  const leg = `CA${'1'.repeat(32)}`;
  expect(await receiveCall(context, { leg, line: LINE, from: CUSTOMER })).toMatchObject({
    do: 'end',
    why: 'unavailable',
  });
  await landed('call');
});

it('writes a recording as soon as it is ready, however late', async () => {
  const id = await endedCall(context, ana, { draft: { ...EMPTY_DRAFT, record: LAURA }, saved: false });
  await saveWrapUp(context, ana, id, { draft: { ...EMPTY_DRAFT, record: LAURA }, edit: 2 });
  await landed('call');
  await recorded(id);
  await landed('call', 'note', 'file');
});

it('writes the calls of the same record that the one just written had held up', async () => {
  const first = await endedCall(context, ana, { draft: NOTED, secondsAgo: 60 });
  const second = await endedCall(context, ana, { draft: NOTED });
  written.fault = () => ({ problem: away });
  await ends(first);
  await eventually('the first waits', async () => (await states(first)).includes('waiting'));
  await ends(second);
  await eventually('the second has its turn to come', async () => (await states(second)).length === 4);
  written.fault = () => undefined;
  await retryWriteBack(context, first);
  await landed(...Array(2).fill(['call', 'note', 'follow-up-call', 'follow-up-task']).flat());
  expect(written.entries.map(({ marker }) => marker.includes(first))).toEqual([
    ...Array(4).fill(true),
    ...Array(4).fill(false),
  ]);
});

it('writes what has waited for her sign-in as soon as she has signed in', async () => {
  written.fault = () => ({ problem: signedOut });
  const id = await endedCall(context, ana, { draft: NOTED });
  await ends(id);
  await eventually('it waits', async () => (await states(id)).includes('waiting'));
  written.fault = () => undefined;
  await resumeWriteBacks(context, ana);
  await landed('call', 'note', 'follow-up-call', 'follow-up-task');
});
