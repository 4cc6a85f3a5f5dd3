import * as v from 'valibot';
import { serverClient } from '#extension/companion/server-client.ts';
import { readSession } from '#extension/settings/stored.ts';
import type { CommandInput, CommandOutput } from '#extension/wire/contract.ts';
import { adminApi } from '#shared/api/admin-api.ts';
import type { Route } from '#shared/api/route.ts';
import { problem } from '#shared/problem.ts';
import { failed, ok, type Result } from '#shared/result.ts';

/** Calls a route of the admin contract by its name, in the name of who is signed in. */
export async function askAdmin({
  route: name,
  params,
  input,
}: CommandInput<'admin.ask'>): Promise<Result<CommandOutput<'admin.ask'>>> {
  const route = adminRoute(name);
  if (!route) return failed(problem('bad-request', `Sidetone has no admin request called ${name}.`));
  const read = route.input && v.safeParse(route.input, input);
  if (read && !read.success) return failed(problem('bad-request', 'Something in this form is missing or too long.'));
  for (const [, part] of route.path.matchAll(/:(\w+)/g)) {
    if (part && !Object.hasOwn(params, part)) return failed(problem('bad-request', `The request lacks ${part}.`));
  }
  const session = await readSession();
  if (!session) return failed(problem('signed-out', 'You are signed out. Sign in again.'));
  const reply = await serverClient(session).call(route, { params, ...(read ? { input: read.output } : {}) });
  return reply.ok ? ok({ reply: reply.value }) : reply;
}

function adminRoute(name: string): Route | undefined {
  const routes: Readonly<Record<string, unknown>> = adminApi;
  // By a name that comes from outside the type can't be known; the route's own schemas check what goes through it.
  return Object.hasOwn(adminApi, name) ? (routes[name] as Route) : undefined;
}
