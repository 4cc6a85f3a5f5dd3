import { describeMe } from '#server/agents/me.ts';
import { agentMayBeFree } from '#server/calls/queue/queue-dispatch.ts';
import type { Context } from '#server/context.ts';
import type { Storage } from '#server/database/storage.ts';
import { closeEndpoints } from './endpoints.store.ts';
import { eventRoutes } from './events.routes.ts';
import type { Hub } from './hub.ts';
import { CLOSE_RECONNECT, KeepAlive } from './keep-alive.ts';

/** Longest wait for the other side's answer to our close. */
const CLOSING_MS = 1_000;

/** Joins the parts of the event sockets: routes to mount, and how they end. */
export async function openRealtime(context: Context, storage: Storage, hub: Hub) {
  const keepAlive = new KeepAlive(context, hub, () => agentMayBeFree(context));
  const processId = `p_${context.randomBytes(9).toString('base64url')}`;
  hub.describe('me', async (agentId) => ({ type: 'me', me: await describeMe(context, agentId) }));
  await hub.hear(storage, context.stopping);
  keepAlive.start();
  return {
    routes: eventRoutes(context, { hub, keepAlive, processId }),
    /** Sends every softphone to another process, and leaves nobody marked as reachable here. */
    async close(): Promise<void> {
      const sockets = hub.sockets();
      hub.close((socket) => socket.close(CLOSE_RECONNECT, 'server stops'));
      const end = performance.now() + CLOSING_MS;
      while (hub.sockets().length > 0 && performance.now() < end) await new Promise((next) => setTimeout(next, 20));
      await keepAlive.settled();
      await closeEndpoints(
        context.db,
        sockets.map((socket) => socket.endpointId),
      );
    },
  };
}
