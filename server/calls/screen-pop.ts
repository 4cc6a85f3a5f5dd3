import type { Step } from '#server/call-flow/turn.ts';
import type { Context } from '#server/context.ts';
import type { AgentId } from '#shared/ids.ts';
import type { CallRow } from './call-row.ts';

/** Nobody waits for it: the card comes to a ringing softphone by itself. */
export function startScreenPop(
  context: Context,
  { id, number }: Pick<CallRow, 'id' | 'number'>,
  ring: Step & { do: 'ring' },
): void {
  const agentIds: AgentId[] = [...new Set([...ring.agentIds, ...ring.mobiles.map(({ agentId }) => agentId)])];
  if (number) context.background.start('screen pop', () => context.crm.screenPop({ callId: id, number, agentIds }));
}
