import { type Context, Hono } from 'hono';
import type { Recording } from '#test/twilio/recording/recording.ts';
import { page } from './paging.ts';
import { showCallRecording, showRecording } from './recording-rendering.ts';
import type { RestEnv, RestParts } from './rest-api.ts';
import { notFound, RestError, unsupported } from './rest-error.ts';

/** Recordings of the account and of a call: list, fetch, delete. Starting, pausing and stopping them is refused. */
export function recordingRoutes({ account, theSwitch }: RestParts): Hono<RestEnv> {
  const { recordings } = theSwitch;
  const routes = new Hono<RestEnv>();

  const found = (context: Context, callSid?: string): Recording => {
    const recording = recordings.get((context.req.param('file') ?? '').replace(/\.json$/, ''));
    const isShown = recording?.state.status !== 'deleted' || wantsDeleted(context);
    if (!recording || !isShown || (callSid !== undefined && recording.call.sid !== callSid)) {
      throw notFound(context.req.path);
    }
    return recording;
  };
  const remove = (context: Context, recording: Recording) => {
    if (recording.state.status === 'deleted') throw notFound(context.req.path);
    if (recording.state.status === 'in-progress') {
      throw new RestError(409, 20009, 'Recording is in progress and can not be deleted');
    }
    recordings.delete(recording);
    return context.body(null, 204);
  };

  routes.get('/Recordings.json', (context) => {
    const matches = filterOf(context);
    return page(context, 'recordings', recordings.list().filter(matches).reverse(), (recording) =>
      showRecording(recording, account, recordings),
    );
  });
  routes.get('/Recordings/:file{[^/]+\\.json}', (context) =>
    context.json(showRecording(found(context), account, recordings)),
  );
  routes.delete('/Recordings/:file{[^/]+\\.json}', (context) => remove(context, found(context)));

  routes.get('/Calls/:call/Recordings.json', (context) => {
    const call = context.req.param('call');
    const matches = filterOf(context);
    const own = recordings.list().filter((recording) => recording.call.sid === call && matches(recording));
    if (own.length === 0 && !theSwitch.calls.has(call)) throw notFound(context.req.path);
    return page(context, 'recordings', own.reverse(), (recording) => showCallRecording(recording, account));
  });
  routes.get('/Calls/:call/Recordings/:file{[^/]+\\.json}', (context) =>
    context.json(showCallRecording(found(context, context.req.param('call')), account)),
  );
  routes.delete('/Calls/:call/Recordings/:file{[^/]+\\.json}', (context) =>
    remove(context, found(context, context.req.param('call'))),
  );
  routes.post('/Calls/:call/Recordings.json', () => {
    throw unsupported('starting a recording by REST');
  });
  routes.post('/Calls/:call/Recordings/:file{[^/]+\\.json}', () => {
    throw unsupported('pausing, resuming or stopping a recording');
  });
  return routes;
}

const wantsDeleted = (context: Context) => context.req.query('IncludeSoftDeleted')?.toLowerCase() === 'true';

/** The list's filters: CallSid, ConferenceSid, DateCreated as a day or with `<` or `>` (both inclusive), IncludeSoftDeleted. */
function filterOf(context: Context): (recording: Recording) => boolean {
  const query = new URL(context.req.url).searchParams;
  const callSid = query.get('CallSid');
  const [on, until, from] = ['DateCreated', 'DateCreated<', 'DateCreated>'].map((name) => query.get(name));
  return (recording) => {
    const day = recording.createdAt.toISOString().slice(0, 10);
    const isWithin = (limit: string | null | undefined, fits: (limit: string) => boolean) =>
      !limit || fits(limit.slice(0, 10));
    return (
      (recording.state.status !== 'deleted' || wantsDeleted(context)) &&
      (!callSid || recording.call.sid === callSid) &&
      !query.get('ConferenceSid') &&
      isWithin(on, (limit) => day === limit) &&
      isWithin(until, (limit) => day <= limit) &&
      isWithin(from, (limit) => day >= limit)
    );
  };
}
