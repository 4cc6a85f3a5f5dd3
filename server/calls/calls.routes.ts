import { Hono } from 'hono';
import * as v from 'valibot';
import { describeMe } from '#server/agents/me.ts';
import { callTrace } from '#server/calls/trace/call-trace.ts';
import type { Context } from '#server/context.ts';
import { answer } from '#server/http/answer.ts';
import { countAttempt } from '#server/http/attempts.ts';
import { TOKEN_SECONDS, voiceToken } from '#server/twilio/access-token.ts';
import { notConnected, readConnection } from '#server/twilio/connection.ts';
import { agentApi } from '#shared/api/agent-api.ts';
import { type CallId, callIdSchema } from '#shared/ids.ts';
import { readNumber } from '#shared/phone-number.ts';
import { failed, ok, type Result } from '#shared/result.ts';
import { chooseRecord } from './choose-record.ts';
import { callGone, endCall } from './end-call.ts';
import { liveCalls } from './live-calls.ts';
import { placeCall } from './place-call.ts';
import { recentCalls } from './recent-calls.ts';

/** Nobody types more numbers; each costs the team about ten of the requests that its CRM allows in a day. */
const LOOK_UPS_PER_MINUTE = 60;

/** What an agent does with calls, and what her softphone is told of them. */
export function callRoutes(context: Context): Hono {
  const app = new Hono();
  context.realtime.describe('calls', async (agentId) => ({ type: 'calls', calls: await liveCalls(context, agentId) }));
  context.realtime.describe('recent-calls', async () => ({ type: 'recent-calls' }));

  answer(app, context, agentApi.placeCall, 'agent', ({ agent, input }) => placeCall(context, agent.id, input));

  answer(app, context, agentApi.endCall, 'agent', async ({ agent, params }) => {
    const id = callIdIn(params);
    return id.ok ? endCall(context, agent.id, id.value) : id;
  });

  answer(app, context, agentApi.chooseRecord, 'agent', async ({ agent, input, params }) => {
    const id = callIdIn(params);
    return id.ok ? chooseRecord(context, agent.id, id.value, input.record) : id;
  });

  answer(app, context, agentApi.recentCalls, 'agent', async ({ agent }) =>
    ok({ calls: await recentCalls(context, agent) }),
  );

  answer(app, context, agentApi.callTrace, 'agent', async ({ agent, minor, params }) => {
    const id = callIdIn(params);
    return id.ok ? callTrace(context, agent, id.value, minor) : id;
  });

  answer(app, context, agentApi.lookUp, 'agent', async ({ agent, input }) => {
    const { country } = await describeMe(context, agent.id);
    const read = readNumber(input.number, country);
    if (!read.ok) return ok({ number: null, records: [] });
    const fault = await countAttempt(context, 'look up', agent.id, LOOK_UPS_PER_MINUTE);
    if (fault) return failed(fault);
    const found = await context.crm.findByPhone(agent.id, read.number);
    return found.ok ? ok({ number: read.number, records: found.value }) : found;
  });

  answer(app, context, agentApi.voiceToken, 'agent', async ({ agent }) => {
    const connection = await readConnection(context);
    if (!connection) return failed(notConnected);
    const token = await voiceToken(connection, agent.id, context.clock);
    return ok({ token, ttlSeconds: TOKEN_SECONDS, edge: connection.edge, identity: agent.id });
  });

  return app;
}

function callIdIn(params: Record<string, string>): Result<CallId> {
  const id = v.safeParse(callIdSchema, params.id);
  return id.success ? ok(id.output) : failed(callGone);
}
