import { Hono } from 'hono';
import type { RestEnv, RestParts } from './rest-api.ts';
import { notFound, unsupported } from './rest-error.ts';

/** Streams and Transcriptions of a call: refused (501), so that nobody takes them for started. */
export function streamRoutes({ theSwitch }: RestParts): Hono<RestEnv> {
  const routes = new Hono<RestEnv>();
  for (const name of ['Streams', 'Transcriptions']) {
    for (const path of [`/Calls/:call/${name}.json`, `/Calls/:call/${name}/:file{[^/]+\\.json}`]) {
      routes.post(path, (context) => {
        if (!theSwitch.calls.has(context.req.param('call') ?? '')) throw notFound(context.req.path);
        throw unsupported(name);
      });
    }
  }
  return routes;
}
