import { MOST_RUNG_AT_ONCE } from '#shared/call-flow/limits.ts';
import type { AgentId } from '#shared/ids.ts';
import type { FlowFacts, Mobile, Part, Step } from './turn.ts';

/** A person who can be rung now, and on what. */
export interface Callee {
  agentId: AgentId;
  softphone: boolean;
  mobile: Mobile | null;
}

/**
 * Who of a group can be rung now: first whoever came online first, then those with nothing but a mobile, as they stand in the group.
 * Nobody's mobile rings while she is on a call.
 */
export function callees(
  agentIds: readonly AgentId[],
  facts: Pick<FlowFacts, 'reachable' | 'onACall' | 'mobiles'>,
  rung: readonly AgentId[] = [],
): Callee[] {
  const asked = new Set(agentIds);
  for (const agentId of [...rung, ...facts.onACall]) asked.delete(agentId);
  const mobiles = new Map(facts.mobiles.map((mobile) => [mobile.agentId, mobile]));
  const online = new Set(facts.reachable.filter((agentId) => asked.has(agentId)));
  const elsewhere = [...asked].filter((agentId) => !online.has(agentId) && mobiles.has(agentId));
  return [...online, ...elsewhere].map((agentId) => ({
    agentId,
    softphone: online.has(agentId),
    mobile: mobiles.get(agentId) ?? null,
  }));
}

/** Those at the head of the line who fit into one Dial: a softphone and a mobile are two of its ten. */
export function atOnce(line: readonly Callee[]): Callee[] {
  let nouns = 0;
  const fits = line.findIndex(({ softphone, mobile }) => {
    nouns += Number(softphone) + Number(mobile !== null);
    return nouns > MOST_RUNG_AT_ONCE;
  });
  return fits < 0 ? [...line] : line.slice(0, fits);
}

export const ring = (rung: readonly Callee[], seconds: number, parts: Part[] = []): Step => ({
  do: 'ring',
  parts,
  agentIds: rung.flatMap(({ agentId, softphone }) => (softphone ? [agentId] : [])),
  mobiles: rung.flatMap(({ mobile }) => mobile ?? []),
  seconds,
});
