import { Hono } from 'hono';
import * as v from 'valibot';
import type { Context } from '#server/context.ts';
import { answer } from '#server/http/answer.ts';
import { countAttempt } from '#server/http/attempts.ts';
import { agentApi } from '#shared/api/agent-api.ts';
import { type AgentId, type CallId, callIdSchema } from '#shared/ids.ts';
import { failed, ok } from '#shared/result.ts';
import { describeWrapUp, describeWrapUps } from './describe-wrap-ups.ts';
import { keepWrapUp, noSuchWrapUp, saveWrapUp } from './wrap-ups.ts';
import { retryWriteBack } from './write-back.retry.ts';

/** Each costs the team three of the requests that its CRM allows in a day; nobody types more words. */
const SEARCHES_PER_MINUTE = 60;

/** What agents note of their calls, and how far it has come on its way to the CRM. */
export function wrapUpRoutes(context: Context): Hono {
  const app = new Hono();
  context.realtime.describe('wrap-ups', async () => ({ type: 'wrap-ups' }));

  const described = async (agentId: AgentId, id: CallId) => {
    const wrapUp = await describeWrapUp(context, agentId, id);
    return wrapUp ? ok(wrapUp) : failed(noSuchWrapUp);
  };

  answer(app, context, agentApi.keepWrapUp, 'agent', async ({ agent, input, params }) => {
    const id = v.safeParse(callIdSchema, params.id);
    return id.success ? keepWrapUp(context, agent.id, id.output, input) : failed(noSuchWrapUp);
  });

  answer(app, context, agentApi.saveWrapUp, 'agent', async ({ agent, input, params }) => {
    const id = v.safeParse(callIdSchema, params.id);
    if (!id.success) return failed(noSuchWrapUp);
    const saved = await saveWrapUp(context, agent.id, id.output, input);
    if (!saved.ok) return saved;
    return described(agent.id, id.output);
  });

  answer(app, context, agentApi.retryWrapUp, 'agent', async ({ agent, params }) => {
    const id = v.safeParse(callIdSchema, params.id);
    if (!id.success || !(await describeWrapUp(context, agent.id, id.output))) return failed(noSuchWrapUp);
    await retryWriteBack(context, id.output);
    return described(agent.id, id.output);
  });

  answer(app, context, agentApi.wrapUps, 'agent', async ({ agent }) =>
    ok({ wrapUps: await describeWrapUps(context, agent.id) }),
  );

  answer(app, context, agentApi.searchRecords, 'agent', async ({ agent, input }) => {
    const fault = await countAttempt(context, 'search records', agent.id, SEARCHES_PER_MINUTE);
    if (fault) return failed(fault);
    const found = await context.crm.searchRecords(agent.id, input.text);
    return found.ok ? ok({ records: found.value }) : found;
  });

  return app;
}
