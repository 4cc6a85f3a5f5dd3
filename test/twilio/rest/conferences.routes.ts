import { type Context, Hono } from 'hono';
import type { Conference } from '#test/twilio/switch/conference.ts';
import { announceTo } from './announcement.ts';
import { showConference } from './conference-rendering.ts';
import { Form } from './form.ts';
import { page } from './paging.ts';
import type { RestEnv, RestParts } from './rest-api.ts';
import { notFound, RestError } from './rest-error.ts';

/** Conferences: list, fetch, update (end, announce). They are made by who joins them. */
export function conferenceRoutes({ account, theSwitch }: RestParts): Hono<RestEnv> {
  const { conferences } = theSwitch;
  const routes = new Hono<RestEnv>();
  const conferenceAt = (context: Context) => {
    const conference = conferences.get((context.req.param('file') ?? '').replace(/\.json$/, ''));
    if (!conference) throw notFound(context.req.path);
    return conference;
  };

  routes.get('/Conferences.json', (context) => {
    const found = conferences.list().filter(filterOf(new URL(context.req.url).searchParams));
    return page(context, 'conferences', found.reverse(), (conference) => showConference(conference, account));
  });
  routes.get('/Conferences/:file{[^/]+\\.json}', (context) =>
    context.json(showConference(conferenceAt(context), account)),
  );
  routes.post('/Conferences/:file{[^/]+\\.json}', async (context) => {
    const conference = conferenceAt(context);
    const form = new Form(await context.req.text());
    const status = form.text('Status');
    const announceUrl = form.url('AnnounceUrl');
    const announceMethod = form.method('AnnounceMethod') ?? 'POST';
    if (status !== undefined && status !== 'completed') throw new RestError(400, 20001, `Invalid Status: ${status}`);
    if (conference.status === 'completed') throw new RestError(400, 21220, 'Conference is not in-progress.');
    if (status) conference.endByRest();
    else if (announceUrl) announceTo(null, conference, announceUrl, announceMethod);
    return context.json(showConference(conference, account));
  });
  return routes;
}

/** The list's filters: FriendlyName, Status, DateCreated and DateUpdated as a day or with `<` or `>` (both inclusive). */
function filterOf(query: URLSearchParams): (conference: Conference) => boolean {
  const dates = [
    ['DateCreated', (one: Conference) => one.createdAt],
    ['DateUpdated', (one: Conference) => one.updatedAt],
  ] as const;
  return (conference) => {
    const isWithin = dates.every(([name, dateOf]) => {
      const day = dateOf(conference).toISOString().slice(0, 10);
      const [on, until, from] = [name, `${name}<`, `${name}>`].map((key) => query.get(key)?.slice(0, 10));
      return (!on || day === on) && (!until || day <= until) && (!from || day >= from);
    });
    const [name, status] = [query.get('FriendlyName'), query.get('Status')];
    return isWithin && (!name || conference.friendlyName === name) && (!status || conference.status === status);
  };
}
