import type { Context } from '#server/context.ts';
import type { E164 } from '#shared/ids.ts';
import { readConnection, restByKey } from './connection.ts';
import { queueOf } from './flow-document.ts';

/** How many callers Twilio was told to take, by account and queue. Queues are never deleted. */
const told = new Map<string, number>();

/**
 * Tells Twilio how many callers a line's queue takes: the last word where two come at once, and each was counted before the other.
 * Called when a flow is saved and when somebody waits; tells Twilio only what it has not been told by this process. Never fails.
 */
export async function keepQueueSize(context: Context, line: E164, callers: number): Promise<void> {
  const connection = await readConnection(context);
  if (!connection) return;
  const name = queueOf(line);
  const key = `${connection.accountSid} ${name}`;
  if (told.get(key) === callers) return;
  const kept = await restByKey(context, connection).keepQueue(name, callers);
  if (kept.ok) told.set(key, callers);
  else context.log.warn('queue could not be sized', { reason: kept.problem.code });
}
