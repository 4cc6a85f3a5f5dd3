import { type Context, Hono } from 'hono';
import type { Conference } from '#test/twilio/switch/conference.ts';
import { announceTo } from './announcement.ts';
import { showConference } from './conference-rendering.ts';
import { dayFits } from './day-fits.ts';
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
  const [name, status] = [query.get('FriendlyName'), query.get('Status')];
  return ({ createdAt, friendlyName, status: is, updatedAt }) =>
    dayFits(query, 'DateCreated', createdAt) &&
    dayFits(query, 'DateUpdated', updatedAt) &&
    (!name || friendlyName === name) &&
    (!status || is === status);
}
