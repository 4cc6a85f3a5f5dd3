import * as v from 'valibot';
import type { Wire } from '#extension/wire/contract.ts';
import { adminApi } from '#shared/api/admin-api.ts';
import type { Route } from '#shared/api/route.ts';
import { problem } from '#shared/problem.ts';
import { failed, ok, type Result } from '#shared/result.ts';

export type AdminRoute = keyof typeof adminApi;
export type AdminInput<N extends AdminRoute> = (typeof adminApi)[N] extends Route<infer Input, infer _> ? Input : never;
export type AdminReply<N extends AdminRoute> = (typeof adminApi)[N] extends Route<infer _, infer Reply> ? Reply : never;

/** The same table, typed so that a route's name and its reply stay together. */
const replies: { readonly [N in AdminRoute]: { readonly reply: v.GenericSchema<unknown, AdminReply<N>> } } = adminApi;

/**
 * Asks one route of the server's admin contract through the softphone. `input`: the route's body, null where it takes none. `params`:
 * the `:name` parts of its path. A reply that is not what the contract says is a Problem, never a half-understood value.
 */
export async function askAdmin<N extends AdminRoute>(
  wire: Wire,
  route: N,
  input: AdminInput<N> | null = null,
  params: Readonly<Record<string, string>> = {},
): Promise<Result<AdminReply<N>>> {
  const answer = await wire.ask('admin.ask', { route, params: { ...params }, input });
  if (!answer.ok) return answer;
  const reply = v.safeParse(replies[route].reply, answer.value.reply);
  if (reply.success) return ok(reply.output);
  return failed(problem('internal', `The server's answer to ${route} is not what the contract says.`));
}
