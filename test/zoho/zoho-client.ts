import * as v from 'valibot';
import type { LocalZoho } from './local-zoho.ts';

/** All that Sidetone may ask for, as one `scope=`. */
export const EVERY_SCOPE =
  'ZohoCRM.modules.ALL,ZohoCRM.users.READ,ZohoCRM.org.READ,ZohoCRM.settings.fields.READ,ZohoCRM.settings.layouts.READ,ZohoSearch.securesearch.READ';
export const REDIRECT_URI = 'http://127.0.0.1:9/callback';

const tokensSchema = v.object({
  access_token: v.string(),
  refresh_token: v.optional(v.string(), ''),
  scope: v.string(),
});
export type ZohoTokens = v.InferOutput<typeof tokensSchema>;

/** The query of an authorisation as a well-behaved client sends it, with what a test wants otherwise; null leaves one out. */
export function authorisationQuery(zoho: LocalZoho, more: Record<string, string | null> = {}): string {
  const query = {
    client_id: zoho.clientId,
    redirect_uri: REDIRECT_URI,
    response_type: 'code',
    scope: EVERY_SCOPE,
    state: 'st-1',
    access_type: 'offline',
    prompt: 'consent',
    ...more,
  };
  return new URLSearchParams(Object.entries(query).flatMap(([k, v]) => (v === null ? [] : [[k, v]]))).toString();
}

/** Walks through sign-in and consent as `user` (a key) and answers the URL the browser would be sent back to. */
export async function authorise(
  zoho: LocalZoho,
  user: string,
  more: Record<string, string | null> = {},
  decision: 'accept' | 'reject' = 'accept',
): Promise<URL> {
  const base = `${zoho.httpUrl}/oauth/v2/auth`;
  const picker = await fetch(`${base}?${authorisationQuery(zoho, more)}`);
  const page = await picker.text();
  const request = /name="request" value="([^"]+)"/.exec(page)?.[1];
  if (!picker.ok || request === undefined) throw new Error(`Zoho refused the authorisation: ${page}`);
  const post = (path: string, form: Record<string, string>) =>
    fetch(`${base}${path}`, { method: 'POST', body: new URLSearchParams({ request, ...form }), redirect: 'manual' });
  if (!picker.redirected) await post('/sign-in', { user });
  return new URL((await post('/consent', { decision })).headers.get('location') ?? '');
}

/** Posts to the token endpoint with the client's credentials and answers the body, whatever it says. */
export async function tokenAnswer(zoho: LocalZoho, form: Record<string, string>): Promise<Record<string, unknown>> {
  const body = new URLSearchParams({ client_id: zoho.clientId, client_secret: zoho.clientSecret, ...form });
  const response = await fetch(`${zoho.httpUrl}/oauth/v2/token`, { method: 'POST', body });
  return v.parse(v.record(v.string(), v.unknown()), await response.json());
}

/** The whole way: tokens of `user`. */
export async function tokensOf(zoho: LocalZoho, user: string, scope = EVERY_SCOPE): Promise<ZohoTokens> {
  const code = (await authorise(zoho, user, { scope })).searchParams.get('code') ?? '';
  return v.parse(
    tokensSchema,
    await tokenAnswer(zoho, { grant_type: 'authorization_code', code, redirect_uri: REDIRECT_URI }),
  );
}

/** A GET under /crm/v8 with the token. */
export function get(
  zoho: LocalZoho,
  token: string,
  path: string,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(`${zoho.httpUrl}/crm/v8${path}`, { headers: { authorization: `Zoho-oauthtoken ${token}`, ...headers } });
}

/** A write under /crm/v8 with the token: the body as JSON, or a form as it is. Answers status and body. */
export async function send(zoho: LocalZoho, token: string, method: 'POST' | 'PUT', path: string, body: unknown) {
  const form = body instanceof FormData;
  const headers = { authorization: `Zoho-oauthtoken ${token}`, ...(!form && { 'content-type': 'application/json' }) };
  const sent = form || typeof body === 'string' ? body : JSON.stringify(body);
  const response = await fetch(`${zoho.httpUrl}/crm/v8${path}`, { method, headers, body: sent });
  return { status: response.status, body: await response.json() };
}

/** The body of that GET, or 204 when there is none: what a test compares. */
export async function answerTo(zoho: LocalZoho, token: string, path: string) {
  const response = await get(zoho, token, path);
  return response.status === 204 ? 204 : response.json();
}

/** A search for contacts by phone, as a path. */
export const byPhone = (phone: string): string => `/Contacts/search?phone=${encodeURIComponent(phone)}`;
