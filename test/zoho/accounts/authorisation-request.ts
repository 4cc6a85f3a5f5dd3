import type { ZohoWorld } from '#test/zoho/world.ts';
import { readScopes, unknownScope } from './scopes.ts';

/** A checked request to `/oauth/v2/auth`, on its way through sign-in and consent. */
export interface AuthorisationRequest {
  clientId: string;
  redirectUri: string;
  scopes: string[];
  state: string | undefined;
  offline: boolean;
  consent: boolean;
  challenge: string | undefined;
  loginHint: string | undefined;
}

/** Reads the query; a string says, in Zoho's words where they are known, what the error page shows instead. */
export function readAuthorisation(query: Record<string, string>, world: ZohoWorld): AuthorisationRequest | string {
  if (query.client_id !== world.client.id) return 'Invalid Client: the client_id is not registered.';
  const redirectUri = query.redirect_uri ?? '';
  if (!isRegistered(redirectUri, world.settings.redirectUris))
    return 'Invalid Redirect Uri: the redirect_uri does not match the one configured for this client.';
  if (query.response_type !== 'code') return 'Invalid Response Type: response_type must be code.';
  const scopes = readScopes(query.scope ?? '');
  const unknown = unknownScope(scopes);
  if (scopes.length === 0 || unknown !== undefined)
    return `Invalid OAuth Scope: scope ${unknown ?? ''} does not exist.`;
  if (query.code_challenge !== undefined && query.code_challenge_method !== 'S256')
    return 'Invalid code_challenge_method: only S256 is supported.';
  return {
    clientId: query.client_id,
    redirectUri,
    scopes,
    state: query.state,
    offline: query.access_type === 'offline',
    consent: query.prompt === 'consent',
    challenge: query.code_challenge,
    loginHint: query.login_hint,
  };
}

function isRegistered(uri: string, prefixes: readonly string[]): boolean {
  const url = URL.parse(uri);
  // "http://localhost:x@evil.example/" begins like a registered one and is not.
  return url !== null && !url.username && !uri.includes('#') && prefixes.some((prefix) => uri.startsWith(prefix));
}

/** Where the browser goes when the user has decided. `code`: null when she refused. */
export function callbackUrl(request: AuthorisationRequest, code: string | null, accountsServer: string): string {
  const url = new URL(request.redirectUri);
  if (request.state !== undefined) url.searchParams.set('state', request.state);
  if (code === null) url.searchParams.set('error', 'access_denied');
  else {
    url.searchParams.set('code', code);
    url.searchParams.set('location', 'eu');
    url.searchParams.set('accounts-server', accountsServer);
  }
  return url.toString();
}
