import { Hono } from 'hono';
import type { Call } from '#test/twilio/switch/call.ts';
import { readNewCall } from './call-create.ts';
import { showCall } from './call-rendering.ts';
import { updateCall } from './call-update.ts';
import { Form } from './form.ts';
import { page } from './paging.ts';
import type { RestEnv, RestParts } from './rest-api.ts';
import { notFound, RestError } from './rest-error.ts';

/** Calls: create, list, fetch, update, delete. */
export function callRoutes(parts: RestParts): Hono<RestEnv> {
  const { account, theSwitch, apiCalls } = parts;
  const routes = new Hono<RestEnv>();
  const callAt = (path: string, file: string) => {
    const call = theSwitch.calls.get(file.replace(/\.json$/, ''));
    if (!call) throw notFound(path);
    return call;
  };

  routes.get('/Calls.json', (context) => {
    const matches = filterOf(new URL(context.req.url).searchParams);
    const found = [...theSwitch.calls.values()].filter(matches).reverse();
    return page(context, 'calls', found, (call) => showCall(call, account));
  });
  routes.post('/Calls.json', async (context) => {
    const call = apiCalls.create(readNewCall(new Form(await context.req.text()), account));
    return context.json(showCall(call, account), 201);
  });
  routes.get('/Calls/:file{[^/]+\\.json}', (context) =>
    context.json(showCall(callAt(context.req.path, context.req.param('file')), account)),
  );
  routes.post('/Calls/:file{[^/]+\\.json}', async (context) => {
    const call = callAt(context.req.path, context.req.param('file'));
    updateCall(call, new Form(await context.req.text()), parts);
    return context.json(showCall(call, account));
  });
  routes.delete('/Calls/:file{[^/]+\\.json}', (context) => {
    const call = callAt(context.req.path, context.req.param('file'));
    if (call.isLive) throw new RestError(409, 20009, 'Call is in progress and can not be deleted');
    theSwitch.calls.delete(call.sid);
    return context.body(null, 204);
  });
  return routes;
}

/** The list's filters: To, From, ParentCallSid, Status, and StartTime and EndTime as a day, or with `<` or `>`. */
function filterOf(query: URLSearchParams): (call: Call) => boolean {
  const day = (date: Date | null) => date?.toISOString().slice(0, 10) ?? '';
  const tests: ((call: Call) => boolean)[] = [];
  const when = (name: string, test: (value: string) => (call: Call) => boolean) => {
    const value = query.get(name);
    if (value) tests.push(test(value));
  };
  when('To', (to) => (call) => call.to === to);
  when('From', (from) => (call) => call.from === from);
  when('ParentCallSid', (sid) => (call) => call.parent?.sid === sid);
  when('Status', (status) => (call) => call.status === status);
  for (const [name, dateOf] of [
    ['StartTime', (call: Call) => call.startedAt],
    ['EndTime', (call: Call) => call.endedAt],
  ] as const) {
    when(name, (value) => (call) => day(dateOf(call)) === value.slice(0, 10));
    when(`${name}<`, (value) => (call) => (dateOf(call)?.getTime() ?? Number.NaN) <= Date.parse(value));
    when(`${name}>`, (value) => (call) => (dateOf(call)?.getTime() ?? Number.NaN) >= Date.parse(value));
  }
  return (call) => tests.every((test) => test(call));
}
