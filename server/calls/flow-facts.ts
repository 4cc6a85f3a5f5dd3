import type { FlowFacts } from '#server/call-flow/turn.ts';
import type { Context } from '#server/context.ts';
import { type Availability, availability } from './availability.ts';
import type { HeldCall } from './call.store.ts';
import { knownOwner } from './caller-owner.ts';
import type { FlowOfCall } from './flow-of-call.ts';

export interface Gathered {
  facts: FlowFacts;
  availability: Availability;
}

/** What a call's flow has to know of the world now. In the transaction that acts on it. */
export async function gatherFacts(
  context: Pick<Context, 'clock' | 'config'>,
  call: HeldCall,
  { flow, agentIds }: FlowOfCall,
): Promise<Gathered> {
  const { row, tx } = call;
  const there = await availability(context, tx, agentIds);
  const { blocked, waiting } = await tx
    .selectNoFrom(({ exists, selectFrom }) => [
      exists(selectFrom('blocked_numbers').select('number').where('number', '=', row.number)).as('blocked'),
      selectFrom('queue_entries')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('line', '=', row.line)
        .where('state', '!=', 'left')
        .where('call_back', '=', false)
        .where('call_id', '!=', row.id)
        .as('waiting'),
    ])
    .executeTakeFirstOrThrow();
  const owner = flow.ownerFirst.on ? await knownOwner(context, call) : null;
  const { reachable, onACall } = there;
  // Whoever calls us from her own mobile does not hear it ring.
  const mobiles = there.mobiles.filter(({ number }) => number !== row.number);
  const facts = {
    now: context.clock.now(),
    from: row.number,
    blocked: Boolean(blocked),
    reachable,
    onACall,
    mobiles,
    owner,
    waiting: Number(waiting ?? 0),
  };
  return { facts, availability: there };
}
