import { Hono } from 'hono';
import * as v from 'valibot';
import { callGone } from '#server/calls/end-call.ts';
import type { Context } from '#server/context.ts';
import { answer } from '#server/http/answer.ts';
import { countAttempt } from '#server/http/attempts.ts';
import { controlApi } from '#shared/api/control-api.ts';
import { callIdSchema } from '#shared/ids.ts';
import { failed, ok } from '#shared/result.ts';
import { askOfCall } from './control-ask.ts';
import { listColleagues } from './list-colleagues.ts';

/** Each ask may cost several requests to Twilio; nobody presses faster. */
const ASKS_PER_MINUTE = 120;

/** What agents ask of running calls. */
export function controlRoutes(context: Context): Hono {
  const app = new Hono();

  answer(app, context, controlApi.control, 'agent', async ({ agent, input, params }) => {
    const id = v.safeParse(callIdSchema, params.id);
    if (!id.success) return failed(callGone);
    const fault = await countAttempt(context, 'call control', agent.id, ASKS_PER_MINUTE);
    return fault ? failed(fault) : askOfCall(context, agent, id.output, input);
  });

  answer(app, context, controlApi.colleagues, 'agent', async ({ agent }) =>
    ok({ colleagues: await listColleagues(context, agent.id) }),
  );

  return app;
}
