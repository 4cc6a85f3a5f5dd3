import type { Context } from 'hono';
import { allows, type ScopeNeed } from '#test/zoho/accounts/scopes.ts';
import type { CrmUser } from '#test/zoho/data/users.ts';
import type { ZohoEnv, ZohoWorld } from '#test/zoho/world.ts';
import { apiError } from './api-error.ts';

const SCHEME = /^Zoho-oauthtoken (\S+)$/;

/** The user whose token this request carries, or the refusal to send. Scheme `Zoho-oauthtoken` only. */
export function signedIn(c: Context<ZohoEnv>, world: ZohoWorld, needs: readonly ScopeNeed[]): CrmUser | Response {
  const text = SCHEME.exec(c.req.header('authorization') ?? '')?.[1];
  if (text === undefined) return apiError(c, 401, 'AUTHENTICATION_FAILURE', 'Authentication failed');
  const token = world.tokens.find(text);
  if (token?.state === 'crowded-out') return apiError(c, 401, 'INVALID_OAUTHTOKEN', 'invalid oauth token');
  if (!token?.usable) return apiError(c, 401, 'INVALID_TOKEN', 'invalid oauth token');
  const user = world.users.byKey(token.user);
  if (user?.status !== 'active') return apiError(c, 401, 'AUTHENTICATION_FAILURE', 'Authentication failed');
  c.set('user', user.key);
  if (!allows(token.scopes, needs))
    return apiError(c, 401, 'OAUTH_SCOPE_MISMATCH', 'invalid oauth scope to access this URL');
  return user;
}
