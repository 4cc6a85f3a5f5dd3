import { sql } from 'kysely';
import { describeMe } from '#server/agents/me.ts';
import type { HeldCall } from '#server/calls/call.store.ts';
import { checkCall } from '#server/calls/policy/call-policy.ts';
import { whereabouts } from '#server/calls/whereabouts.ts';
import type { Context } from '#server/context.ts';
import type { Ask, KeptAsk } from '#shared/call/control.ts';
import type { AgentId } from '#shared/ids.ts';
import { countryOfNumber } from '#shared/phone-number.ts';
import { problem } from '#shared/problem.ts';
import { failed, ok, type Result } from '#shared/result.ts';

type Somebody = (Ask & { what: 'transfer' })['to'];
type Target = (KeptAsk & { what: 'transfer' })['to'];

/** Whether a call may be passed on to them: a colleague who is online and whose softphone rings, or a number that this agent may call. */
export function readTarget(context: Context, call: HeldCall, agentId: AgentId, to: Somebody): Promise<Result<Target>> {
  return to.who === 'agent' ? colleague(context, call, agentId, to.agentId) : number(context, call, agentId, to.number);
}

async function colleague(
  context: Context,
  { tx }: HeldCall,
  agentId: AgentId,
  other: AgentId,
): Promise<Result<Target>> {
  const [there] = await whereabouts(context, tx, [other]);
  if (!there?.active || other === agentId)
    return failed(problem('user-unknown', 'There is no such colleague any more.'));
  if (there.busy) return failed(onACall);
  if (there.presence !== 'online') return failed(there.presence === 'away' ? onABreak : offline);
  return there.alive ? ok({ who: 'agent', agentId: other }) : failed(away);
}

const onACall = problem('softphone-away', 'Your colleague is on another call or noting one.', { retry: true });
const onABreak = problem('softphone-away', 'Your colleague is away at the moment.', { retry: true });
const offline = problem('softphone-away', 'Your colleague is offline.', { retry: true });
const away = problem('softphone-away', 'Your colleague’s softphone is not there at the moment.', { retry: true });

/** The same policy as for a call of hers: what a transfer costs is paid by the same account. */
async function number(
  { config, crm, clock }: Context,
  { row, tx }: HeldCall,
  agentId: AgentId,
  text: string,
): Promise<Result<Target>> {
  const { country } = await describeMe({ crm, db: tx }, agentId);
  const lately = new Date(clock.now().getTime() - 60_000);
  const { rows } = await sql<{ lastminute: string; now: string }>`
    select
      (select count(*) from calls where agent_id = ${agentId} and direction = 'outgoing' and created_at > ${lately})
      + count(*) filter (where call_events.at > ${lately}) as lastminute,
      count(distinct calls.id) as now
    from calls join call_events on call_events.call_id = calls.id
    where call_events.kind = 'asked' and calls.created_at > ${new Date(clock.now().getTime() - 5 * 3_600_000)}
      and (calls.state <> 'ended' or call_events.at > ${lately})
      and call_events.data->>'agentId' = ${agentId} and call_events.data->'ask'->'to'->>'who' = 'number'
  `.execute(tx);
  const allowed = checkCall({
    to: text,
    country,
    twilioConnected: true,
    from: row.line,
    fromRefused: false,
    fromCountry: countryOfNumber(row.line),
    allowedCountries: config.limits.allowedCountries,
    callsLastMinute: Number(rows[0]?.lastminute ?? 0),
    callsPerMinute: config.limits.callsPerMinute,
    callsNow: Number(rows[0]?.now ?? 0),
    callsAtOnce: config.limits.callsAtOnce,
    onACall: false,
  });
  if (!allowed.ok) return allowed;
  if (allowed.value.to === row.number)
    return failed(problem('own-number', 'That is the number that you are talking to.', { field: 'ask.to.number' }));
  return ok({ who: 'number', number: allowed.value.to });
}
