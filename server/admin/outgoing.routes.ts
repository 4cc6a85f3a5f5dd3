import { Hono } from 'hono';
import * as v from 'valibot';
import type { Context } from '#server/context.ts';
import { answer } from '#server/http/answer.ts';
import { adminApi } from '#shared/api/admin-api.ts';
import { agentIdSchema, e164Schema } from '#shared/ids.ts';
import { problem } from '#shared/problem.ts';
import { failed, ok } from '#shared/result.ts';
import { callerIds } from './caller-ids.ts';
import { deletePair, outgoingNumbers, saveOutgoingNumber, stopOutgoingCalls } from './outgoing-numbers.ts';

/** Who calls from which numbers. */
export function outgoingRoutes(context: Context): Hono {
  const app = new Hono();

  answer(app, context, adminApi.outgoingNumbers, 'admin', async () => ok({ numbers: await outgoingNumbers(context) }));
  answer(app, context, adminApi.saveOutgoingNumber, 'admin', ({ agent, input }) =>
    saveOutgoingNumber(context, agent.id, input),
  );
  answer(app, context, adminApi.callerIds, 'admin', async () => {
    const known = await callerIds(context);
    return known.ok ? ok({ callerIds: known.value }) : known;
  });
  answer(app, context, adminApi.deletePair, 'admin', async ({ agent, params }) => {
    const pair = v.safeParse(pairSchema, params);
    return pair.success ? deletePair(context, agent.id, pair.output.agentId, pair.output.number) : failed(noPair);
  });
  answer(app, context, adminApi.deleteOutgoingNumber, 'admin', async ({ agent, params }) => {
    const agentId = v.safeParse(agentIdSchema, params.agentId);
    return agentId.success ? stopOutgoingCalls(context, agent.id, agentId.output) : failed(nobody);
  });

  return app;
}

const pairSchema = v.object({ agentId: agentIdSchema, number: e164Schema });
const noPair = problem('not-found', 'That person does not call from that number.');
const nobody = problem('user-unknown', 'There is no such person.');
