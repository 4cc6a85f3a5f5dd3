import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { waitingCalls } from '#server/admin/waiting-calls.ts';
import { recentCalls } from '#server/calls/recent-calls.ts';
import { describeWrapUp } from '#server/calls/wrap-up/describe-wrap-ups.ts';
import { retryWriteBack } from '#server/calls/write-back/write-back.retry.ts';
import { writeBack } from '#server/calls/write-back/write-back.ts';
import type { AgentId, CallId } from '#shared/ids.ts';
import { problem } from '#shared/problem.ts';
import { type TestContext, testContext } from '#test/support/context.ts';
import { endedCall, NOTED, planned } from '#test/support/ended-call.ts';
import { eventually } from '#test/support/eventually.ts';
import { freshContext, seedAgent } from '#test/support/telephony.ts';
import { type Fault, WrittenCrm } from '#test/support/written-crm.ts';
import { recordingLost } from './recording-lost.ts';
import { recordingReported } from './recording-report.ts';

const WEEK_MS = 7 * 86_400_000;
const tooLarge = problem('too-large', 'Too large.');
const gone = problem('recording-gone', 'Deleted.');

let base: TestContext;
let context: TestContext;
let written: WrittenCrm;
let ana: AgentId;
let id: CallId;

beforeAll(async () => {
  base = await testContext();
});
afterAll(() => base.close());
beforeEach(async () => {
  written = new WrittenCrm();
  context = await freshContext(base, { crm: written.crm() });
  ana = await seedAgent(context, 'Ana');
  id = await endedCall(context, ana, { draft: NOTED, recorded: true });
  await planned(context, id);
});

/** What becomes of the uploads, one after the other; those that follow succeed. */
function uploads(...faults: (Fault | undefined)[]): void {
  written.fault = (request) => (request === 'attachFile' ? faults.shift() : undefined);
}
const files = () => written.entries.filter(({ what }) => what === 'file').map(({ marker }) => marker);
const note = () => written.entries.find(({ what }) => what === 'note')?.text ?? '';
const others = () =>
  written.entries
    .map(({ what }) => what)
    .filter((what) => what !== 'file')
    .sort();
const ALL_OTHERS = ['call', 'follow-up-call', 'follow-up-task', 'note'];
const wrapUp = () => describeWrapUp(context, ana, id);
const LINE = `Grabación: más grande de lo que admite el CRM. Se guarda en Twilio: RE`;

describe('a recording that the CRM is too small for', () => {
  it('is attached as MP3', async () => {
    uploads({ problem: tooLarge });
    await writeBack(context, id);
    expect(files()).toEqual([`RE${id}.mp3`]);
    expect(others()).toEqual(ALL_OTHERS);
    expect(note()).not.toContain(LINE);
    expect(await wrapUp()).toMatchObject({ state: 'written', recording: 'attached' });
    expect(await waitingCalls(context)).toEqual([]);
  });

  it('is attached once, though nobody knows at first whether the MP3 was', async () => {
    uploads({ problem: tooLarge }, { problem: problem('crm-away', 'Away.', { retry: true }), effect: true });
    await writeBack(context, id);
    expect(await wrapUp()).toMatchObject({ state: 'waiting' });
    await context.clock.turn(60_000);
    await writeBack(context, id);
    expect(files()).toEqual([`RE${id}.mp3`]);
    expect(await wrapUp()).toMatchObject({ state: 'written', recording: 'attached' });
  });

  it('stays at Twilio when the MP3 is too large as well: its note and an administrator are told', async () => {
    uploads({ problem: tooLarge }, { problem: tooLarge });
    await writeBack(context, id);
    expect(files()).toEqual([]);
    expect(others()).toEqual(ALL_OTHERS);
    expect(note()).toMatch(new RegExp(`^Quiere un presupuesto\\.\\n———\\n[^]*${LINE}${id}\\nSidetone ${id}$`));
    expect(await wrapUp()).toMatchObject({ state: 'written', problem: null, recording: 'kept' });
    const [told, ...more] = await waitingCalls(context);
    expect(more).toEqual([]);
    expect(told).toMatchObject({
      callId: id,
      missing: ['recording'],
      problem: { code: 'too-large', params: { what: 'recording' } },
      nextTryAt: null,
    });
    await context.clock.turn(WEEK_MS);
    expect(await waitingCalls(context)).toEqual([]);
  });

  it('is attached after all when an administrator tries again and the CRM takes it', async () => {
    uploads({ problem: tooLarge }, { problem: tooLarge });
    await writeBack(context, id);
    expect(await retryWriteBack(context, id)).toBe(true);
    await eventually('it is attached', () => files().length > 0);
    await eventually('nothing is left to do', async () => (await waitingCalls(context)).length === 0);
    expect(files()).toEqual([`RE${id}.wav`]);
    expect(note()).not.toContain(LINE);
    expect(await retryWriteBack(context, id)).toBe(false);
  });
});

describe('a recording that was deleted at Twilio', () => {
  it('keeps nothing else from its record, and is offered to nobody any more', async () => {
    uploads({ problem: gone });
    await writeBack(context, id);
    expect(files()).toEqual([]);
    expect(others()).toEqual(ALL_OTHERS);
    expect(await wrapUp()).toMatchObject({ state: 'written', problem: null, recording: 'none' });
    expect(await waitingCalls(context)).toMatchObject([
      { callId: id, missing: ['recording'], problem: { code: 'recording-gone' }, nextTryAt: null },
    ]);
    expect(await recentCalls(context, { id: ana, role: 'agent' })).toMatchObject([{ id, recorded: false }]);
    expect(context.realtime.told).toContainEqual(expect.objectContaining({ topic: 'recent-calls', agentIds: [ana] }));
  });

  it('is not asked for again when a player has found out before', async () => {
    await recordingLost(context, id, `RE${id}`);
    await writeBack(context, id);
    expect(written.asked).not.toContain('attachFile');
    expect(others()).toEqual(ALL_OTHERS);
    expect(await wrapUp()).toMatchObject({ state: 'written', recording: 'none' });
  });

  it('is in order when it had reached the CRM before', async () => {
    uploads({ problem: problem('crm-away', 'Away.', { retry: true }), effect: true });
    await writeBack(context, id);
    await recordingLost(context, id, `RE${id}`);
    await context.clock.turn(60_000);
    await writeBack(context, id);
    expect(files()).toEqual([`RE${id}.wav`]);
    expect(await waitingCalls(context)).toEqual([]);
  });
});

it('waits while Twilio is away', async () => {
  uploads({ problem: problem('twilio-away', 'Away.', { retry: true }) });
  await writeBack(context, id);
  expect(await wrapUp()).toMatchObject({ state: 'waiting', recording: 'kept' });
  await context.clock.turn(60_000);
  await writeBack(context, id);
  expect(files()).toEqual([`RE${id}.wav`]);
});

describe('a call that was recorded in two parts', () => {
  const second = (state: 'completed' | 'running' | 'absent' = 'completed') =>
    context.db
      .insertInto('recordings')
      .values({
        call_id: id,
        part: 2,
        sid: `RE2${id}`,
        state,
        channels: 2,
        seconds: 20,
        updated_at: context.clock.now(),
      })
      .execute();
  const reported = (state: 'completed' | 'absent', leg = `CA${id}`) =>
    recordingReported(
      context,
      { id, leg, part: 2 },
      { sid: `RE2${id}`, state, channels: 2, seconds: 20, startedAt: null },
    );

  it('has both at its note, which say which is which, each once', async () => {
    await second();
    await planned(context, id);
    await writeBack(context, id);
    expect(files()).toEqual([`parte 1 de 2 RE${id}.wav`, `parte 2 de 2 RE2${id}.wav`]);
    await planned(context, id);
    await writeBack(context, id);
    expect(files()).toHaveLength(2);
    expect(await wrapUp()).toMatchObject({ state: 'written', recording: 'attached' });
    expect(await recentCalls(context, { id: ana, role: 'agent' })).toMatchObject([{ recorded: true, parts: [1, 2] }]);
  });

  it('gets the second alone when nobody knows whether it was attached, and the first was', async () => {
    await second();
    await planned(context, id);
    uploads(undefined, { problem: problem('crm-away', 'Away.', { retry: true }), effect: true });
    await writeBack(context, id);
    expect(await wrapUp()).toMatchObject({ state: 'waiting' });
    await context.clock.turn(60_000);
    await writeBack(context, id);
    expect(files()).toEqual([`parte 1 de 2 RE${id}.wav`, `parte 2 de 2 RE2${id}.wav`]);
  });

  it('attaches what is left when one was deleted at Twilio', async () => {
    await second();
    await planned(context, id);
    uploads({ problem: gone });
    await writeBack(context, id);
    expect(files()).toEqual([`parte 2 de 2 RE2${id}.wav`]);
    expect(await recentCalls(context, { id: ana, role: 'agent' })).toMatchObject([{ recorded: true }]);
  });

  it('takes a second part along that is complete after the first was attached', async () => {
    await writeBack(context, id);
    expect(files()).toEqual([`RE${id}.wav`]);
    await reported('completed');
    await eventually('it is attached', () => files().length === 2);
    expect(files()).toEqual([`RE${id}.wav`, `parte 2 de 2 RE2${id}.wav`]);
  });

  it('waits for the second, and goes on without it when there was nothing to hear', async () => {
    await context.db.deleteFrom('write_backs').where('step', '=', 'recording').execute();
    await second('running');
    await planned(context, id);
    await writeBack(context, id);
    expect(files()).toEqual([]);
    expect(await wrapUp()).toMatchObject({ recording: 'coming' });
    await reported('absent');
    await eventually('the first is attached', () => files().length === 1);
    expect(files()).toEqual([`RE${id}.wav`]);
  });

  it('takes no word from a leg that is none of its own', async () => {
    await reported('completed', 'CA-of-another-call');
    expect(await recentCalls(context, { id: ana, role: 'agent' })).not.toMatchObject([{ parts: [1, 2] }]);
  });
});
