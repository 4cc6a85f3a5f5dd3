import { sql } from 'kysely';
import type { Context } from '#server/context.ts';
import { readConnection, restByKey } from '#server/twilio/connection.ts';
import { fetchFromQueue } from '#server/twilio/line-queue.ts';
import { callBackOverUrl, callBackUrl, offeredUrl } from '#server/twilio/webhook-urls.ts';
import { CALL_BACK_RINGS_SECONDS } from './call-back.ts';
import { nameParty } from './name-party.ts';
import { doesAnybodyWait, nextOffer, type Offer, takeBack } from './queue-offer.ts';
import { settleWaiting } from './waiting.ts';

/** The safety net: whoever becomes free without anybody telling (her wrap-up time is over, say) waits no longer than this. */
const EVERY_MS = 2_000;
/** An offer whose caller Twilio has not brought by then came to nothing. */
const FETCH_TAKES_MS = 10_000;
/** The same for an agent who is rung to call somebody back: what Twilio would have told of it is lost. */
const CALL_BACK_TAKES_MS = (CALL_BACK_RINGS_SECONDS + 40) * 1_000;

/** One look at a time in each process; whoever asks meanwhile is looked for again afterwards. */
const serving = new WeakMap<Context['background'], { again: boolean }>();

/** An agent may have become free, or a caller has begun to wait: brings them together, in the background. Call it outside of transactions. */
export function agentMayBeFree(context: Context): void {
  const running = serving.get(context.background);
  if (running) {
    running.again = true;
    return;
  }
  const state = { again: false };
  serving.set(context.background, state);
  context.background.start('serve queues', async () => {
    try {
      do {
        state.again = false;
        await serveQueues(context);
      } while (state.again);
    } finally {
      serving.delete(context.background);
    }
  });
}

/** Looks every two seconds by the Clock, in every process, until the server stops. */
export function keepQueuesServed(context: Context): void {
  const { background, clock, log, stopping } = context;
  const next = () => {
    clock.after(
      EVERY_MS,
      () => {
        background.start('sweep queues', () =>
          sweepQueues(context)
            .then(() => agentMayBeFree(context))
            .catch((error: unknown) => log.error('queues could not be swept', { error }))
            .finally(next),
        );
      },
      stopping,
    );
  };
  next();
}

/** Offers every agent who is free the caller who has waited longest for her. */
export async function serveQueues(context: Context): Promise<void> {
  if (!(await doesAnybodyWait(context.db))) return;
  for (;;) {
    const offer = await nextOffer(context);
    if (!offer) return;
    context.log.info('caller offered', { callId: offer.callId, agentId: offer.agentId, how: offer.how.do });
    // Twilio takes its time, and the next agent need not wait for it.
    context.background.start('offer a caller', () => makeOffer(context, offer));
  }
}

/** Puts right what was lost: callers who are gone, and offers that came to nothing. */
export async function sweepQueues(context: Context): Promise<void> {
  const { clock, db, log } = context;
  const open = await db
    .selectFrom('queue_entries')
    .select('call_id')
    .where('state', '!=', 'left')
    .limit(1)
    .executeTakeFirst();
  if (!open) return;
  await settleWaiting(context, db);
  const now = clock.now().getTime();
  const { rows } = await sql<{ call_id: string }>`
    update queue_entries set state = 'waiting', offered_to = null
    where state = 'offered' and case when call_back
      then offered_at < ${new Date(now - CALL_BACK_TAKES_MS)}
      else offered_at < ${new Date(now - FETCH_TAKES_MS)} and not coalesce((
        select data->'did'->>'do' = 'ring' from call_events
        where call_events.call_id = queue_entries.call_id and kind = 'turn'
        order by (data->>'step')::int desc limit 1
      ), false) end
    returning call_id
  `.execute(db);
  for (const { call_id: callId } of rows) log.warn('offer came to nothing', { callId });
}

/** Does what was decided. What Twilio has not clearly refused may still happen: the sweep takes it back when it has not. */
async function makeOffer(context: Context, offer: Offer): Promise<void> {
  const connection = await readConnection(context);
  if (!connection) return takeBack(context, offer);
  const { agentId, callId, how } = offer;
  const { config, log } = context;
  if (how.do === 'call-back') {
    const { line, number, placed } = how;
    context.background.start('name party', () => nameParty(context, { callId: placed, agentId, number, record: null }));
    const rung = await restByKey(context, connection).callSoftphone({
      to: `client:${agentId}?callId=${placed}`,
      from: line,
      url: callBackUrl(config, placed),
      status: callBackOverUrl(config, placed),
      seconds: CALL_BACK_RINGS_SECONDS,
    });
    if (!rung.ok) {
      log.warn('agent could not be rung for a call back', { callId, reason: rung.problem.code });
      if (rung.problem.code !== 'twilio-away') await takeBack(context, offer);
    }
    return;
  }
  const url = offeredUrl(config, callId, how.step, agentId);
  const taken = await fetchFromQueue(context, connection, { line: how.line, leg: how.leg, url });
  if (taken.ok && taken.value) return;
  log.warn('caller could not be fetched', { callId, reason: taken.ok ? 'not in the queue' : taken.problem.code });
  if (taken.ok || taken.problem.code !== 'twilio-away') await takeBack(context, offer);
}
