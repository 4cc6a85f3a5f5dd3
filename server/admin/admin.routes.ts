import { Hono } from 'hono';
import * as v from 'valibot';
import { retryWriteBack } from '#server/calls/write-back/write-back.retry.ts';
import type { Context } from '#server/context.ts';
import { answer } from '#server/http/answer.ts';
import { adminApi } from '#shared/api/admin-api.ts';
import { callIdSchema } from '#shared/ids.ts';
import { problem } from '#shared/problem.ts';
import { failed, ok } from '#shared/result.ts';
import { accountNumbers } from './account-numbers.ts';
import { callFlowRoutes } from './call-flow.routes.ts';
import { callSettings, saveCallSettings } from './call-settings.ts';
import { complianceRoutes } from './compliance.routes.ts';
import { connectTwilio } from './connect-twilio.ts';
import { disconnectTwilio } from './disconnect-twilio.ts';
import { outgoingRoutes } from './outgoing.routes.ts';
import { peopleRoutes } from './people.routes.ts';
import { forgetFormerToken, rotateToken } from './rotate-token.ts';
import { showConnection } from './show-connection.ts';
import { superviseRoutes } from './supervise.routes.ts';
import { waitingCalls } from './waiting-calls.ts';

/** What only administrators do: the Twilio account, its numbers, people. */
export function adminRoutes(context: Context): Hono {
  const app = new Hono();
  for (const part of [callFlowRoutes, complianceRoutes, outgoingRoutes, peopleRoutes, superviseRoutes])
    app.route('/', part(context));

  answer(app, context, adminApi.twilio, 'admin', async () => ok(await showConnection(context)));
  answer(app, context, adminApi.connectTwilio, 'admin', ({ agent, input }) => connectTwilio(context, agent.id, input));
  answer(app, context, adminApi.disconnectTwilio, 'admin', ({ agent }) => disconnectTwilio(context, agent.id));
  answer(app, context, adminApi.rotateToken, 'admin', ({ agent, input }) =>
    rotateToken(context, agent.id, input.authToken),
  );
  answer(app, context, adminApi.forgetFormerToken, 'admin', ({ agent }) => forgetFormerToken(context, agent.id));
  answer(app, context, adminApi.accountNumbers, 'admin', async () => {
    const numbers = await accountNumbers(context);
    return numbers.ok ? ok({ numbers: numbers.value }) : numbers;
  });

  answer(app, context, adminApi.callSettings, 'admin', async () => ok(await callSettings(context.db)));
  answer(app, context, adminApi.saveCallSettings, 'admin', async ({ agent, input }) =>
    ok(await saveCallSettings(context, agent.id, input)),
  );

  answer(app, context, adminApi.waitingCalls, 'admin', async () => ok({ calls: await waitingCalls(context) }));
  answer(app, context, adminApi.retryWaitingCall, 'admin', async ({ params }) => {
    const id = v.safeParse(callIdSchema, params.id);
    const known = id.success && (await retryWriteBack(context, id.output));
    return known ? ok({}) : failed(nothingWaits);
  });

  return app;
}

const nothingWaits = problem('not-found', 'Nothing of that call waits to be written any more.');
