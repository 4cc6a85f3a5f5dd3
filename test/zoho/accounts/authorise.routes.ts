import { randomUUID } from 'node:crypto';
import { type Context, Hono } from 'hono';
import type { CrmUser } from '#test/zoho/data/users.ts';
import type { ZohoEnv, ZohoWorld } from '#test/zoho/world.ts';
import { type AuthorisationRequest, callbackUrl, readAuthorisation } from './authorisation-request.ts';
import { formOf } from './form.ts';
import { consentPage, pickerPage, refusalPage } from './sign-in.page.ts';

/** `/oauth/v2/auth`: who are you, do you agree, back to the client. Every visit asks for both, so that each run looks the same. */
export function authoriseRoutes(world: ZohoWorld): Hono<ZohoEnv> {
  const waiting = new Map<string, { request: AuthorisationRequest; user?: CrmUser }>();
  const lost = (c: Context) => c.html(refusalPage('This sign-in has expired. Start again from the application.'), 400);

  return new Hono<ZohoEnv>()
    .get('/oauth/v2/auth', (c) => {
      const request = readAuthorisation(c.req.query(), world);
      if (typeof request === 'string') return c.html(refusalPage(request), 400);
      const id = randomUUID();
      const hinted = people(world).find((user) => [user.key, user.email].includes(request.loginHint ?? ''));
      waiting.set(id, hinted ? { request, user: hinted } : { request });
      if (hinted) return c.redirect(`/oauth/v2/auth/consent?request=${id}`);
      return c.html(pickerPage(people(world), { action: '/oauth/v2/auth/sign-in', hidden: { request: id } }));
    })
    .post('/oauth/v2/auth/sign-in', async (c) => {
      const form = await formOf(c);
      const id = form.request ?? '';
      const found = waiting.get(id);
      const user = people(world).find(({ key }) => key === form.user);
      if (!found || !user) return lost(c);
      waiting.set(id, { ...found, user });
      return c.redirect(`/oauth/v2/auth/consent?request=${id}`, 303);
    })
    .get('/oauth/v2/auth/consent', (c) => {
      const id = c.req.query('request') ?? '';
      const found = waiting.get(id);
      if (!found?.user) return lost(c);
      const { request, user } = found;
      return c.html(consentPage({ id, user, organisation: world.users.organisationOf(user), scopes: request.scopes }));
    })
    .post('/oauth/v2/auth/consent', async (c) => {
      const form = await formOf(c);
      const id = form.request ?? '';
      const found = waiting.get(id);
      if (!found?.user) return lost(c);
      waiting.delete(id);
      const { request, user } = found;
      const code = form.decision === 'accept' ? world.tokens.code({ ...request, user: user.key }) : null;
      return c.redirect(callbackUrl(request, code, world.settings.accountsServer), 303);
    });
}

/** Who has a Zoho account: also those whom their organisation has made inactive, but not who was only invited. */
export const people = (world: ZohoWorld): CrmUser[] =>
  world.users.all().filter((user) => user.confirmed && user.status !== 'deleted');
