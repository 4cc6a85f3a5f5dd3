import { readFile } from 'node:fs/promises';
import { Hono } from 'hono';
import { startSession } from '#test/zoho/pages/session.ts';
import type { ZohoEnv, ZohoWorld } from '#test/zoho/world.ts';
import { people } from './authorise.routes.ts';
import { formOf } from './form.ts';
import { pickerPage, refusalPage } from './sign-in.page.ts';

const CSS = new URL('./sign-in.css', import.meta.url);
/** Where a sign-in may lead: the CRM, by its name or on this host. */
const SERVICE_URL = /^(https:\/\/crm\.zoho\.eu)?\/crm(\/|$)/;

/** `/signin`: the sign-in that the CRM's pages send a stranger to. */
export function signInRoutes(world: ZohoWorld): Hono<ZohoEnv> {
  return new Hono<ZohoEnv>()
    .get('/signin', (c) => {
      const serviceurl = c.req.query('serviceurl') ?? '/crm/';
      if (!SERVICE_URL.test(serviceurl))
        return c.html(refusalPage('The address to go on to is not one of the CRM.'), 400);
      return c.html(pickerPage(people(world), { action: '/signin', hidden: { serviceurl } }));
    })
    .post('/signin', async (c) => {
      const form = await formOf(c);
      const serviceurl = form.serviceurl ?? '';
      const user = people(world).find(({ key }) => key === form.user);
      if (!user || !SERVICE_URL.test(serviceurl)) return c.html(refusalPage('Nobody here has that name.'), 400);
      startSession(c, user);
      return c.redirect(serviceurl, 303);
    })
    .get('/accounts-assets/sign-in.css', async (c) => c.body(await readFile(CSS), 200, { 'content-type': 'text/css' }));
}
