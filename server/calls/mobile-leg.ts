import type { Context } from '#server/context.ts';
import type { AgentId, CallId, E164 } from '#shared/ids.ts';
import { type HeldCall, holdCall } from './call.store.ts';

/** A leg that rang an agent's mobile. */
export interface MobileLeg {
  callId: CallId;
  agentId: AgentId;
  leg: string;
}

/** The line that the caller called, while she still waits for this agent's mobile; undefined: she does not, or never has. */
export async function isRungOnMobile(
  context: Context,
  { callId, agentId }: MobileLeg,
): Promise<{ number: E164; name: string } | undefined> {
  return holdCall(context, { id: callId }, async (call) => {
    if (!waitsFor(call, agentId)) return undefined;
    const { line } = call.row;
    const row = await call.tx
      .selectFrom('incoming_numbers')
      .select('name')
      .where('number', '=', line)
      .executeTakeFirst();
    return { number: line, name: row?.name || line };
  });
}

/** She has pressed 1: the call is hers. Repeated, nothing changes. Whether she is put through. */
export async function acceptOnMobile(context: Context, { callId, agentId, leg }: MobileLeg): Promise<boolean> {
  const accepted = await holdCall(context, { id: callId }, async (call) => {
    if (!waitsFor(call, agentId)) return false;
    await call.append({ kind: 'accepted', leg, agentId });
    return true;
  });
  return accepted ?? false;
}

/** By the line's flow, or called back: after a line that was lost, or a transfer that nobody took. */
const waitsFor = ({ events, state }: HeldCall, agentId: AgentId): boolean =>
  state.state !== 'ended' &&
  events.some(
    (event) =>
      (event.kind === 'rang' && event.mobiles?.includes(agentId)) ||
      (event.kind === 'led' && event.agentId === agentId && event.mobile !== undefined),
  );
