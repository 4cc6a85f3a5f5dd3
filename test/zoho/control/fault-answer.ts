import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context } from 'hono';
import { ACCESS_DENIED } from '#test/zoho/accounts/token.routes.ts';
import { apiError } from '#test/zoho/api/api-error.ts';
import type { ZohoEnv, ZohoWorld } from '#test/zoho/world.ts';
import type { Fault } from './faults.ts';

type FaultContext = Context<ZohoEnv & { Bindings: Partial<HttpBindings> }>;
const SLOW_MS = 3_000;

/** What a faulty Zoho sends instead of its answer; undefined when the request goes on, late. */
export async function faultAnswer(
  c: FaultContext,
  fault: Fault,
  area: string,
  world: ZohoWorld,
): Promise<Response | undefined> {
  const accounts = area === 'accounts';
  switch (fault.kind) {
    case 'slow':
      await world.clock.sleep(fault.ms ?? SLOW_MS);
      return undefined;
    case 'connection-reset':
      return cutOff(c);
    case 'unavailable':
      // A proxy's page, not Zoho's JSON: whoever parses blindly stumbles.
      return c.html('<html><head><title>503</title></head><body>Service Unavailable</body></html>', 503);
    case 'server-error':
      return serverError(c, accounts);
    case 'rate-limited':
      if (accounts) return c.json(ACCESS_DENIED);
      retryLater(c, fault);
      return tooManyAtOnce(c);
    case 'out-of-credits':
      retryLater(c, fault);
      return apiError(c, 429, 'LIMIT_EXCEEDED', 'The API call limit of your organization has been exceeded');
    case 'limit-reached':
      retryLater(c, fault);
      return apiError(c, 429, 'LIMIT_REACHED', 'The API call limit of your organization has been reached');
    case 'refused':
      return refused(c, fault);
    case 'token-expired':
    case 'token-revoked':
      if (accounts) return c.json({ error: 'invalid_code' });
      return apiError(
        c,
        401,
        fault.kind === 'token-expired' ? 'INVALID_TOKEN' : 'INVALID_OAUTHTOKEN',
        'invalid oauth token',
      );
    case 'done-then-error':
    case 'done-then-reset':
    case 'done-then-slow':
      return undefined;
  }
}

/** What a faulty Zoho sends in place of the answer it has: the request took effect, and nobody is told. Undefined: the answer itself. */
export async function afterwards(
  c: FaultContext,
  fault: Fault,
  area: string,
  world: ZohoWorld,
): Promise<Response | undefined> {
  if (fault.kind === 'done-then-error') return serverError(c, area === 'accounts');
  if (fault.kind === 'done-then-reset') return cutOff(c);
  if (fault.kind === 'done-then-slow') await world.clock.sleep(fault.ms ?? SLOW_MS);
  return undefined;
}

export const tooManyAtOnce = (c: Context) =>
  apiError(c, 429, 'TOO_MANY_REQUESTS', 'too many requests are in process', { limit: 10 });

function refused(c: FaultContext, { code = 'NOT_ALLOWED', status = 400 }: Fault): Response {
  const body = { code, details: {}, message: 'the request was refused', status: 'error' };
  return status < 300 ? c.json({ data: [body] }, status) : c.json(body, status);
}

function serverError(c: FaultContext, accounts: boolean): Response {
  if (accounts) return c.json({ error: 'general_error' }, 500);
  return apiError(c, 500, 'INTERNAL_ERROR', 'Internal Server Error');
}

function cutOff(c: FaultContext): Response {
  c.env.incoming?.socket.destroy();
  return RESPONSE_ALREADY_SENT;
}

function retryLater(c: FaultContext, { retryAfterSeconds }: Fault): void {
  if (retryAfterSeconds !== undefined) c.header('retry-after', String(retryAfterSeconds));
}
