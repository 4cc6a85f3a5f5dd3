import { Hono } from 'hono';
import { Form } from './form.ts';
import { showAccount } from './rendering.ts';
import type { RestEnv, RestParts } from './rest-api.ts';

/** `/Accounts/{Sid}.json`: fetch; update of name and status. */
export function accountRoutes({ account }: RestParts): Hono<RestEnv> {
  const routes = new Hono<RestEnv>();
  const path = `/${account.accountSid}.json`;
  routes.get(path, (context) => context.json(showAccount(account)));
  routes.post(path, async (context) => {
    const form = new Form(await context.req.text());
    if (form.text('Status') !== undefined) {
      account.status = form.oneOf('Status', ['active', 'suspended', 'closed'], undefined);
    }
    account.friendlyName = form.friendlyName() ?? account.friendlyName;
    account.touch(account);
    return context.json(showAccount(account));
  });
  return routes;
}
