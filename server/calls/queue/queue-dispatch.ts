import type { Context } from '#server/context.ts';
import { everyRound } from '#server/jobs/rounds.ts';
import { readConnection, restByKey } from '#server/twilio/connection.ts';
import { nextMoment } from './queue-moments.ts';
import { doesAnybodyWait, nextOffer } from './queue-offer.ts';
import { putThrough } from './queue-put-through.ts';
import { sweepQueues } from './queue-sweep.ts';

/** For what nobody tells, and no moment was foreseen for: a process that died, a report that Twilio lost. */
const ROUND_MS = 30_000;

/** What a process does for its queues. */
interface Service {
  looking: boolean;
  /** Somebody asked while it looked. */
  again: boolean;
  /** It looks by itself then. */
  next: { at: number; off: AbortController } | undefined;
}
const services = new WeakMap<Context['background'], Service>();

function serviceOf({ background }: Pick<Context, 'background'>): Service {
  const known = services.get(background) ?? { looking: false, again: false, next: undefined };
  services.set(background, known);
  return known;
}

/**
 * An agent may have become free, or a caller has begun to wait: brings them together, in the background. Nearly nothing while nobody waits.
 * Call it outside of transactions, in whichever process hears of it.
 */
export function agentMayBeFree(context: Context): void {
  const service = serviceOf(context);
  if (service.looking) {
    service.again = true;
    return;
  }
  service.looking = true;
  context.background.start('serve queues', async () => {
    try {
      do {
        service.again = false;
        await serveQueues(context);
      } while (service.again);
      if (await doesAnybodyWait(context.db)) await wakeInTime(context, service);
    } finally {
      service.looking = false;
    }
    // Asked for after the last look, and before it was over.
    if (service.again) agentMayBeFree(context);
  });
}

/** Looks after those who waited when this process began, and puts right what was lost, by one process for all. Until the server stops. */
export function keepQueuesServed(context: Context): void {
  agentMayBeFree(context);
  everyRound(context, 'queues', ROUND_MS, async () => {
    await sweepQueues(context);
    agentMayBeFree(context);
  });
}

/** Offers every agent who is free the caller who has waited longest for her. */
export async function serveQueues(context: Context): Promise<void> {
  if (!(await doesAnybodyWait(context.db))) return;
  // Read before anybody is taken on: nothing is left to be asked between that and Twilio.
  const connection = await readConnection(context);
  if (!connection) return context.log.warn('callers wait, and Twilio is not connected');
  const rest = restByKey(context, connection);
  for (;;) {
    const offer = await nextOffer(context);
    if (!offer) return;
    context.log.info('caller offered', { callId: offer.callId, agentId: offer.agentId, how: offer.how.do });
    // Twilio takes its time, and the next agent need not wait for it.
    context.background.start('put a caller through', async () => {
      offer.afterwards();
      if (await putThrough(context, rest, offer)) agentMayBeFree(context);
    });
  }
}

/** Nothing polls: the next look is at the moment when time alone will have changed something. */
async function wakeInTime(context: Context, service: Service): Promise<void> {
  const { clock, stopping } = context;
  const moment = await nextMoment(context);
  if (!moment || (service.next && service.next.at <= moment.getTime())) return;
  service.next?.off.abort();
  const next = { at: moment.getTime(), off: new AbortController() };
  service.next = next;
  clock.after(
    Math.max(0, next.at - clock.now().getTime()),
    () => {
      service.next = undefined;
      agentMayBeFree(context);
    },
    AbortSignal.any([stopping, next.off.signal]),
  );
}
