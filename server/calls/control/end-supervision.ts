import { holdCall } from '#server/calls/call.store.ts';
import type { TimedEvent } from '#server/calls/call-event.ts';
import { callChanged } from '#server/calls/control/control-rounds.ts';
import type { Context } from '#server/context.ts';
import type { AgentId, CallId } from '#shared/ids.ts';

/** The team allows it no longer: whoever listens in leaves, wherever she does. Call it outside of transactions. */
export async function endSupervision(context: Context): Promise<void> {
  const rows = await context.db
    .selectFrom('calls')
    .innerJoin('call_events', 'call_events.call_id', 'calls.id')
    .select('calls.id')
    .distinct()
    .where('calls.state', '!=', 'ended')
    .where('call_events.kind', '=', 'asked')
    .execute();
  for (const { id } of rows) await endIn(context, id);
}

async function endIn(context: Context, id: CallId): Promise<void> {
  const ended = await holdCall(context, { id }, async (call) => {
    const listening = whoListens(call.events);
    const stop = { what: 'supervise', how: 'stop' } as const;
    const asks = listening.map(({ agentId, askId }) => ({
      kind: 'asked' as const,
      askId: `off-${askId}`,
      agentId,
      ask: stop,
    }));
    await call.append(...asks);
    return asks.length > 0;
  });
  if (!ended) return;
  context.log.info('supervision ended', { callId: id });
  callChanged(context, id);
}

/** Each with her last ask, if that was not to leave. */
function whoListens(events: readonly TimedEvent[]): { agentId: AgentId; askId: string }[] {
  const last = new Map<AgentId, { askId: string; isStop: boolean }>();
  for (const event of events)
    if (event.kind === 'asked' && event.ask.what === 'supervise')
      last.set(event.agentId, { askId: event.askId, isStop: event.ask.how === 'stop' });
  return [...last].flatMap(([agentId, { askId, isStop }]) => (isStop ? [] : [{ agentId, askId }]));
}
