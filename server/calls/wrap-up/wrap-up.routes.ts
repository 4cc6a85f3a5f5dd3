import { Hono } from 'hono';
import * as v from 'valibot';
import { describeMe } from '#server/agents/me.ts';
import { retryWriteBack } from '#server/calls/write-back/write-back.retry.ts';
import type { Context } from '#server/context.ts';
import type { FoundRecord as Found } from '#server/crm/crm-writes.ts';
import { answer } from '#server/http/answer.ts';
import { countAttempt } from '#server/http/attempts.ts';
import { storable } from '#server/storable-json.ts';
import { agentApi } from '#shared/api/agent-api.ts';
import type { FoundRecord } from '#shared/crm/crm-record.ts';
import { type AgentId, type CallId, callIdSchema } from '#shared/ids.ts';
import { readNumber } from '#shared/phone-number.ts';
import { failed, ok } from '#shared/result.ts';
import { describeWrapUp, describeWrapUps } from './describe-wrap-ups.ts';
import { keepWrapUp, noSuchWrapUp, saveWrapUp } from './wrap-ups.ts';

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
    return id.success ? keepWrapUp(context, agent.id, id.output, storable(input)) : failed(noSuchWrapUp);
  });

  answer(app, context, agentApi.saveWrapUp, 'agent', async ({ agent, input, params }) => {
    const id = v.safeParse(callIdSchema, params.id);
    if (!id.success) return failed(noSuchWrapUp);
    const saved = await saveWrapUp(context, agent.id, id.output, storable(input));
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
    if (!found.ok) return found;
    const { country } = await describeMe(context, agent.id);
    return ok({ records: found.value.map((record) => callable(record, country)) });
  });

  return app;
}

/** With the numbers that the agent may call it on, each once, however they are written in the CRM. */
function callable({ numbers, ...record }: Found, country: string): FoundRecord {
  if (!numbers) return record;
  const read = numbers.flatMap((text) => {
    const number = readNumber(text, country);
    return number.ok ? [number.number] : [];
  });
  return { ...record, numbers: [...new Set(read)] };
}
