import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context } from 'hono';
import { ACCESS_DENIED } from '#test/zoho/accounts/token.routes.ts';
import { apiError } from '#test/zoho/api/api-error.ts';
import type { ZohoEnv, ZohoWorld } from '#test/zoho/world.ts';
import type { Fault } from './faults.ts';

const SLOW_MS = 3_000;

/** What a faulty Zoho sends instead of its answer; undefined when the request goes on, late. */
export async function faultAnswer(
  c: Context<ZohoEnv & { Bindings: Partial<HttpBindings> }>,
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
      c.env.incoming?.socket.destroy();
      return RESPONSE_ALREADY_SENT;
    case 'unavailable':
      // A proxy's page, not Zoho's JSON: whoever parses blindly stumbles.
      return c.html('<html><head><title>503</title></head><body>Service Unavailable</body></html>', 503);
    case 'server-error':
      if (accounts) return c.json({ error: 'general_error' }, 500);
      return apiError(c, 500, 'INTERNAL_ERROR', 'Internal Server Error');
    case 'rate-limited':
      if (accounts) return c.json(ACCESS_DENIED);
      return apiError(c, 429, 'TOO_MANY_REQUESTS', 'too many requests are in process', { limit: 10 });
    case 'out-of-credits':
      return apiError(c, 429, 'LIMIT_EXCEEDED', 'The API call limit of your organization has been exceeded');
    case 'token-expired':
    case 'token-revoked':
      if (accounts) return c.json({ error: 'invalid_code' });
      return apiError(
        c,
        401,
        fault.kind === 'token-expired' ? 'INVALID_TOKEN' : 'INVALID_OAUTHTOKEN',
        'invalid oauth token',
      );
  }
}
