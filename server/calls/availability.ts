import type { Kysely } from 'kysely';
import type { Mobile } from '#server/call-flow/turn.ts';
import type { Context } from '#server/context.ts';
import type { Database } from '#server/database/schema.ts';
import type { AgentId } from '#shared/ids.ts';
import type { Skipped } from './call-event.ts';
import { type Whereabouts, whereabouts } from './whereabouts.ts';

export interface Availability {
  /** Would ring now; who came online first, first (line 72). */
  reachable: AgentId[];
  /** Online and alive, but on a call or noting one. */
  onACall: AgentId[];
  /** Those of them whom call waiting lets ring beside their one call. */
  secondCall: AgentId[];
  /** Mobiles that would ring now, in the same order. */
  mobiles: Mobile[];
  /** Who does not ring, and why. */
  skipped: { agentId: AgentId; why: Skipped }[];
}

/** Which of these agents are free, and which are on a call. Call it inside the transaction that will act on it. */
export async function availability(
  context: Pick<Context, 'clock' | 'config'>,
  tx: Kysely<Database>,
  agentIds: readonly AgentId[],
): Promise<Availability> {
  const all = await whereabouts(context, tx, agentIds);
  const free = all.filter(isReachable).map(({ agentId }) => agentId);
  const mobiles = all.flatMap((one) => mobileOf(one) ?? []);
  return {
    reachable: free,
    onACall: all.filter(isOnACall).map(({ agentId }) => agentId),
    secondCall: all.filter((one) => isOnACall(one) && one.takesSecond).map(({ agentId }) => agentId),
    mobiles,
    skipped: all.flatMap((one) => {
      const rings = isReachable(one) || mobiles.some(({ agentId }) => agentId === one.agentId);
      return rings ? [] : [{ agentId: one.agentId, why: whyNot(one) }];
    }),
  };
}

/** The same of some of them. */
export function availabilityOf(agentIds: readonly AgentId[], all: Availability): Availability {
  const asked = new Set(agentIds);
  const isAsked = ({ agentId }: { agentId: AgentId }) => asked.has(agentId);
  return {
    reachable: all.reachable.filter((id) => asked.has(id)),
    onACall: all.onACall.filter((id) => asked.has(id)),
    secondCall: all.secondCall.filter((id) => asked.has(id)),
    mobiles: all.mobiles.filter(isAsked),
    skipped: all.skipped.filter(isAsked),
  };
}

const isOnline = ({ active, presence }: Whereabouts) => active && presence === 'online';
const isReachable = (one: Whereabouts) => isOnline(one) && one.alive && !one.busy;
const isOnACall = (one: Whereabouts) => isOnline(one) && one.busy;

/** `also`: whenever she is online and free, her softphone's computer shut or not. `when-not-online`: when no softphone of hers would ring. */
function mobileOf(one: Whereabouts): Mobile | undefined {
  const { agentId, active, alive, busy, mobile } = one;
  if (!mobile || !active || busy) return undefined;
  const rings = mobile.rings === 'also' ? isOnline(one) : !isOnline(one) || !alive;
  return rings ? { agentId, number: mobile.number } : undefined;
}

function whyNot({ active, busy, presence }: Whereabouts): Skipped {
  if (!active) return 'not-active';
  if (presence === 'online' && busy) return 'on-a-call';
  return presence === 'away' ? 'away' : 'offline';
}
