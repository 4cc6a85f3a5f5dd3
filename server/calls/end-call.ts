import { timesCalledBack } from '#server/call-control/ending.ts';
import type { Context } from '#server/context.ts';
import type { AgentId, CallId } from '#shared/ids.ts';
import { type Problem, problem } from '#shared/problem.ts';
import { failed, ok, type Result } from '#shared/result.ts';
import { concernedBy, holdCall } from './call.store.ts';
import type { CallEvent } from './call-event.ts';

/**
 * An agent ends a call, or gives up dialling: her intent is known before the network tells of its effect. A call id that no softphone has
 * used is worth nothing from now on. Repeated, or after the call is over, it changes nothing.
 */
export async function endCall(context: Context, agentId: AgentId, id: CallId): Promise<Result<Record<string, never>>> {
  const ended = await holdCall(context, { id }, async (call) => {
    if (!concernedBy(call.row).includes(agentId)) return failed<Record<string, never>>(callGone);
    const { state } = call.state;
    if (state === 'placed') await call.append({ kind: 'withdrawn' });
    // Who declines a ringing call leaves it to her colleagues: that is not the end of it.
    // The network may tell the end of a conversation first: that it was her doing counts all the same.
    else if (call.row.agent_id === agentId && (call.state.state !== 'ended' || call.state.disposition === 'answered'))
      await call.append(endAsked(call.events, agentId));
    return ok({});
  });
  return ended ?? failed(callGone);
}

function endAsked(events: readonly CallEvent[], agentId: AgentId): CallEvent {
  const back = timesCalledBack(events, agentId);
  return { kind: 'end-asked', agentId, ...(back > 0 && { back }) };
}

export const callGone: Problem = problem('call-gone', 'There is no such call any more.');
