import type { Context } from '#server/context.ts';
import type { E164 } from '#shared/ids.ts';
import { ok, type Result } from '#shared/result.ts';
import { readConnection, restByKey, type TwilioConnection } from './connection.ts';
import { queueOf } from './flow-document.ts';

/** Twilio's ids of queues, which are never deleted, by account and name; and how many callers we have told them to take. */
const known = new Map<string, { sid: string; callers: number | null }>();
const keyOf = ({ accountSid }: TwilioConnection, line: E164) => `${accountSid} ${queueOf(line)}`;

/**
 * Takes a caller out of her line's queue, on to what `url` says. False: she does not wait there. Her place and how long she has waited are
 * ours to know: Twilio's queue only plays to her.
 */
export async function fetchFromQueue(
  context: Pick<Context, 'config'>,
  connection: TwilioConnection,
  { line, leg, url }: { line: E164; leg: string; url: string },
): Promise<Result<boolean>> {
  const rest = restByKey(context, connection);
  const key = keyOf(connection, line);
  const remembered = known.get(key);
  if (remembered) {
    const taken = await rest.takeFromQueue(remembered.sid, leg, url);
    if (!taken.ok || taken.value) return taken;
    known.delete(key);
  }
  const found = await rest.queue(queueOf(line));
  if (!found.ok) return found;
  if (!found.value || found.value.sid === remembered?.sid) return ok(false);
  known.set(key, found.value);
  return rest.takeFromQueue(found.value.sid, leg, url);
}

/**
 * Tells Twilio how many callers a line's queue takes: the last word where two come at once, and each was counted before the other.
 * Called when a flow is saved and when somebody waits; asks Twilio only for what it has not been told by this process. Never fails.
 */
export async function keepQueueSize(context: Context, line: E164, callers: number): Promise<void> {
  const connection = await readConnection(context);
  if (!connection) return;
  const key = keyOf(connection, line);
  if (known.get(key)?.callers === callers) return;
  const kept = await restByKey(context, connection).keepQueue(queueOf(line), callers);
  if (kept.ok) known.set(key, { sid: kept.value, callers });
  else context.log.warn('queue could not be sized', { reason: kept.problem.code });
}
