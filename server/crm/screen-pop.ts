import type { Context } from '#server/context.ts';
import type { CrmRecord } from '#shared/crm/crm-record.ts';
import type { AgentId, CallId, E164 } from '#shared/ids.ts';
import type { Result } from '#shared/result.ts';
import type { Crm, Match } from './crm.ts';

/** After this long an agent is told that the CRM could not be asked: a card must not look for ever. */
const LIMIT_MS = 10_000;
/** Records whose sharing is checked per agent: more do not fit on a card that rings. */
const MOST_RECORDS = 5;

type PopContext = Pick<Context, 'db' | 'clock' | 'log' | 'realtime' | 'stopping'>;
type Finder = Pick<Crm, 'findByPhone' | 'record'>;

/**
 * Who is calling, for each agent that it concerns: asked once with the organisation's eyes, then with each agent's own. See
 * `Crm.screenPop` for what it promises.
 */
export function openScreenPop(context: PopContext, crm: Finder): Crm['screenPop'] {
  return async ({ callId, number, agentIds }) => {
    const answered = new Set<AgentId>();
    const give = async (agentId: AgentId, match: Match) => {
      // A server that stops closes its storage: her card, if she still sees one, is built anew by the next server.
      if (answered.has(agentId) || context.stopping.aborted) return;
      answered.add(agentId);
      await keep(context, callId, agentId, match);
    };
    const report = (error: unknown) => context.log.error('screen pop failed', { callId, error });
    const giveUp = () => Promise.all(agentIds.map((agentId) => give(agentId, { state: 'unavailable' }).catch(report)));
    const done = new AbortController();
    let givingUp: Promise<unknown> | undefined;
    context.clock.after(
      LIMIT_MS,
      () => {
        givingUp = giveUp();
      },
      AbortSignal.any([done.signal, context.stopping]),
    );
    try {
      const known = await crm.findByPhone('organisation', number);
      await Promise.all(agentIds.map(async (agentId) => give(agentId, await matchFor(crm, agentId, number, known))));
    } catch (error) {
      report(error);
    } finally {
      done.abort();
      await givingUp;
      await giveUp();
    }
  };
}

async function matchFor(crm: Finder, agentId: AgentId, number: E164, known: Result<CrmRecord[]>): Promise<Match> {
  if (!known.ok) {
    // The organisation connection is down or was revoked: the agent's own token may still do.
    const own = await crm.findByPhone(agentId, number);
    if (!own.ok) return { state: 'unavailable' };
    return own.value.length > 0 ? { state: 'known', records: own.value.slice(0, MOST_RECORDS) } : { state: 'unknown' };
  }
  if (known.value.length === 0) return { state: 'unknown' };
  const asked = await Promise.all(known.value.slice(0, MOST_RECORDS).map(({ ref }) => crm.record(agentId, ref)));
  const records = asked.flatMap((result) => (result.ok && result.value ? [result.value] : []));
  if (records.length > 0) return { state: 'known', records };
  // Not being allowed is an answer; a CRM that is away or has signed her out is none.
  const refused = asked.every((result) => result.ok || result.problem.code === 'crm-forbidden');
  return refused ? { state: 'not-shared' } : { state: 'unavailable' };
}

async function keep(context: PopContext, callId: CallId, agentId: AgentId, match: Match): Promise<void> {
  const row = { match: JSON.stringify(match), updated_at: context.clock.now() };
  await context.db.transaction().execute(async (tx) => {
    await tx
      .insertInto('call_matches')
      .values({ call_id: callId, agent_id: agentId, ...row })
      .onConflict((conflict) => conflict.columns(['call_id', 'agent_id']).doUpdateSet(row))
      .execute();
    await context.realtime.tell(tx, [agentId], 'calls');
  });
}
