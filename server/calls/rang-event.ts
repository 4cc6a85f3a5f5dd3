import { peopleOfGroup } from '#server/call-flow/group.ts';
import type { Position, Step } from '#server/call-flow/turn.ts';
import type { CallFlow } from '#shared/call-flow/call-flow.schema.ts';
import type { Availability } from './availability.ts';
import type { CallEvent } from './call-event.ts';

interface Rings {
  step: number;
  did: Step & { do: 'ring' };
  position: Position;
}

/** Who rings, and who of those whom the group has left does not. */
export function rangEvent(
  flow: CallFlow,
  { did, position, step }: Rings,
  skipped: Availability['skipped'],
): Extract<CallEvent, { kind: 'rang' }> {
  const { agentIds, second, seconds } = did;
  const mobiles = did.mobiles.map(({ agentId }) => agentId);
  const group = 'group' in position.at ? peopleOfGroup(flow, position.at.group).agentIds : [];
  const rung = 'rung' in position.at ? position.at.rung : [];
  const others = skipped.filter(({ agentId }) => group.includes(agentId) && !rung.includes(agentId));
  return { kind: 'rang', step, agentIds, mobiles, skipped: others, seconds, ...(second && { second }) };
}
