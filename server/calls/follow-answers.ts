import type { Kysely } from 'kysely';
import { hasAnswered, letRing } from '#server/agents/not-answering.ts';
import type { Context } from '#server/context.ts';
import type { Database } from '#server/database/schema.ts';
import type { TimedEvent } from './call-event.ts';
import { attentionTo } from './let-ring.ts';

/**
 * What the fresh facts of an incoming call tell of who answers and who does not. A call counts once for each of her, however often and in
 * whatever order it is reported. Within the transaction that appends them.
 */
export async function followAnswers(
  context: Pick<Context, 'clock' | 'realtime' | 'log'>,
  tx: Kysely<Database>,
  events: readonly TimedEvent[],
  fresh: readonly TimedEvent[],
): Promise<void> {
  if (!fresh.some(({ kind }) => kind === 'leg' || kind === 'accepted')) return;
  const known = new Set(fresh);
  const before = attentionTo(events.filter((event) => !known.has(event)));
  const now = attentionTo(events);
  for (const agentId of now.answered) if (!before.answered.includes(agentId)) await hasAnswered(tx, agentId);
  for (const agentId of now.letRing) {
    if (before.letRing.includes(agentId) || now.answered.includes(agentId)) continue;
    const last = events.findLast(
      (event) => event.kind === 'leg' && event.agentId === agentId && event.status === 'no-answer',
    );
    if (last) await letRing(context, tx, agentId, last.at);
  }
}
