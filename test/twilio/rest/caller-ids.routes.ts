import { Hono } from 'hono';
import { Form } from './form.ts';
import { page } from './paging.ts';
import { showCallerId } from './rendering.ts';
import type { RestEnv, RestParts } from './rest-api.ts';
import { notFound } from './rest-error.ts';
import { verifyNumber } from './verification-call.ts';

/** OutgoingCallerIds: list, fetch, rename, delete; and create, which calls the number and asks there for a code. */
export function callerIdRoutes(parts: RestParts): Hono<RestEnv> {
  const { account } = parts;
  const routes = new Hono<RestEnv>();
  const callerIdAt = (path: string, file: string) => {
    const callerId = account.callerIds.get(file.replace(/\.json$/, ''));
    if (!callerId) throw notFound(path);
    return callerId;
  };

  routes.get('/OutgoingCallerIds.json', (context) => {
    const { PhoneNumber, FriendlyName } = context.req.query();
    const found = [...account.callerIds.values()].filter(
      (callerId) =>
        (!PhoneNumber || callerId.phoneNumber === PhoneNumber) &&
        (!FriendlyName || callerId.friendlyName === FriendlyName),
    );
    return page(context, 'outgoing_caller_ids', found, (callerId) => showCallerId(callerId, account));
  });
  routes.post('/OutgoingCallerIds.json', async (context) =>
    context.json(verifyNumber(new Form(await context.req.text()), parts)),
  );
  routes.get('/OutgoingCallerIds/:file{.+\\.json}', (context) =>
    context.json(showCallerId(callerIdAt(context.req.path, context.req.param('file')), account)),
  );
  routes.post('/OutgoingCallerIds/:file{.+\\.json}', async (context) => {
    const callerId = callerIdAt(context.req.path, context.req.param('file'));
    const form = new Form(await context.req.text());
    callerId.friendlyName = form.friendlyName() ?? callerId.friendlyName;
    account.touch(callerId);
    return context.json(showCallerId(callerId, account));
  });
  routes.delete('/OutgoingCallerIds/:file{.+\\.json}', (context) => {
    account.callerIds.delete(callerIdAt(context.req.path, context.req.param('file')).sid);
    return context.body(null, 204);
  });
  return routes;
}
