import { Hono } from 'hono';
import type { Context } from '#server/context.ts';
import { answer } from '#server/http/answer.ts';
import { agentApi } from '#shared/api/agent-api.ts';
import { ok } from '#shared/result.ts';
import { diagnose } from './diagnosis.ts';
import { ringMe } from './ring-me.ts';

/** Why an agent can't make or receive calls, as she asks it herself. */
export function diagnosisRoutes(context: Context): Hono {
  const app = new Hono();

  answer(app, context, agentApi.diagnosis, 'agent', async ({ agent }) =>
    ok({ agentId: agent.id, findings: await diagnose(context, agent.id) }),
  );
  answer(app, context, agentApi.ringMe, 'agent', ({ agent }) => ringMe(context, agent.id));

  return app;
}
