import type { MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';
import { FILE_NAME_HEADER } from '#shared/api/audio-api.ts';
import { CONTRACT, CONTRACT_HEADER, compareContract, parseContract } from '#shared/api/version.ts';
import { type Problem, problem } from '#shared/problem.ts';
import { problemResponse } from './problem-response.ts';

/** Lets the pages of our extensions read answers, and no other page. */
export function extensionCors(extensionIds: readonly string[]): MiddlewareHandler {
  const allowed = extensionIds.map((id) => `chrome-extension://${id}`);
  return cors({
    origin: (origin) => (allowed.includes(origin) ? origin : null),
    allowMethods: ['GET', 'POST', 'PUT', 'DELETE'],
    allowHeaders: ['Authorization', 'Content-Type', CONTRACT_HEADER, FILE_NAME_HEADER],
    exposeHeaders: ['X-Request-Id', 'Retry-After'],
    maxAge: 7_200,
  });
}

/** Before every `/api/` route: only from our extensions (or from no page at all), and in a version that this server serves. */
export function extensionGuard(extensionIds: readonly string[]): MiddlewareHandler {
  const allowed = extensionIds.map((id) => `chrome-extension://${id}`);
  return async (asked, next) => {
    // The event socket carries its version as a sub-protocol and answers in close codes.
    if (asked.req.header('Upgrade')?.toLowerCase() === 'websocket') return next();
    const origin = asked.req.header('Origin');
    if (origin !== undefined && !allowed.includes(origin)) {
      return problemResponse(asked, problem('not-allowed', 'Only the Sidetone extension may ask this.'));
    }
    const fault = versionFault(asked.req.header(CONTRACT_HEADER));
    return fault ? problemResponse(asked, fault) : next();
  };
}

function versionFault(header: string | undefined): Problem | undefined {
  if (header === undefined) return problem('bad-request', `The header ${CONTRACT_HEADER} is missing.`);
  const theirs = parseContract(header);
  if (!theirs) return problem('bad-request', `The header ${CONTRACT_HEADER} is no version such as 1.0.`);
  const fit = compareContract(CONTRACT, theirs);
  if (fit === 'theirs-is-older') {
    return problem('update-extension', 'This Sidetone extension is too old for the server. Update the extension.');
  }
  if (fit === 'mine-is-older') {
    return problem(
      'update-server',
      'The Sidetone server is too old for this extension. Ask your administrator to update it.',
    );
  }
  return undefined;
}
