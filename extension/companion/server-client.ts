import * as v from 'valibot';
import type { Route } from '#shared/api/route.ts';
import { CONTRACT_HEADER, contractText } from '#shared/api/version.ts';
import { type Problem, problem, problemSchema } from '#shared/problem.ts';
import { failed, ok, type Result } from '#shared/result.ts';

const LIMIT_MS = 12_000;
/** 5 MB over a slow line. */
const UPLOAD_LIMIT_MS = 110_000;

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
  return {
    async call(route, { params = {}, input } = {}) {
      return ask(parts, () => fillPath(route.path, params), route.reply, {
        method: route.method,
        limitMs: LIMIT_MS,
        ...(input === undefined
          ? { headers: {} }
          : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(input) }),
      });
    },
  };
}

/** Posts bytes, not JSON, to one path of the server. `headers`: what says more about them. Never throws, like a call. */
export const sendBytes = <Reply>(
  parts: ServerClientParts,
  path: `/${string}`,
  bytes: Uint8Array<ArrayBuffer>,
  headers: Readonly<Record<string, string>>,
  reply: v.GenericSchema<unknown, Reply>,
): Promise<Result<Reply>> =>
  ask(parts, () => path, reply, {
    method: 'POST',
    limitMs: UPLOAD_LIMIT_MS,
    headers: { 'content-type': 'application/octet-stream', ...headers },
    body: bytes,
  });

interface Asked {
  readonly method: string;
  readonly limitMs: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
}

async function ask<Reply>(
  { origin, token, fetch: send = globalThis.fetch.bind(globalThis) }: ServerClientParts,
  path: () => string,
  reply: v.GenericSchema<unknown, Reply>,
  { method, limitMs, headers, body }: Asked,
): Promise<Result<Reply>> {
  try {
    const response = await send(`${origin}${path()}`, {
      method,
      headers: {
        [CONTRACT_HEADER]: contractText(),
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { body }),
      credentials: 'omit',
      redirect: 'error',
      signal: AbortSignal.timeout(limitMs),
    });
    return await readReply(response, reply);
  } catch {
    return failed(serverAway());
  }
}

export const serverAway = (): Problem =>
  problem('server-away', 'The Sidetone server could not be reached. It is tried again by itself.', { retry: true });

async function readReply<T>(response: Response, schema: v.GenericSchema<unknown, T>): Promise<Result<T>> {
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

const notOurs = (): Problem =>
  problem('not-a-sidetone-server', 'What answers at this address is not a Sidetone server.');

function fillPath(path: string, params: Record<string, string>): string {
  return path.replace(/:(\w+)/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined) throw new Error(`the path ${path} needs ${name}`);
    return encodeURIComponent(value);
  });
}
