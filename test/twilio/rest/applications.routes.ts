import { Hono } from 'hono';
import { Form, given } from './form.ts';
import { page } from './paging.ts';
import { showApplication } from './rendering.ts';
import type { RestEnv, RestParts } from './rest-api.ts';
import { notFound } from './rest-error.ts';
import { voiceSettingsIn } from './voice-settings.ts';

/** Applications: create, list, fetch, update, delete. */
export function applicationRoutes({ account }: RestParts): Hono<RestEnv> {
  const routes = new Hono<RestEnv>();
  const applicationAt = (path: string, file: string) => {
    const application = account.applications.get(file.replace(/\.json$/, ''));
    if (!application) throw notFound(path);
    return application;
  };

  routes.get('/Applications.json', (context) => {
    const { FriendlyName } = context.req.query();
    const all = [...account.applications.values()];
    const found = FriendlyName ? all.filter((application) => application.friendlyName === FriendlyName) : all;
    return page(context, 'applications', found, (application) => showApplication(application, account));
  });
  routes.post('/Applications.json', async (context) => {
    const form = new Form(await context.req.text());
    const application = account.addApplication(form.friendlyName() ?? '', voiceSettingsIn(form));
    return context.json(showApplication(application, account), 201);
  });
  routes.get('/Applications/:file{.+\\.json}', (context) =>
    context.json(showApplication(applicationAt(context.req.path, context.req.param('file')), account)),
  );
  routes.post('/Applications/:file{.+\\.json}', async (context) => {
    const application = applicationAt(context.req.path, context.req.param('file'));
    const form = new Form(await context.req.text());
    Object.assign(application, voiceSettingsIn(form), given({ friendlyName: form.friendlyName() }));
    account.touch(application);
    return context.json(showApplication(application, account));
  });
  routes.delete('/Applications/:file{.+\\.json}', (context) => {
    const { sid } = applicationAt(context.req.path, context.req.param('file'));
    account.applications.delete(sid);
    return context.body(null, 204);
  });
  return routes;
}
