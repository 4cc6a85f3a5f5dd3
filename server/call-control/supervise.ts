import type { CallEvent } from '#server/calls/call-event.ts';
import type { AgentId } from '#shared/ids.ts';
import { correct, type Due, gaveUp, lookFirst, pursue, settled } from './attempt.ts';
import type { Conversation, ConversationLeg, KnownAsk } from './control.ts';
import type { ControlCommand } from './control-event.ts';
import { intoRoom } from './move.ts';
import { whyUnanswered } from './unanswered.ts';

type How = 'listen' | 'whisper' | 'barge';
export const SUPERVISOR_RING_SECONDS = 20;

/** How a supervisor is to be in the call; undefined: not at all. */
export function supervisionOf({ asks }: Conversation, agentId: AgentId | null): How | undefined {
  const last = superviseAsks(asks).findLast(
    (asked) => asked.agentId === agentId && (asked.outcome === 'open' || asked.outcome === 'settled'),
  );
  return last && last.ask.how !== 'stop' ? last.ask.how : undefined;
}

type SuperviseAsk = KnownAsk & { ask: { what: 'supervise' } };
const superviseAsks = (asks: readonly KnownAsk[]): SuperviseAsk[] =>
  asks.filter((asked): asked is SuperviseAsk => asked.ask.what === 'supervise');

const legOf = ({ legs }: Conversation, agentId: AgentId): ConversationLeg | undefined =>
  legs.find((leg) => leg.role === 'supervisor' && leg.agentId === agentId && leg.state !== 'over');

/** Rings a supervisor into the room, unheard. */
export function pursueSupervision(c: Conversation, now: Date, asked: KnownAsk): Due {
  if (asked.ask.what !== 'supervise' || asked.ask.how === 'stop') return {};
  const moving = intoRoom(c, now, asked);
  if (moving || legOf(c, asked.agentId)) return moving ?? {};
  const look = lookFirst(c, now, asked);
  if (look) return look;
  return pursue(c, now, asked, {
    do: 'invite',
    askId: asked.askId,
    role: 'supervisor',
    agentId: asked.agentId,
    number: null,
    seconds: SUPERVISOR_RING_SECONDS,
  });
}

/** Who listens is unheard; who whispers is heard by the agent alone: first is settled by whom, then that she is heard at all. */
export function keepSupervisors(c: Conversation, now: Date): Due[] {
  if (c.at !== 'room') return [];
  return c.legs.flatMap((leg): Due[] => {
    if (leg.role !== 'supervisor' || leg.state !== 'in-room') return [];
    const command = nextFor(c, leg);
    if (!command) return [];
    const asked = superviseAsks(c.open).findLast(({ agentId }) => agentId === leg.agentId);
    return [asked ? pursue(c, now, asked, command) : correct(c, now, command)];
  });
}

function nextFor(c: Conversation, { agentId, coaching, leg, muted }: ConversationLeg): ControlCommand | undefined {
  const how = supervisionOf(c, agentId);
  const agent = c.legs.find((one) => one.role === 'agent' && one.agentId === c.agentId && one.state === 'in-room');
  if (how === 'listen' || (how === 'whisper' && !agent)) return muted ? undefined : { do: 'mute', leg, on: true };
  if (how === undefined) return undefined;
  const to = how === 'whisper' && agent ? agent.leg : null;
  // Between whispering and being heard by all lies nothing: but whoever changes the one she is heard by is muted meanwhile.
  if (coaching !== to) return muted || to === null ? { do: 'coach', leg, to } : { do: 'mute', leg, on: true };
  return muted ? { do: 'mute', leg, on: false } : undefined;
}

export function supervisionOutcome(c: Conversation, asked: KnownAsk): CallEvent[] {
  if (asked.ask.what !== 'supervise') return [];
  const later = superviseAsks(c.asks.slice(c.asks.indexOf(asked) + 1));
  if (later.some(({ agentId }) => agentId === asked.agentId)) return [settled(asked)];
  const leg = legOf(c, asked.agentId);
  if (asked.ask.how === 'stop') return leg && leg.state !== 'out' ? [] : [settled(asked)];
  const rung = c.legs.find(({ askId }) => askId === asked.askId);
  if (!leg && rung?.state === 'over') return [gaveUp(asked, whyUnanswered(rung.status))];
  return c.at === 'room' && leg?.state === 'in-room' && !nextFor(c, leg) ? [settled(asked)] : [];
}
