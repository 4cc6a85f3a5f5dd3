import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { CrmUser } from '#test/zoho/data/users.ts';
import type { ZohoWorld } from '#test/zoho/world.ts';

const COOKIE = 'zoho_session';

/** Who is signed in on the pages, if anyone of an active standing. */
export function sessionUser(c: Context, world: ZohoWorld): CrmUser | undefined {
  const user = world.users.byKey(getCookie(c, COOKIE) ?? '');
  return user?.status === 'active' ? user : undefined;
}

/** Signs the user in for all of Zoho's hosts; on another host, such as 127.0.0.1, for that one. */
export function startSession(c: Context, user: CrmUser): void {
  const onZoho = (c.req.header('host') ?? '').endsWith('.zoho.eu');
  setCookie(c, COOKIE, user.key, { path: '/', sameSite: 'Lax', httpOnly: true, ...(onZoho && { domain: 'zoho.eu' }) });
}
