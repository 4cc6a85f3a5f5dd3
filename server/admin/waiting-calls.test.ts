import { beforeEach, describe, expect, it } from 'vitest';
import { writeBack } from '#server/calls/write-back/write-back.ts';
import type { CallId } from '#shared/ids.ts';
import { adminDesk } from '#test/support/admin-desk.ts';
import { endedCall, NOTED, planned } from '#test/support/ended-call.ts';
import { CUSTOMER } from '#test/support/telephony.ts';
import { away, refused, WrittenCrm } from '#test/support/written-crm.ts';

const desk = adminDesk();

describe('calls that wait for the CRM', () => {
  let written: WrittenCrm;
  let id: CallId;
  const waiting = async () => (await desk.ask('GET', '/waiting-calls')).body.calls;

  beforeEach(async () => {
    written = new WrittenCrm();
    Object.assign(desk.context.crm, written.crm());
    id = await endedCall(desk.context, desk.ana, { draft: NOTED });
    await planned(desk.context, id);
  });

  it('are listed with what is missing, why, and when it is tried again', async () => {
    written.fault = (request) => (request === 'addNote' ? { problem: away, retryAfterMs: 60_000 } : undefined);
    await writeBack(desk.context, id);
    const now = desk.context.clock.now().getTime();
    expect(await waiting()).toEqual([
      {
        callId: id,
        agentName: 'Ana',
        number: CUSTOMER,
        recordName: null,
        startedAt: new Date(now - 200_000).toISOString(),
        missing: ['note', 'follow-up-call', 'follow-up-task'],
        problem: expect.objectContaining({ code: 'crm-away' }),
        tries: 1,
        nextTryAt: new Date(now + 60_000).toISOString(),
      },
    ]);
  });

  it('can be tried again, also what was given up', async () => {
    written.fault = (request) => (request === 'logCall' ? { problem: refused } : undefined);
    await writeBack(desk.context, id);
    expect(await waiting()).toMatchObject([{ missing: ['call'], problem: { code: 'crm-refused' }, nextTryAt: null }]);
    written.fault = () => undefined;
    expect(await desk.ask('POST', `/waiting-calls/${id}/retry`)).toEqual({ status: 200, body: {} });
    await desk.context.background.end(5_000);
    expect(await waiting()).toEqual([]);
    expect(await desk.ask('POST', `/waiting-calls/${id}/retry`)).toMatchObject({ status: 404 });
    expect(await desk.ask('POST', '/waiting-calls/x/retry')).toMatchObject({ status: 404 });
  });
});

it.each([
  ['GET', '/waiting-calls'],
  ['POST', '/waiting-calls/c_0000000000000000000000/retry'],
])('%s %s is for administrators alone', async (method, path) => {
  expect(await desk.ask(method, path, undefined, desk.ana)).toMatchObject({ status: 403 });
});
