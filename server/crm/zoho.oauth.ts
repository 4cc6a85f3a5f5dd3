import type { Config } from '#server/config.ts';
import { type Problem, problem } from '#shared/problem.ts';
import { failed, ok, type Result } from '#shared/result.ts';
import { readAs } from '#shared/schema-fault.ts';
import type { Clock } from '#shared/time.ts';
import type { CrmTokens } from './crm.ts';
import { type TokenReply, tokenReplySchema } from './zoho.schema.ts';
import { DATA_CENTRES } from './zoho-data-centres.ts';

const TOKEN_LIMIT_MS = 10_000;

/**
 * What Sidetone asks for, and why: modules to find who calls, to write calls, notes with recordings and follow-ups to the record, and
 * to read them back where an answer got lost (attachments and related lists are part of it); search by number and by word; the users;
 * the organisation's id, to pin it; fields, to know which hold numbers, which choices a list has and what a required field is called.
 * One more scope would send everybody through sign-in again.
 */
export const ZOHO_SCOPES = [
  'ZohoCRM.modules.ALL',
  'ZohoSearch.securesearch.READ',
  'ZohoCRM.users.READ',
  'ZohoCRM.org.READ',
  'ZohoCRM.settings.fields.READ',
];

/** Tokens as Zoho gives them; a refresh brings no refresh token. */
export type FreshTokens = Omit<CrmTokens, 'refreshToken'> & { refreshToken: string | null };

export interface ZohoOAuth {
  authoriseUrl(request: { state: string; redirectUri: string; codeChallenge: string }): string;
  exchange(reply: {
    code: string;
    codeVerifier: string;
    redirectUri: string;
    accountsServer: string | undefined;
  }): Promise<Result<FreshTokens>>;
  /** Failure `crm-signed-out`: Zoho no longer knows the refresh token. */
  refresh(accountsServer: string, refreshToken: string): Promise<Result<FreshTokens>>;
  /** Best effort: what Zoho answers changes nothing for us. */
  revoke(accountsServer: string, refreshToken: string): Promise<void>;
}

/** @param stopping aborted when nobody waits for an answer any more. */
export function openZohoOAuth(config: Config, clock: Clock, stopping: AbortSignal): ZohoOAuth {
  const { clientId, clientSecret, dc, accountsUrl, apiUrl } = config.zoho;
  const home = DATA_CENTRES[dc];
  const accountServers = new Set(Object.values(DATA_CENTRES).map(({ accounts }) => accounts));
  const apiDomains = new Set(Object.values(DATA_CENTRES).map(({ api }) => api));
  const client = { client_id: clientId, client_secret: clientSecret };

  async function ask(accountsServer: string, path: string, form: Record<string, string>): Promise<Response> {
    return fetch(`${accountsUrl ?? accountsServer}${path}`, {
      method: 'POST',
      body: new URLSearchParams(form),
      signal: AbortSignal.any([AbortSignal.timeout(TOKEN_LIMIT_MS), stopping]),
    });
  }

  async function tokens(accountsServer: string, form: Record<string, string>): Promise<Result<FreshTokens>> {
    let reply: TokenReply;
    try {
      const response = await ask(accountsServer, '/oauth/v2/token', { ...client, ...form });
      reply = readAs(tokenReplySchema, await response.json());
      // A server in trouble answers with an `error` too (`general_error`): it says nothing of the grant.
      if (response.status >= 500 || response.status === 429) return failed(away);
    } catch {
      return failed(away);
    }
    if ('error' in reply) return failed(refusal(reply.error, form.grant_type));
    const apiDomain = reply.api_domain ?? home.api;
    if (!apiDomains.has(apiDomain)) return failed(unknownServer(apiDomain));
    return ok({
      accessToken: reply.access_token,
      refreshToken: reply.refresh_token ?? null,
      accessTokenExpiresAt: new Date(clock.now().getTime() + reply.expires_in * 1000),
      apiDomain: apiUrl ?? apiDomain,
      accountsServer,
    });
  }

  return {
    authoriseUrl({ state, redirectUri, codeChallenge }) {
      const url = new URL(`${home.accounts}/oauth/v2/auth`);
      url.search = new URLSearchParams({
        response_type: 'code',
        client_id: clientId,
        scope: ZOHO_SCOPES.join(','),
        redirect_uri: redirectUri,
        access_type: 'offline',
        // Without it Zoho gives a refresh token the first time only.
        prompt: 'consent',
        state,
        code_challenge: codeChallenge,
        code_challenge_method: 'S256',
      }).toString();
      return url.href;
    },
    async exchange({ code, codeVerifier, redirectUri, accountsServer = home.accounts }) {
      if (!accountServers.has(accountsServer)) return failed(unknownServer(accountsServer));
      return tokens(accountsServer, {
        grant_type: 'authorization_code',
        code,
        redirect_uri: redirectUri,
        code_verifier: codeVerifier,
      });
    },
    refresh: (accountsServer, refreshToken) =>
      tokens(accountsServer, { grant_type: 'refresh_token', refresh_token: refreshToken }),
    async revoke(accountsServer, refreshToken) {
      const reply = await ask(accountsServer, '/oauth/v2/token/revoke', { token: refreshToken }).catch(() => undefined);
      // Unread, it would keep its connection.
      await reply?.body?.cancel().catch(() => undefined);
    },
  };
}

const away = problem('crm-away', 'Zoho could not be reached. It is tried again by itself.', { retry: true });

/** "Access Denied" is Zoho's word for too many access tokens in ten minutes; what is not about the client means that the grant is gone. */
function refusal(error: string, grantType: string | undefined): Problem {
  if (error === 'Access Denied') return noMoreTokens;
  // Ours, not hers: her grant is as good as before once the server has the right ones.
  if (grantType === 'refresh_token' && error.startsWith('invalid_client')) return wrongClient;
  return problem('crm-signed-out', 'Zoho signed this account out. Sign in again.');
}

const noMoreTokens = problem(
  'crm-away',
  'Zoho gives out no more access tokens for some minutes. It is tried again by itself.',
  { retry: true },
);

const wrongClient = problem(
  'crm-away',
  'Zoho does not take this server’s client id or secret. Ask whoever runs it to correct ZOHO_CLIENT_ID and ZOHO_CLIENT_SECRET.',
  { retry: true },
);

const unknownServer = (server: string) =>
  problem('sign-in-refused', `The answer named a server that is not Zoho's (${server.slice(0, 80)}). Sign in again.`);
