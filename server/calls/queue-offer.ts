import { type Kysely, sql } from 'kysely';
import type { Context } from '#server/context.ts';
import type { Database } from '#server/database/schema.ts';
import type { AgentId, CallId, E164 } from '#shared/ids.ts';
import { availability } from './availability.ts';
import { type CallBack, planCallBack } from './call-back.ts';
import { agentsRung, rungInVain, whoWaits } from './queue-line.ts';

type Tx = Kysely<Database>;

/** A caller and the one agent who is rung for her, and for nobody else. */
export interface Offer {
  callId: CallId;
  agentId: AgentId;
  at: Date;
  /** Her way out of Twilio's queue, or the call that is placed to her. */
  how: { do: 'fetch'; line: E164; leg: string; step: number } | CallBack;
}

/** Whether anybody waits at all. Asked often: answered from a small index. */
export async function doesAnybodyWait(db: Tx): Promise<boolean> {
  const one = await db
    .selectFrom('queue_entries')
    .select('call_id')
    .where('state', '=', 'waiting')
    .limit(1)
    .executeTakeFirst();
  return one !== undefined;
}

/**
 * Takes the longest-waiting caller for whom an agent is free, and marks her as offered to that agent: one at a time for all processes on
 * this database, so that two agents never get the same caller, and one agent never two.
 */
export async function nextOffer(context: Context): Promise<Offer | undefined> {
  return context.db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended('sidetone queue offers', 0))`.execute(tx);
    const waiting = await whoWaits(context, tx);
    if (waiting.length === 0) return undefined;
    const agentIds = [...new Set(waiting.flatMap(({ people }) => people.agentIds))];
    const { reachable } = await availability(context, tx, agentIds);
    const taken = await agentsRung(context, tx);
    const free = reachable.filter((agentId) => !taken.has(agentId));
    if (free.length === 0) return undefined;
    const inVain = await rungInVain(
      context,
      tx,
      waiting.map(({ callId }) => callId),
    );
    for (const one of waiting) {
      const agentId = free.find((id) => one.people.agentIds.includes(id) && !inVain.has(`${one.callId} ${id}`));
      if (!agentId) continue;
      const how = one.callBack
        ? await planCallBack(context, tx, { ...one, agentId })
        : ({ do: 'fetch', line: one.line, leg: one.leg, step: one.step } as const);
      if (how && (await mark(context, tx, one.callId, agentId)))
        return { callId: one.callId, agentId, at: context.clock.now(), how };
    }
    return undefined;
  });
}

/** The offer came to nothing: she waits on in her place. Nothing is changed that has gone on meanwhile. */
export async function takeBack({ db }: Pick<Context, 'db'>, { callId, agentId, at }: Offer): Promise<void> {
  // `offered_at` stays: it keeps her from being offered again at once.
  await db
    .updateTable('queue_entries')
    .set({ state: 'waiting', offered_to: null })
    .where('call_id', '=', callId)
    .where('state', '=', 'offered')
    .where('offered_to', '=', agentId)
    .where('offered_at', '=', at)
    .execute();
}

async function mark({ clock }: Context, tx: Tx, callId: CallId, agentId: AgentId): Promise<boolean> {
  const marked = await tx
    .updateTable('queue_entries')
    .set({ state: 'offered', offered_to: agentId, offered_at: clock.now() })
    .where('call_id', '=', callId)
    .where('state', '=', 'waiting')
    .where(({ or, eb }) => or([eb('call_back', '=', true), eb('why', 'is', null)]))
    .returning('call_id')
    .executeTakeFirst();
  return marked !== undefined;
}
