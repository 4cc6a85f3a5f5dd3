import { type Context, Hono } from 'hono';
import type { Conference } from '#test/twilio/switch/conference.ts';
import { showComing, showParticipant } from './conference-rendering.ts';
import { Form } from './form.ts';
import { page } from './paging.ts';
import { readParticipant } from './participant-create.ts';
import { updateParticipant } from './participant-update.ts';
import type { RestEnv, RestParts } from './rest-api.ts';
import { notFound, RestError } from './rest-error.ts';

/** Participants of a conference, by CallSid or label: list, create (which rings somebody), fetch, update, delete. */
export function participantRoutes({ account, theSwitch, apiCalls }: RestParts): Hono<RestEnv> {
  const { conferences } = theSwitch;
  const routes = new Hono<RestEnv>();
  const base = '/Conferences/:conference/Participants';

  const conferenceAt = (context: Context): Conference => {
    const conference = conferences.get(context.req.param('conference') ?? '');
    if (!conference) throw notFound(context.req.path);
    return conference;
  };
  const at = (context: Context) => {
    const conference = conferenceAt(context);
    const name = (context.req.param('file') ?? '').replace(/\.json$/, '');
    const participant = conference.participantAt(name);
    const coming = conference.coming.find(({ call, label }) => call.sid === name || label === name);
    if (!participant && !coming) throw notFound(context.req.path);
    return { conference, participant, coming };
  };
  const show = ({ conference, participant, coming }: ReturnType<typeof at>) => {
    if (participant) return showParticipant(participant, account);
    return coming ? showComing(coming, conference, account) : {};
  };

  routes.get(`${base}.json`, (context) => {
    const conference = conferenceAt(context);
    const query = context.req.query();
    const all = [
      ...conference.participants.map((participant) => showParticipant(participant, account)),
      ...conference.coming.map((coming) => showComing(coming, conference, account)),
    ];
    const wants = (value: string | undefined, is: boolean) => value === undefined || (value === 'true') === is;
    const found = all.filter(
      ({ muted, hold, coaching }) =>
        wants(query.Muted, muted) && wants(query.Hold, hold) && wants(query.Coaching, coaching),
    );
    return page(context, 'participants', found.reverse(), (one) => one);
  });

  routes.post(`${base}.json`, async (context) => {
    // A name does as well as a SID here, and makes the conference when there is none (the resource's "create with friendly name").
    const name = context.req.param('conference');
    const isSid = /^CF[0-9a-fA-F]{32}$/.test(name);
    const known = isSid ? conferences.get(name) : conferences.named(name);
    if (isSid && (!known || known.status === 'completed')) throw notFound(context.req.path);
    const conference = known ?? conferences.create(name);
    const form = new Form(await context.req.text());
    try {
      const { call: setup, coming } = readParticipant(form, conference, account);
      const most = form.whole('MaxParticipants', { least: 2, most: 250, code: 20001 }) ?? 250;
      if (conference.participants.length >= most) throw new RestError(400, 16020, 'The conference is full');
      const expected = { ...coming, call: apiCalls.create(setup) };
      conference.expect(expected);
      return context.json(showComing(expected, conference, account), 201);
    } catch (error) {
      if (!known) conferences.forget(conference);
      throw error;
    }
  });

  routes.get(`${base}/:file{[^/]+\\.json}`, (context) => context.json(show(at(context))));
  routes.post(`${base}/:file{[^/]+\\.json}`, async (context) => {
    const found = at(context);
    // Nothing can be changed of somebody who is not there yet.
    if (!found.participant) throw notFound(context.req.path);
    updateParticipant(found.participant, new Form(await context.req.text()));
    return context.json(show(found));
  });
  routes.delete(`${base}/:file{[^/]+\\.json}`, (context) => {
    const { conference, participant, coming } = at(context);
    if (participant) conference.leave(participant, 'kicked');
    else coming?.call.finish(coming.call.answeredAt ? 'completed' : 'canceled');
    return context.body(null, 204);
  });
  return routes;
}
