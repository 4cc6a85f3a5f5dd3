import * as v from 'valibot';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { audioIdSchema } from '#shared/call-flow/prompt.ts';
import type { AgentId, CallId } from '#shared/ids.ts';
import { type TestContext, testContext } from '#test/support/context.ts';
import { seedFlow, spanishFlow } from '#test/support/flow.ts';
import { CUSTOMER, callSid, freshContext, LINE, seedAgent, seedLine } from '#test/support/telephony.ts';
import { holdMusic } from './hold-music.ts';
import { receiveCall } from './incoming.ts';
import { blank, newCallId } from './new-call.ts';

const OURS = v.parse(audioIdSchema, `a_${'m'.repeat(22)}`);

let base: TestContext;
let context: TestContext;
let ana: AgentId;

beforeAll(async () => {
  base = await testContext();
});
afterAll(() => base.close());
beforeEach(async () => {
  context = await freshContext(base);
  ana = await seedAgent(context, 'Ana');
});

/** The line has music of its own from now on; null: none. */
async function lineWith(file: typeof OURS | null): Promise<void> {
  const flow = spanishFlow([ana]);
  const music = file ? { kind: 'file' as const, file, url: '', urlFile: null } : flow.queue.music;
  await seedFlow(context, { ...flow, queue: { ...flow.queue, music } }, ana);
}

async function anaCallsOut(): Promise<CallId> {
  const id = newCallId(context);
  const call = { id, direction: 'outgoing', agent_id: ana, number: CUSTOMER, line: LINE, state: 'talking' } as const;
  await context.db
    .insertInto('calls')
    .values({ ...blank, ...call, parent_sid: callSid('out'), created_at: context.clock.now() })
    .execute();
  return id;
}

it('plays the line’s own music to whoever called it', async () => {
  await lineWith(OURS);
  const met = await receiveCall(context, { leg: callSid('customer'), line: LINE, from: CUSTOMER });
  if (!('callId' in met)) throw new Error(met.do);
  expect(await holdMusic(context, met.callId)).toBe(OURS);
});

it('plays it to whoever was called from a line on which callers are answered, too', async () => {
  await lineWith(OURS);
  expect(await holdMusic(context, await anaCallsOut())).toBe(OURS);
});

it.each(['of no flow', 'answered by nobody', 'with the usual music'])('plays our own on a line %s', async (line) => {
  if (line === 'of no flow') await seedLine(context, [ana]);
  if (line === 'with the usual music') await lineWith(null);
  expect(await holdMusic(context, await anaCallsOut())).toBeNull();
});

it('plays our own in a call that nobody knows', async () => {
  expect(await holdMusic(context, newCallId(context))).toBeNull();
});
