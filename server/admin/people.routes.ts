import { Hono } from 'hono';
import * as v from 'valibot';
import type { Context } from '#server/context.ts';
import { answer } from '#server/http/answer.ts';
import { adminApi } from '#shared/api/admin-api.ts';
import { type AgentId, agentIdSchema, e164Schema } from '#shared/ids.ts';
import { problem } from '#shared/problem.ts';
import { failed, ok, type Result } from '#shared/result.ts';
import { blockedNumbers, blockNumber, unblockNumber } from './blocked-numbers.ts';
import { changes } from './changes.ts';
import { diagnose } from './diagnosis.ts';
import { saveMobile } from './mobiles.ts';
import { people } from './people.ts';
import { nameOf, nobody, setPersonPresence, signOutPerson } from './person.ts';

/** The people of the team, whom they do not take, and what was changed. */
export function peopleRoutes(context: Context): Hono {
  const app = new Hono();

  answer(app, context, adminApi.people, 'admin', async () => ok({ people: await people(context) }));
  answer(app, context, adminApi.signOutPerson, 'admin', ({ agent, params }) =>
    forPerson(params, (id) => signOutPerson(context, agent.id, id)),
  );
  answer(app, context, adminApi.setPersonPresence, 'admin', ({ agent, input, params }) =>
    forPerson(params, (id) => setPersonPresence(context, agent.id, id, input.presence)),
  );
  answer(app, context, adminApi.saveMobile, 'admin', ({ agent, input, params }) =>
    forPerson(params, (id) => saveMobile(context, agent.id, id, input)),
  );
  answer(app, context, adminApi.invitation, 'admin', async () => ok({ link: `${context.config.publicUrl}/join` }));

  answer(app, context, adminApi.blockedNumbers, 'admin', async () => ok({ numbers: await blockedNumbers(context) }));
  answer(app, context, adminApi.blockNumber, 'admin', ({ agent, input }) => blockNumber(context, agent.id, input));
  answer(app, context, adminApi.unblockNumber, 'admin', async ({ agent, params }) => {
    const number = v.safeParse(e164Schema, params.number);
    return number.success ? unblockNumber(context, agent.id, number.output) : failed(notBlocked);
  });

  answer(app, context, adminApi.teamDiagnosis, 'admin', ({ params }) =>
    forPerson(params, async (id) => {
      const known = await nameOf(context.db, id);
      return known === undefined ? failed(nobody) : ok({ findings: await diagnose(context, id) });
    }),
  );
  answer(app, context, adminApi.changes, 'admin', async ({ minor }) => ok({ changes: await changes(context, minor) }));

  return app;
}

async function forPerson<T>(
  params: Record<string, string>,
  handle: (id: AgentId) => Promise<Result<T>>,
): Promise<Result<T>> {
  const id = v.safeParse(agentIdSchema, params.id);
  return id.success ? handle(id.output) : failed(nobody);
}

const notBlocked = problem('not-found', 'That number is not blocked.');
