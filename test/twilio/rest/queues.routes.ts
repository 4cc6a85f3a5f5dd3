import { Hono } from 'hono';
import type { CallQueue } from '#test/twilio/switch/call-queue.ts';
import { LARGEST_QUEUE_SIZE } from '#test/twilio/switch/queues.ts';
import type { Instruction } from '#test/twilio/twiml/verb.ts';
import { Form, given } from './form.ts';
import { page } from './paging.ts';
import { showMember, showQueue } from './queue-rendering.ts';
import type { RestEnv, RestParts } from './rest-api.ts';
import { notFound, RestError } from './rest-error.ts';

/** Queues: create, list, fetch, update, delete; their members: list, fetch, and update, which takes a caller out of the queue. */
export function queueRoutes({ account, theSwitch }: RestParts): Hono<RestEnv> {
  const { queues } = theSwitch;
  const routes = new Hono<RestEnv>();
  const queueAt = (path: string, file: string) => {
    const queue = queues.get(file.replace(/\.json$/, ''));
    if (!queue) throw notFound(path);
    return queue;
  };
  const memberAt = (path: string, queue: CallQueue, file: string) => {
    const member = queue.memberAt(file.replace(/\.json$/, ''));
    if (!member) throw notFound(path);
    return member;
  };
  const readQueue = (form: Form, itself?: CallQueue) => {
    const friendlyName = form.friendlyName();
    const other = friendlyName === undefined ? undefined : queues.named(friendlyName);
    if (other && other !== itself)
      throw new RestError(400, 22003, `A queue with the name ${friendlyName} already exists`);
    if (friendlyName === '') throw new RestError(400, 20002, 'FriendlyName must not be empty');
    const maxSize = form.whole('MaxSize', { least: 1, most: LARGEST_QUEUE_SIZE, code: 20001 });
    return given({ friendlyName, maxSize });
  };

  routes.get('/Queues.json', (context) => page(context, 'queues', queues.list(), (queue) => showQueue(queue, account)));
  routes.post('/Queues.json', async (context) => {
    const { friendlyName, maxSize } = readQueue(new Form(await context.req.text()));
    if (friendlyName === undefined) throw new RestError(400, 20001, 'Missing required parameter FriendlyName');
    return context.json(showQueue(queues.create(friendlyName, maxSize), account), 201);
  });
  routes.get('/Queues/:file{[^/]+\\.json}', (context) =>
    context.json(showQueue(queueAt(context.req.path, context.req.param('file')), account)),
  );
  routes.post('/Queues/:file{[^/]+\\.json}', async (context) => {
    const queue = queueAt(context.req.path, context.req.param('file'));
    Object.assign(queue, readQueue(new Form(await context.req.text()), queue));
    account.touch(queue);
    return context.json(showQueue(queue, account));
  });
  routes.delete('/Queues/:file{[^/]+\\.json}', (context) => {
    const queue = queueAt(context.req.path, context.req.param('file'));
    if (queue.members.length > 0) throw new RestError(409, 20009, 'Only an empty queue can be deleted');
    queues.delete(queue);
    return context.body(null, 204);
  });

  routes.get('/Queues/:queue/Members.json', (context) => {
    const queue = queueAt(context.req.path, context.req.param('queue'));
    return page(context, 'queue_members', [...queue.members], (member) => showMember(member, account));
  });
  routes.get('/Queues/:queue/Members/:file{[^/]+\\.json}', (context) => {
    const queue = queueAt(context.req.path, context.req.param('queue'));
    return context.json(showMember(memberAt(context.req.path, queue, context.req.param('file')), account));
  });
  routes.post('/Queues/:queue/Members/:file{[^/]+\\.json}', async (context) => {
    const form = new Form(await context.req.text());
    const url = form.url('Url');
    if (!url) throw new RestError(400, 21205, 'Url parameter is required.');
    const method = form.method('Method') ?? 'POST';
    const queue = queueAt(context.req.path, context.req.param('queue'));
    const member = memberAt(context.req.path, queue, context.req.param('file'));
    const shown = showMember(member, account);
    const instruction: Instruction = { from: 'url', kind: 'redirect', url, method, parameters: {} };
    // Out at once: whoever asks for the Front next gets the next one.
    queue.remove(member);
    setImmediate(() => member.call.isLive && theSwitch.redirect(member.call, instruction));
    return context.json(shown);
  });
  return routes;
}
