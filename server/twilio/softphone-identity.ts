import * as v from 'valibot';
import { type AgentId, agentIdSchema } from '#shared/ids.ts';

/** Whose softphone an address is (`client:u_…`); null for a phone. */
export function softphoneOf(address: string): AgentId | null {
  const agentId = v.safeParse(agentIdSchema, address.replace(/^client:/, ''));
  return address.startsWith('client:') && agentId.success ? agentId.output : null;
}
