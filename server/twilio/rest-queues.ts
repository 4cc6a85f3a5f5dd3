import { ok, type Result } from '#shared/result.ts';
import type { RestClient } from './rest-client.ts';
import { MOST_ROWS } from './rest-rows.ts';

/** A queue of the account, and how many callers it takes. */
export interface TwilioQueue {
  sid: string;
  callers: number;
}

/** Twilio's queues, in which callers wait. */
export const queuesRest = (rest: RestClient) => ({
  queue: (name: string) => findQueue(rest, name),

  /** The queue of this name takes so many callers at most; made where there is none yet. Answers Twilio's id of it. */
  async keepQueue(name: string, callers: number): Promise<Result<string>> {
    const found = await findQueue(rest, name);
    if (!found.ok) return found;
    if (found.value?.callers === callers) return ok(found.value.sid);
    const sid = found.value?.sid;
    const kept = await rest.ask((client) =>
      sid
        ? client.queues(sid).update({ maxSize: callers })
        : client.queues.create({ friendlyName: name, maxSize: callers }),
    );
    return kept.ok ? ok(kept.value.sid) : kept;
  },
});

/** The queue of this name; null: there is none. */
async function findQueue(rest: RestClient, name: string): Promise<Result<TwilioQueue | null>> {
  const listed = await rest.ask((client) => client.queues.list({ limit: MOST_ROWS, pageSize: MOST_ROWS }));
  if (!listed.ok) return listed;
  const found = listed.value.find((queue) => queue.friendlyName === name);
  return ok(found ? { sid: found.sid, callers: found.maxSize } : null);
}
