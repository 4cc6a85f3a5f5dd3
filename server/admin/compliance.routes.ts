import { Hono } from 'hono';
import type { Context } from '#server/context.ts';
import { answer } from '#server/http/answer.ts';
import { adminApi } from '#shared/api/admin-api.ts';
import { ok } from '#shared/result.ts';
import { compliance, keptRecordings, saveCompliance } from './compliance.ts';
import { eraseRecordings } from './erase-recordings.ts';

/** What people are told of recordings, how long these are kept, and whose are erased. */
export function complianceRoutes(context: Context): Hono {
  const app = new Hono();
  const { db } = context;

  answer(app, context, adminApi.compliance, 'admin', async () =>
    ok({ ...(await compliance(db)), kept: await keptRecordings(db) }),
  );
  answer(app, context, adminApi.saveCompliance, 'admin', ({ agent, input }) =>
    saveCompliance(context, agent.id, input),
  );
  answer(app, context, adminApi.eraseRecordings, 'admin', ({ agent, input }) =>
    eraseRecordings(context, agent.id, input.number),
  );

  return app;
}
