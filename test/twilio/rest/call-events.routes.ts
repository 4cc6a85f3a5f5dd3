import { Hono } from 'hono';
import type { TimelineEntry } from '#test/twilio/webhook/timeline.ts';
import { page } from './paging.ts';
import { rfc2822 } from './rendering.ts';
import type { RestEnv, RestParts } from './rest-api.ts';
import { notFound } from './rest-error.ts';

/** `/Calls/{Sid}/Events.json`: the requests that Twilio has sent about a call, and what came back. */
export function callEventRoutes({ theSwitch }: RestParts): Hono<RestEnv> {
  const routes = new Hono<RestEnv>();
  routes.get('/Calls/:call/Events.json', (context) => {
    const call = theSwitch.calls.get(context.req.param('call'));
    if (!call) throw notFound(context.req.path);
    const sent = call.timeline.filter(({ outcome }) => outcome.kind !== 'never-sent');
    return page(context, 'events', sent, showEvent);
  });
  return routes;
}

function showEvent({ at, method, url, parameters, outcome }: TimelineEntry) {
  const date_created = rfc2822(at);
  const named = Object.entries(parameters).map(([name, value]) => [
    name.replace(/(?<=[a-z0-9])[A-Z]/g, '_$&').toLowerCase(),
    value,
  ]);
  return {
    request: { method, url, parameters: Object.fromEntries(named) },
    response:
      outcome.kind === 'answered'
        ? {
            response_code: outcome.status,
            request_duration: outcome.tookMs,
            content_type: outcome.contentType,
            response_body: outcome.body,
            date_created,
          }
        : { response_code: null, request_duration: null, content_type: null, response_body: null, date_created },
  };
}
