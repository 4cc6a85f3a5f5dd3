import type { Kysely } from 'kysely';
import type { FlowFacts } from '#server/call-flow/turn.ts';
import { announcementFor } from '#server/calls/recording/announcement.ts';
import type { Context } from '#server/context.ts';
import type { Database } from '#server/database/schema.ts';
import { type Availability, availability } from './availability.ts';
import type { HeldCall } from './call.store.ts';
import type { CallRow } from './call-row.ts';
import { knownOwner } from './caller-owner.ts';
import { type FlowOfCall, flowFound, whichFlow } from './flow-of-call.ts';

/** What is known of a call without a look at the people: its flow, and its caller among others. */
export interface Circumstances extends FlowOfCall {
  blocked: boolean;
  /** Others who wait for the same number. */
  waiting: number;
  /** What is said where it records; see `FlowFacts`. */
  announcement: FlowFacts['announcement'];
}

/** In one statement. In the transaction that acts on it. */
export async function circumstancesOf(tx: Kysely<Database>, row: CallRow): Promise<Circumstances> {
  const found = await tx
    .selectNoFrom((eb) => [
      ...whichFlow(eb, row),
      eb.exists(eb.selectFrom('blocked_numbers').select('number').where('number', '=', row.number)).as('blocked'),
      eb
        .selectFrom('queue_entries')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('line', '=', row.line)
        .where('state', '!=', 'left')
        .where('call_back', '=', false)
        .where('call_id', '!=', row.id)
        .as('waiting'),
    ])
    .executeTakeFirstOrThrow();
  const flow = await flowFound(tx, row, found);
  const announcement = flow.flow.record ? await announcementFor(tx, row.line, row.number) : undefined;
  return { ...flow, blocked: Boolean(found.blocked), waiting: Number(found.waiting ?? 0), announcement };
}

/** Where nobody has looked. A menu is heard all the same: `test/fuzz` holds the flow to that. */
export const NOBODY = { reachable: [], onACall: [], mobiles: [], owner: null } as const;

/** What a flow may know before the people are looked at. */
export const factsWithoutPeople = (
  { clock }: Pick<Context, 'clock'>,
  { number }: Pick<CallRow, 'number'>,
  { announcement, blocked, waiting }: Circumstances,
): FlowFacts => ({ now: clock.now(), from: number, blocked, waiting, announcement, ...NOBODY });

export interface Gathered {
  facts: FlowFacts;
  availability: Availability;
}

/** The same with the people. In the transaction that acts on it. */
export async function gatherFacts(
  context: Pick<Context, 'clock' | 'config'>,
  call: HeldCall,
  circumstances: Circumstances,
): Promise<Gathered> {
  const { row, tx } = call;
  const { agentIds, flow } = circumstances;
  const there = await availability(context, tx, agentIds);
  const owner = flow.ownerFirst.on ? await knownOwner(context, call) : null;
  const facts = { ...factsWithoutPeople(context, row, circumstances), ...peopleThere(there, row.number), owner };
  return { facts, availability: there };
}

/** Whom a caller may meet. Whoever calls us from her own mobile does not hear it ring. */
export const peopleThere = ({ mobiles, onACall, reachable, secondCall }: Availability, caller: CallRow['number']) => ({
  reachable,
  onACall,
  secondCall,
  mobiles: mobiles.filter(({ number }) => number !== caller),
});
