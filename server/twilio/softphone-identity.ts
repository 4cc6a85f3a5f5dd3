import { type AgentId, agentIdSchema } from '#shared/ids.ts';

/** Whose softphone an address is (`client:u_…`); null for a phone. */
export function softphoneOf(address: string): AgentId | null {
  const agentId = agentIdSchema.safeParse(address.replace(/^client:/, ''));
  return address.startsWith('client:') && agentId.success ? agentId.data : null;
}
