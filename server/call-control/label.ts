import type { AgentId } from '#shared/ids.ts';
import type { Role } from './control-event.ts';

/**
 * By which name the room knows a leg (Twilio's ParticipantLabel: one of a name in a room): whoever is rung for an ask is found again,
 * whatever is lost, and is rung once.
 */
export function labelOf({
  role,
  agentId,
  askId,
}: {
  role: Role;
  agentId: AgentId | null;
  askId: string | null;
}): string {
  if (askId !== null) return `${role === 'supervisor' ? role : 'asked'}-${askId}`;
  return role === 'agent' && agentId !== null ? `agent-${agentId}` : role;
}
