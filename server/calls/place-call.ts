import type { Kysely } from 'kysely';
import { describeMe } from '#server/agents/me.ts';
import { checkCall } from '#server/calls/policy/call-policy.ts';
import type { Context } from '#server/context.ts';
import type { Database } from '#server/database/schema.ts';
import type { Party } from '#shared/api/party.ts';
import type { RecordRef } from '#shared/crm/crm-record.ts';
import type { AgentId, CallId, E164 } from '#shared/ids.ts';
import { countryOfNumber } from '#shared/phone-number.ts';
import { problem } from '#shared/problem.ts';
import { failed, ok, type Result } from '#shared/result.ts';
import { hold } from './call.store.ts';
import { nameParty } from './name-party.ts';
import { blank, newCallId } from './new-call.ts';
import { agentsOnACall } from './whereabouts.ts';

export interface Wish {
  /** The softphone's own choice; it may be connecting with it already. */
  callId?: CallId | undefined;
  /** As typed or clicked. */
  to: string;
  /** The record whose page the number stands on. */
  record: RecordRef | null;
  /** The number to show; null: the agent's default. */
  from: E164 | null;
}

export interface Placed {
  callId: CallId;
  to: E164;
  from: E164;
  party: Party;
}

/** Gives a call id, good once and for a minute, if the policy lets this agent call that number now. Who it is is looked up meanwhile. */
export async function placeCall(context: Context, agentId: AgentId, wish: Wish): Promise<Result<Placed>> {
  const placed = await context.db.transaction().execute(async (tx): Promise<Result<Placed>> => {
    // Two clicks at once are two transactions: the second counts the first's call.
    await tx.selectFrom('agents').select('id').where('id', '=', agentId).forNoKeyUpdate().executeTakeFirstOrThrow();
    const allowed = checkCall(await gatherFacts(context, tx, agentId, wish));
    if (!allowed.ok) return allowed;
    const { to, from } = allowed.value;
    const now = context.clock.now();
    const row = await tx
      .insertInto('calls')
      .values({
        ...blank,
        id: wish.callId ?? newCallId(context),
        direction: 'outgoing',
        line: from,
        number: to,
        agent_id: agentId,
        record: wish.record && JSON.stringify(wish.record),
        usable_until: new Date(now.getTime() + context.config.limits.callIdMs),
        parent_sid: null,
        state: 'placed',
        created_at: now,
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returningAll()
      .executeTakeFirst();
    if (!row) return failed(idUsed);
    await (await hold(context, tx, row, true)).append({ kind: 'placed' });
    return ok({ callId: row.id, to, from, party: { number: to, match: { state: 'looking' } } });
  });
  if (placed.ok) {
    const call = { ...placed.value, agentId, number: placed.value.to, record: wish.record };
    context.background.start('name party', () => nameParty(context, call));
  }
  return placed;
}

const idUsed = problem('call-id-used', 'This call was already placed. Call again.');

async function gatherFacts({ clock, config, crm }: Context, tx: Kysely<Database>, agentId: AgentId, wish: Wish) {
  const now = clock.now();
  const me = await describeMe({ crm, db: tx }, agentId);
  const from = wish.from ?? me.outgoingNumbers[0] ?? null;
  const { callsLastMinute, callsNow } = await countCalls(tx, agentId, now);
  return {
    to: wish.to,
    country: me.country,
    twilioConnected: me.twilioConnected,
    from,
    fromRefused: from !== null && !me.outgoingNumbers.includes(from),
    fromCountry: from && countryOfNumber(from),
    allowedCountries: config.limits.allowedCountries,
    callsLastMinute,
    callsPerMinute: config.limits.callsPerMinute,
    callsNow,
    callsAtOnce: config.limits.callsAtOnce,
    onACall:
      (await saysOnACall(tx, agentId, new Date(now.getTime() - config.limits.silentMs))) ||
      (await agentsOnACall(tx, now, [agentId])).length > 0,
  };
}

async function countCalls(tx: Kysely<Database>, agentId: AgentId, now: Date) {
  const minuteAgo = new Date(now.getTime() - 60_000);
  const counted = await tx
    .selectFrom('calls')
    .select(({ fn, or, eb }) => [
      fn.countAll<string>().filterWhere('created_at', '>', minuteAgo).as('lastMinute'),
      fn
        .countAll<string>()
        .filterWhere('state', '!=', 'ended')
        // An id that was never used and no longer can be is no call.
        .filterWhere(or([eb('state', '!=', 'placed'), eb('usable_until', '>', now)]))
        .as('now'),
    ])
    .where('agent_id', '=', agentId)
    .where('direction', '=', 'outgoing')
    .where(({ or, eb }) => or([eb('created_at', '>', minuteAgo), eb('state', '!=', 'ended')]))
    .executeTakeFirstOrThrow();
  return { callsLastMinute: Number(counted.lastMinute), callsNow: Number(counted.now) };
}

/** What her softphone last said, while it is alive. */
async function saysOnACall(tx: Kysely<Database>, agentId: AgentId, alive: Date): Promise<boolean> {
  const endpoint = await tx
    .selectFrom('endpoints')
    .select('id')
    .where('agent_id', '=', agentId)
    .where('on_call', '=', true)
    .where('alive_at', '>=', alive)
    .executeTakeFirst();
  return endpoint !== undefined;
}
