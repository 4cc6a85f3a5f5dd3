import { Hono } from 'hono';
import type { Context } from '#server/context.ts';
import { answer } from '#server/http/answer.ts';
import { adminApi } from '#shared/api/admin-api.ts';
import { ok } from '#shared/result.ts';
import { liveBoard, liveBoardAfter } from './live-board.ts';
import { saveTeamRules, teamRules } from './team-rules.ts';

/** Who talks and who waits now, and the rules of the whole team. */
export function superviseRoutes(context: Context): Hono {
  const app = new Hono();

  answer(app, context, adminApi.teamRules, 'admin', async () => ok(await teamRules(context.db)));
  answer(app, context, adminApi.saveTeamRules, 'admin', async ({ agent, input }) =>
    ok(await saveTeamRules(context, agent.id, input)),
  );
  answer(app, context, adminApi.live, 'admin', async ({ agent }) => ok(await liveBoard(context, agent.id)));
  answer(app, context, adminApi.liveAfter, 'admin', async ({ agent, params }) =>
    ok(await liveBoardAfter(context, agent.id, params.seen ?? '')),
  );

  return app;
}
