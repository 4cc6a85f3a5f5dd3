import { Hono } from 'hono';
import * as v from 'valibot';
import type { Context } from '#server/context.ts';
import { answer } from '#server/http/answer.ts';
import { countAttempt } from '#server/http/attempts.ts';
import { qualityApi } from '#shared/api/quality-api.ts';
import { callIdSchema } from '#shared/ids.ts';
import { failed } from '#shared/result.ts';
import { callGone } from './end-call.ts';
import { keepQuality } from './quality.ts';

/** Two legs tell once a minute, and when they end. */
const REPORTS_PER_MINUTE = 30;

/** What softphones measured of their calls. */
export function qualityRoutes(context: Context): Hono {
  const app = new Hono();

  answer(app, context, qualityApi.keepQuality, 'agent', async ({ agent, input, params }) => {
    const id = v.safeParse(callIdSchema, params.id);
    if (!id.success) return failed(callGone);
    const fault = await countAttempt(context, 'call quality', agent.id, REPORTS_PER_MINUTE);
    return fault ? failed(fault) : keepQuality(context, agent.id, id.output, input);
  });

  return app;
}
