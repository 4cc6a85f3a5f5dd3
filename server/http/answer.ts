import type { Context as Asked, Hono } from 'hono';
import * as v from 'valibot';
import { agentOfToken, type SignedInAgent } from '#server/agents/sessions.ts';
import type { Context } from '#server/context.ts';
import type { Route } from '#shared/api/route.ts';
import { CONTRACT, CONTRACT_HEADER, parseContract } from '#shared/api/version.ts';
import { problem } from '#shared/problem.ts';
import { failed, ok, type Result } from '#shared/result.ts';
import { schemaFault } from '#shared/schema-fault.ts';
import { readJson } from './body.ts';
import { problemResponse } from './problem-response.ts';
import { factsOf } from './request-facts.ts';

/** Who may ask: `anyone`, a signed-in `agent`, or one whose role is `admin`. */
export type Guard = 'anyone' | 'agent' | 'admin';

/** What a handler gets: all of it checked. */
export interface Question<Input, G extends Guard> {
  agent: G extends 'anyone' ? null : SignedInAgent;
  input: Input;
  /** The `:name` parts of the path, decoded but not otherwise checked. */
  params: Record<string, string>;
  /** Of the client, as far as it can be known: for limits. */
  address: string;
  /** The minor of the asker's contract: whoever is older is told only what she knows. */
  minor: number;
}

/**
 * Implements one line of `shared/api` on an app: guard, body check (JSON, at most 64 KB), reply. A Problem answers with its
 * status; whatever `handle` throws becomes `internal` with the request's id, and is logged.
 */
export function answer<Input, Reply, G extends Guard>(
  app: Hono,
  context: Pick<Context, 'clock' | 'config' | 'db' | 'log'>,
  route: Route<Input, Reply>,
  guard: G,
  handle: (question: Question<Input, G>) => Promise<Result<Reply>>,
): void {
  app.on(route.method, route.path, async (asked) => {
    const facts = factsOf(asked, context.log);
    asked.header('Cache-Control', 'no-store');
    try {
      const agent = await admit(asked, context, guard);
      if (!agent.ok) return problemResponse(asked, agent.problem);
      const input = await readInput(asked, route);
      if (!input.ok) return problemResponse(asked, input.problem);
      const params: Record<string, string> = asked.req.param();
      const minor = parseContract(asked.req.header(CONTRACT_HEADER) ?? '')?.minor ?? CONTRACT.minor;
      const result = await handle({ agent: agent.value, input: input.value, params, address: facts.address, minor });
      return result.ok ? asked.json(result.value) : problemResponse(asked, result.problem);
    } catch (error) {
      facts.log.error('request failed', { error });
      return problemResponse(
        asked,
        problem('internal', `Sidetone has made a mistake. Its log tells more under request ${facts.id}.`, {
          params: { request: facts.id },
          retry: true,
        }),
      );
    }
  });
}

/** Who asks, if `guard` lets her in. */
export async function admit<G extends Guard>(
  asked: Asked,
  context: Pick<Context, 'clock' | 'config' | 'db'>,
  guard: G,
): Promise<Result<Question<never, G>['agent']>> {
  // The conditional type of `agent` follows the guard's value, which TypeScript does not narrow for a type parameter.
  type Admitted = Question<never, G>['agent'];
  if (guard === 'anyone') return ok(null as Admitted);
  const token = /^Bearer ([\w-]{20,200})$/.exec(asked.req.header('Authorization') ?? '')?.[1];
  const agent = token ? await agentOfToken(context, token) : undefined;
  if (!agent) return failed(problem('signed-out', 'You are signed out. Sign in again.'));
  if (guard === 'admin' && agent.role !== 'admin') {
    return failed(problem('not-admin', 'Only an administrator may do this. Ask one of your CRM’s administrators.'));
  }
  return ok(agent as Admitted);
}

async function readInput<Input>(asked: Asked, route: Route<Input, unknown>): Promise<Result<Input>> {
  // A route without input has the type unknown there: nothing is read, nothing is given.
  if (!route.input) return ok(undefined as Input);
  const body = await readJson(asked.req.raw, route.mostBytes);
  if (!body.ok) return body;
  const read = parse(route.input, body.value);
  if (!read) return failed(problem('bad-request', 'The request is nested too deep.'));
  if (read.success) return ok(read.output);
  const field = v.getDotPath(read.issues[0]);
  const message = `The request is not as the contract says: ${schemaFault(read.issues)}.`;
  return failed(problem('bad-request', message, field ? { field } : {}));
}

/** undefined: nested deeper than can be read. A call flow's menus hold menus, and nothing bounds them but this. */
function parse<Input>(schema: v.GenericSchema<unknown, Input>, value: unknown) {
  try {
    return v.safeParse(schema, value);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
