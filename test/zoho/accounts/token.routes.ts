import { type Context, Hono } from 'hono';
import type { ZohoEnv, ZohoWorld } from '#test/zoho/world.ts';
import { formOf } from './form.ts';
import type { AccessToken } from './token-book.ts';

/** What Zoho answers a client that asks too often: with status 200, as all its refusals here. */
export const ACCESS_DENIED = {
  error_description: 'You have made too many requests continuously. Please try again after some time.',
  error: 'Access Denied',
  status: 'failure',
};

const EXPIRES_IN_SECONDS = 3600;

type Answer = Record<string, string | number>;

/** `/oauth/v2/token` and its revocation. Every refusal comes with HTTP 200 and an `error`: whoever looks at the status alone is trapped. */
export function tokenRoutes(world: ZohoWorld): Hono<ZohoEnv> {
  return new Hono<ZohoEnv>()
    .post('/oauth/v2/token', async (c) => c.json(await answer(c)))
    .post('/oauth/v2/token/revoke', async (c) => {
      const { token = '' } = await parameters(c);
      return world.tokens.revoke(token) ? c.json({ status: 'success' }) : c.json({ error: 'invalid_token' });
    });

  async function answer(c: Context<ZohoEnv>): Promise<Answer> {
    const form = await parameters(c);
    if (form.client_id !== world.client.id) return { error: 'invalid_client' };
    if (form.client_secret !== world.client.secret) return { error: 'invalid_client_secret' };
    if (form.grant_type === 'authorization_code') return exchange(form, c);
    if (form.grant_type === 'refresh_token') return refresh(form, c);
    return { error: 'invalid_request' };
  }

  function exchange(form: Record<string, string>, c: Context<ZohoEnv>): Answer {
    const { tokens } = world;
    const grant = tokens.useCode(form.code ?? '', world.client.id, form.code_verifier);
    // An account outlives its owner's place in the CRM: whom her organisation has made inactive still gets tokens, which the API refuses.
    if (!grant) return { error: 'invalid_code' };
    if (grant.redirectUri !== form.redirect_uri) return { error: 'invalid_redirect_uri' };
    c.set('user', grant.user);
    // Once only, unless the authorisation said prompt=consent.
    const wantsRefresh = grant.offline && (grant.consent || !tokens.hasRefreshToken(grant.user, grant.clientId));
    const family = wantsRefresh ? tokens.refreshToken(grant).token : null;
    const access = tokens.accessToken(grant, family);
    return { ...body(access), ...(family !== null && { refresh_token: family }) };
  }

  function refresh(form: Record<string, string>, c: Context<ZohoEnv>): Answer {
    const token = world.tokens.refresh(form.refresh_token ?? '', world.client.id);
    if (token === 'too-many') return ACCESS_DENIED;
    if (token === 'invalid' || !mayUse(token.user)) return { error: 'invalid_code' };
    c.set('user', token.user);
    return body(token);
  }

  function mayUse(key: string): boolean {
    return world.users.byKey(key)?.status === 'active';
  }

  function body(access: AccessToken): Answer {
    return {
      access_token: access.token,
      scope: access.scopes.join(' '),
      api_domain: world.settings.apiDomain,
      token_type: 'Bearer',
      expires_in: EXPIRES_IN_SECONDS,
    };
  }
}

/** Zoho takes parameters from the query and from a form body alike. */
async function parameters(c: Context): Promise<Record<string, string>> {
  return { ...c.req.query(), ...(await formOf(c)) };
}
