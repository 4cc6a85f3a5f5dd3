import { type Kysely, sql } from 'kysely';
import { availability } from '#server/calls/availability.ts';
import { hold } from '#server/calls/call.store.ts';
import { type Decision, turnOf } from '#server/calls/take-turn.ts';
import type { Context } from '#server/context.ts';
import type { Database } from '#server/database/schema.ts';
import type { AgentId, CallId } from '#shared/ids.ts';
import { type CallBack, planCallBack } from './call-back.ts';
import { agentsRung, rungInVain, type Waiting, whoWaits } from './queue-line.ts';

type Tx = Kysely<Database>;

/** Whoever still hears music so long after it was decided that she goes on has been missed by Twilio's REST. Longer than any request takes. */
export const PUTTING_THROUGH_TAKES_MS = 12_000;

/** A caller and the one agent who is rung for her, and for nobody else. */
export interface Offer {
  callId: CallId;
  agentId: AgentId;
  at: Date;
  /** What she goes on with, at once; or the call that is placed to her. */
  how: GoOn | CallBack;
  /** To be called once the transaction is over. */
  afterwards(): void;
}

/** Her turn is taken and stands in the ledger: whichever way Twilio asks for it, it is told the same. */
export interface GoOn {
  do: 'go-on';
  leg: string;
  /** The step in which she waits. */
  step: number;
  decision: Decision;
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
 * Takes the longest-waiting caller for whom an agent is free, and takes her on to that agent: one at a time for all processes on this
 * database, so that two agents never get the same caller, and one agent never two.
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
      const offer = one.callBack
        ? await offerCallBack(context, tx, one, agentId)
        : await offerCaller(context, tx, one, agentId);
      if (offer) return offer;
    }
    return undefined;
  });
}

/** The call to her came to nothing: she waits on in her place. Nothing is changed that has gone on meanwhile. */
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

/** Her turn is decided here and now, so that Twilio is told what she goes on with, and need not ask. */
async function offerCaller(
  context: Context,
  tx: Tx,
  { callId, leg, step }: Waiting,
  agentId: AgentId,
): Promise<Offer | undefined> {
  // The call before her place, as everywhere: two that wait for each other would wait for ever.
  const row = await tx
    .selectFrom('calls')
    .selectAll()
    .where('id', '=', callId)
    .where('state', 'in', ['ringing', 'talking'])
    .forUpdate()
    .executeTakeFirst();
  if (!row || !(await mark(context, tx, callId, agentId))) return undefined;
  const call = await hold(context, tx, row);
  const { decision, afterwards } = await turnOf(context, call, step + 1, { what: 'offered', agentId });
  return {
    ...{ callId, agentId, at: context.clock.now(), afterwards },
    how: { do: 'go-on', leg, step, decision },
  };
}

async function offerCallBack(context: Context, tx: Tx, one: Waiting, agentId: AgentId): Promise<Offer | undefined> {
  const { callId } = one;
  const how = await planCallBack(context, tx, { ...one, agentId });
  if (!how || !(await mark(context, tx, callId, agentId))) return undefined;
  return { callId, agentId, at: context.clock.now(), how, afterwards: () => {} };
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
