import * as v from 'valibot';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newCallId } from '#server/calls/new-call.ts';
import { audioIdSchema } from '#shared/call-flow/prompt.ts';
import type { CallId } from '#shared/ids.ts';
import { type TestContext, testContext } from '#test/support/context.ts';
import { CUSTOMER, callSid, LINE, postSigned, seedAgent, seedConnection } from '#test/support/telephony.ts';
import { roomRoutes } from './room.routes.ts';
import { holdUrl } from './webhook-urls.ts';

const OURS = v.parse(audioIdSchema, `a_${'m'.repeat(22)}`);

let context: TestContext;
let callId: CallId;

beforeAll(async () => {
  context = await testContext();
  callId = newCallId(context);
  await seedConnection(context, await seedAgent(context, 'Ana'));
});
afterAll(() => context.close());

const heardAt = async (url: string) => {
  const form = { CallSid: callSid('customer'), From: CUSTOMER, To: LINE, CallStatus: 'in-progress' };
  const answer = await postSigned(roomRoutes(context), context, url.slice(context.config.publicUrl.length), form);
  return /<Play loop="0">.*\/audio\/music\/(.+)\/0-60\.wav<\/Play>/.exec(answer.body)?.[1];
};

it('whoever is on hold hears the music that was chosen when she was, again and again', async () => {
  expect(await heardAt(holdUrl(context.config, callId, OURS))).toBe(OURS);
  expect(await heardAt(holdUrl(context.config, callId, null))).toBe('default');
});

it('hears ours when the address names what is no music, or a call that is not known', async () => {
  const address = holdUrl(context.config, callId, OURS);
  expect(await heardAt(address.replace(OURS, '..%2F..%2Fsecret'))).toBe('default');
  expect(await heardAt(address.replace(/&music=.*/, ''))).toBe('default');
});
