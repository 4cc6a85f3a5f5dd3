import { Hono } from 'hono';
import * as v from 'valibot';
import { type Internet, theInternet } from '#server/audio/internet.ts';
import { lintFlow } from '#server/call-flow/lint.ts';
import { tryFlow } from '#server/call-flow/simulate.ts';
import type { Context } from '#server/context.ts';
import { answer } from '#server/http/answer.ts';
import { adminApi } from '#shared/api/admin-api.ts';
import { type E164, e164Schema } from '#shared/ids.ts';
import { problem } from '#shared/problem.ts';
import { failed, ok, type Result } from '#shared/result.ts';
import { flowVersion, flowVersions, liveFlow } from './call-flows.ts';
import { flowWorld } from './flow-world.ts';
import { flowsInShort } from './flows-in-short.ts';
import { deleteIncomingNumber, incomingNumbers, saveIncomingNumber } from './incoming-numbers.ts';
import { audioReach } from './reach-audio.ts';
import { mendLine, restoreFlow, saveFlow } from './save-flow.ts';

/** Incoming numbers, and what each does with its callers. */
export function callFlowRoutes(context: Context, internet: Internet = theInternet): Hono {
  const app = new Hono();
  const reach = audioReach(context, internet);

  answer(app, context, adminApi.incomingNumbers, 'admin', async () => ok({ numbers: await incomingNumbers(context) }));
  answer(app, context, adminApi.saveIncomingNumber, 'admin', ({ agent, input }) =>
    saveIncomingNumber(context, agent, input),
  );
  answer(app, context, adminApi.deleteIncomingNumber, 'admin', ({ agent, params }) =>
    forLine(params, (number) => deleteIncomingNumber(context, agent.id, number)),
  );

  answer(app, context, adminApi.callFlowsInShort, 'admin', async () => ok({ flows: await flowsInShort(context) }));
  answer(app, context, adminApi.callFlow, 'admin', ({ params }) =>
    forLine(params, (number) => liveFlow(context.db, number)),
  );
  answer(app, context, adminApi.saveCallFlow, 'admin', ({ agent, input, params }) =>
    forLine(params, (number) => saveFlow(context, { ...input, number, restoredFrom: null, by: agent.id })),
  );
  answer(app, context, adminApi.flowVersions, 'admin', ({ params }) =>
    forLine(params, async (number) => ok({ versions: await flowVersions(context, number) })),
  );
  answer(app, context, adminApi.flowVersion, 'admin', ({ params }) =>
    forLine(params, (number) => flowVersion(context.db, number, versionIn(params))),
  );
  answer(app, context, adminApi.restoreFlowVersion, 'admin', ({ agent, params }) =>
    forLine(params, (number) => restoreFlow(context, agent.id, number, versionIn(params))),
  );
  answer(app, context, adminApi.mendIncomingNumber, 'admin', ({ agent, params }) =>
    forLine(params, (number) => mendLine(context, agent.id, number)),
  );

  answer(app, context, adminApi.checkCallFlow, 'admin', async ({ input: { flow, number } }) =>
    ok(lintFlow(flow, { ...(await flowWorld(context, context.db, number)), ...(await reach(flow)) })),
  );
  answer(app, context, adminApi.tryCallFlow, 'admin', async ({ input }) =>
    ok(tryFlow(input, await flowWorld(context, context.db, input.number))),
  );

  return app;
}

async function forLine<T>(
  params: Record<string, string>,
  handle: (number: E164) => Promise<Result<T>>,
): Promise<Result<T>> {
  const number = v.safeParse(e164Schema, params.number);
  return number.success ? handle(number.output) : failed(noNumber);
}

/** 0, which no version has, for what is no number. */
const versionIn = (params: Record<string, string>): number => {
  const version = /^[1-9]\d{0,8}$/.exec(params.version ?? '');
  return version ? Number(version[0]) : 0;
};

const noNumber = problem('not-found', 'That is not a number in international form.');
