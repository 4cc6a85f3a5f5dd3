import { Hono } from 'hono';
import { Form } from './form.ts';
import { page } from './paging.ts';
import { showKey } from './rendering.ts';
import type { RestEnv, RestParts } from './rest-api.ts';
import { notFound } from './rest-error.ts';

/** API keys under both their names: `/Keys` and, for signing access tokens, `/SigningKeys`. Only with the Auth Token. */
export function keyRoutes({ account }: RestParts): Hono<RestEnv> {
  const routes = new Hono<RestEnv>();
  const keyAt = (path: string, file: string) => {
    const key = account.keys.get(file.replace(/\.json$/, ''));
    if (!key) throw notFound(path);
    return key;
  };
  for (const [name, list] of [
    ['Keys', 'keys'],
    ['SigningKeys', 'signing_keys'],
  ] as const) {
    routes.get(`/${name}.json`, (context) => page(context, list, [...account.keys.values()], showKey));
    routes.post(`/${name}.json`, async (context) => {
      const form = new Form(await context.req.text());
      const key = account.addKey(form.friendlyName() ?? '');
      return context.json({ ...showKey(key), secret: key.secret }, 201);
    });
    routes.get(`/${name}/:file{.+\\.json}`, (context) =>
      context.json(showKey(keyAt(context.req.path, context.req.param('file')))),
    );
    routes.post(`/${name}/:file{.+\\.json}`, async (context) => {
      const key = keyAt(context.req.path, context.req.param('file'));
      const form = new Form(await context.req.text());
      key.friendlyName = form.friendlyName() ?? key.friendlyName;
      account.touch(key);
      return context.json(showKey(key));
    });
    routes.delete(`/${name}/:file{.+\\.json}`, (context) => {
      account.keys.delete(keyAt(context.req.path, context.req.param('file')).sid);
      return context.body(null, 204);
    });
  }
  return routes;
}
