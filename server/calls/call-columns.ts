import type { AgentId } from '#shared/ids.ts';
import { isUnderHand, type TimedEvent } from './call-event.ts';
import type { CallRow } from './call-row.ts';
import type { CallState } from './ledger.ts';

/** What a call's row says of its events, so that many calls can be looked through without theirs. */
export function columnsOf(row: CallRow, state: CallState, events: readonly TimedEvent[], now: Date) {
  const answered = state.state === 'talking' || state.state === 'ended' ? state : undefined;
  return {
    state: state.state,
    agent_id: answered?.agentId ?? (row.direction === 'outgoing' ? row.agent_id : null),
    answered_at: answered?.answeredAt ?? null,
    rang: [...new Set(['rang' in state ? state.rang : row.rang, askedIn(events)].flat())],
    disposition: state.state === 'ended' ? state.disposition : null,
    ended_at: state.state === 'ended' ? state.endedAt : null,
    talked_seconds: state.state === 'ended' ? Math.round(state.talkedSeconds) : 0,
    flow_position: lastTurn(events)?.position ?? row.flow_position,
    // Whoever has appended may die before it is seen to: another process finds the call.
    control_at: isUnderHand(events) ? earliest(row.control_at, now) : row.control_at,
  };
}

/** Where in her line's flow a caller stands; undefined: she has not met it yet. */
export function lastTurn(events: readonly TimedEvent[]): Extract<TimedEvent, { kind: 'turn' }> | undefined {
  return events.reduce<Extract<TimedEvent, { kind: 'turn' }> | undefined>(
    (last, event) => (event.kind === 'turn' && event.step >= (last?.step ?? 0) ? event : last),
    undefined,
  );
}

/** Agents whom somebody in the call has asked to come in or to take it, who asked it (she is told what becomes of it), and supervisors. */
const askedIn = (events: readonly TimedEvent[]): AgentId[] =>
  events.flatMap((event) => {
    if (event.kind !== 'asked') return [];
    const { agentId, ask } = event;
    if (ask.what === 'supervise') return [agentId];
    return ask.what === 'transfer' && ask.to.who === 'agent' ? [agentId, ask.to.agentId] : [];
  });

/** null: never. */
export const earliest = (a: Date | null, b: Date | null): Date | null => (a && b ? (a < b ? a : b) : (a ?? b));
