import { Hono } from 'hono';
import type { Context } from '#server/context.ts';
import { answer } from '#server/http/answer.ts';
import { countAttempt } from '#server/http/attempts.ts';
import { agentApi } from '#shared/api/agent-api.ts';
import { controlApi } from '#shared/api/control-api.ts';
import { callWaitingApi } from '#shared/api/supervise-api.ts';
import { CONTRACT } from '#shared/api/version.ts';
import { failed, ok } from '#shared/result.ts';
import { goAway } from './away.ts';
import { hasCallWaiting, setCallWaiting } from './call-waiting.ts';
import { describeMe } from './me.ts';
import { setPresence } from './presence.ts';
import { endSessions } from './sessions.ts';
import { exchange } from './sign-in.ts';
import { pinnedTeam } from './team.ts';

/** Who one is, and whether one can be called. */
export function agentRoutes(context: Context): Hono {
  const { config, db, log } = context;
  const app = new Hono();

  answer(app, context, agentApi.wellKnown, 'anyone', async () => {
    const team = await pinnedTeam(db);
    return ok({
      product: 'sidetone' as const,
      contract: { ...CONTRACT },
      setUp: team !== undefined,
      team: team?.organisationName ?? null,
      crm: 'zoho' as const,
    });
  });

  answer(app, context, agentApi.signIn, 'anyone', async ({ input, address }) => {
    const fault = await countAttempt(context, 'exchange', address, config.limits.signInsPerMinute);
    return fault ? failed(fault) : exchange(context, input);
  });

  answer(app, context, agentApi.signOut, 'agent', async ({ agent }) => {
    await db.transaction().execute((tx) => endSessions(context, tx, { sessionHash: agent.sessionHash }));
    log.info('signed out', { agentId: agent.id });
    return ok({});
  });

  answer(app, context, agentApi.me, 'agent', async ({ agent }) => ok(await describeMe(context, agent.id)));

  answer(app, context, agentApi.setPresence, 'agent', async ({ agent, input }) => {
    await setPresence(context, agent.id, input.presence);
    return ok(input);
  });

  answer(app, context, controlApi.goAway, 'agent', async ({ agent, input }) => {
    await goAway(context, agent.id, input);
    return ok({});
  });

  answer(app, context, callWaitingApi.callWaiting, 'agent', async ({ agent }) =>
    ok({ on: await hasCallWaiting(context, agent.id) }),
  );
  answer(app, context, callWaitingApi.setCallWaiting, 'agent', async ({ agent, input }) => {
    await setCallWaiting(context, agent.id, input.on);
    return ok(input);
  });

  return app;
}
