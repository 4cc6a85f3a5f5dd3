import { type Context, Hono } from 'hono';
import type { Recording } from '#test/twilio/recording/recording.ts';
import { recordCall } from '#test/twilio/switch/call-recording.ts';
import { dayFits } from './day-fits.ts';
import { Form } from './form.ts';
import { page } from './paging.ts';
import { readRecordingPlan } from './recording-plan.ts';
import { showCallRecording, showConferenceRecording, showRecording } from './recording-rendering.ts';
import { CURRENT, currentOf, updateRecording } from './recording-update.ts';
import type { RestEnv, RestParts } from './rest-api.ts';
import { notFound, RestError } from './rest-error.ts';

/** Whose recordings a path is about. */
interface Owner {
  path: string;
  /** Has the recording; null: there is no such owner. */
  owns(sid: string): ((recording: Recording) => boolean) | null;
  show(recording: Recording): object;
}

/** Recordings of the account, of a call and of a conference: list, fetch, delete; start, pause, resume and stop. */
export function recordingRoutes({ account, theSwitch }: RestParts): Hono<RestEnv> {
  const { recordings } = theSwitch;
  const routes = new Hono<RestEnv>();

  const found = (context: Context, owns: (recording: Recording) => boolean): Recording => {
    const recording = recordings.get((context.req.param('file') ?? '').replace(/\.json$/, ''));
    const isShown = recording?.state.status !== 'deleted' || wantsDeleted(context);
    if (!recording || !isShown || !owns(recording)) throw notFound(context.req.path);
    return recording;
  };
  const remove = (context: Context, recording: Recording) => {
    const { status } = recording.state;
    if (status === 'deleted') throw notFound(context.req.path);
    if (status === 'in-progress' || status === 'paused') {
      throw new RestError(409, 20009, 'Recording is in progress and can not be deleted');
    }
    recordings.delete(recording);
    return context.body(null, 204);
  };

  const everything = () => true;
  routes.get('/Recordings.json', (context) => {
    const matches = filterOf(context);
    return page(context, 'recordings', recordings.list().filter(matches).reverse(), (recording) =>
      showRecording(recording, account, recordings),
    );
  });
  routes.get('/Recordings/:file{[^/]+\\.json}', (context) =>
    context.json(showRecording(found(context, everything), account, recordings)),
  );
  routes.delete('/Recordings/:file{[^/]+\\.json}', (context) => remove(context, found(context, everything)));

  const owners: Owner[] = [
    {
      path: '/Calls',
      owns: (sid) => {
        const own = (recording: Recording) => recording.call.sid === sid;
        return theSwitch.calls.has(sid) || recordings.list().some(own) ? own : null;
      },
      show: (recording) => showCallRecording(recording, account),
    },
    {
      path: '/Conferences',
      owns: (sid) => (theSwitch.conferences.get(sid) ? ({ conferenceSid }) => conferenceSid === sid : null),
      show: (recording) => showConferenceRecording(recording, account),
    },
  ];
  for (const { path, owns, show } of owners) {
    const ownOf = (context: Context) => {
      const own = owns(context.req.param('owner') ?? '');
      if (!own) throw notFound(context.req.path);
      return own;
    };
    routes.get(`${path}/:owner/Recordings.json`, (context) => {
      const [own, matches] = [ownOf(context), filterOf(context)];
      const shown = recordings.list().filter((recording) => own(recording) && matches(recording));
      return page(context, 'recordings', shown.reverse(), show);
    });
    routes.get(`${path}/:owner/Recordings/:file{[^/]+\\.json}`, (context) =>
      context.json(show(found(context, ownOf(context)))),
    );
    routes.delete(`${path}/:owner/Recordings/:file{[^/]+\\.json}`, (context) =>
      remove(context, found(context, ownOf(context))),
    );
    routes.post(`${path}/:owner/Recordings/:file{[^/]+\\.json}`, async (context) => {
      const own = ownOf(context);
      const isCurrent = context.req.param('file') === `${CURRENT}.json`;
      const recording = isCurrent
        ? currentOf(recordings.list().filter(own), recordings, context.req.path)
        : found(context, own);
      const status = updateRecording(recording, new Form(await context.req.text()), recordings);
      return context.json({ ...show(recording), status });
    });
  }

  routes.post('/Calls/:call/Recordings.json', async (context) => {
    const call = theSwitch.calls.get(context.req.param('call'));
    if (!call) throw notFound(context.req.path);
    const plan = readRecordingPlan(new Form(await context.req.text()), 'StartCallRecordingAPI', false);
    const isUp = call.status === 'in-progress';
    const recording = isUp ? recordCall(call, plan, theSwitch) : null;
    if (!recording) throw new RestError(400, 21220, 'Requested resource is not eligible for recording');
    return context.json(showCallRecording(recording, account), 201);
  });
  return routes;
}

const wantsDeleted = (context: Context) => context.req.query('IncludeSoftDeleted')?.toLowerCase() === 'true';

/** The list's filters: CallSid, ConferenceSid, DateCreated as a day or with `<` or `>` (both inclusive), IncludeSoftDeleted. */
function filterOf(context: Context): (recording: Recording) => boolean {
  const query = new URL(context.req.url).searchParams;
  const [callSid, conferenceSid] = [query.get('CallSid'), query.get('ConferenceSid')];
  return (recording) =>
    (recording.state.status !== 'deleted' || wantsDeleted(context)) &&
    (!callSid || recording.call.sid === callSid) &&
    (!conferenceSid || recording.conferenceSid === conferenceSid) &&
    dayFits(query, 'DateCreated', recording.createdAt);
}
