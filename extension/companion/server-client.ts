import * as v from 'valibot';
import type { Route } from '#shared/api/route.ts';
import { CONTRACT_HEADER, contractText } from '#shared/api/version.ts';
import { ownProblem, type Problem, problemSchema } from '#shared/problem.ts';
import { failed, ok, type Result } from '#shared/result.ts';

const LIMIT_MS = 12_000;

export interface ServerClientParts {
  /** `https://…`, without a trailing slash. */
  origin: string;
  /** null before sign-in. */
  token: string | null;
  fetch?: typeof fetch;
}

export interface ServerClient {
  /** Calls one route of the contract. `params` fill the path's `:name` parts. Never throws: every failure is a Problem. */
  call<Input, Reply>(
    route: Route<Input, Reply>,
    asked?: { params?: Record<string, string>; input?: Input },
  ): Promise<Result<Reply>>;
}

export function serverClient(parts: ServerClientParts): ServerClient {
  const send = parts.fetch ?? globalThis.fetch.bind(globalThis);
  return {
    async call(route, { params = {}, input } = {}) {
      try {
        const response = await send(`${parts.origin}${fillPath(route.path, params)}`, {
          method: route.method,
          headers: {
            [CONTRACT_HEADER]: contractText(),
            ...(parts.token ? { authorization: `Bearer ${parts.token}` } : {}),
            ...(input === undefined ? {} : { 'content-type': 'application/json' }),
          },
          ...(input === undefined ? {} : { body: JSON.stringify(input) }),
          credentials: 'omit',
          redirect: 'error',
          signal: AbortSignal.timeout(LIMIT_MS),
        });
        return await readReply(response, route.reply);
      } catch {
        return failed(serverAway());
      }
    },
  };
}

export const serverAway = (): Problem => ownProblem('server-away', { retry: true });

/** The checked body of an answer, or the Problem that it tells. */
export async function readReply<T>(response: Response, schema: v.GenericSchema<unknown, T>): Promise<Result<T>> {
  const body: unknown = await response.json().catch(() => undefined);
  if (response.ok) {
    const reply = v.safeParse(schema, body);
    return reply.success ? ok(reply.output) : failed(notOurs());
  }
  const told = v.safeParse(problemSchema, body);
  if (told.success) return failed(told.output);
  // A proxy in front of the server answers for it while it restarts.
  return failed(response.status >= 500 ? serverAway() : notOurs());
}

const notOurs = (): Problem => ownProblem('not-a-sidetone-server');

function fillPath(path: string, params: Record<string, string>): string {
  return path.replace(/:(\w+)/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined) throw new Error(`the path ${path} needs ${name}`);
    return encodeURIComponent(value);
  });
}
