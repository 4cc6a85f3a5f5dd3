import type { AudioId } from '#shared/call-flow/prompt.ts';
import type { AgentId, E164 } from '#shared/ids.ts';
import type { FlowFacts } from './turn.ts';

/** What a person is for callers: away, and on a call, are told apart from each other only where somebody looks on. */
export type PersonState = 'free' | 'on-a-call' | 'away' | 'offline';

/** A user of the CRM as she is now. */
export interface PersonNow {
  agentId: AgentId;
  name: string;
  /** No longer, when she has left the CRM: nobody rings her. */
  active: boolean;
  is: PersonState;
  /** `also`: while she is free; `when-not-online`: while she is away or offline. null: none, or it never rings. */
  mobile: { number: E164; when: 'also' | 'when-not-online' } | null;
  /** She wants to be rung while she is on a call; missing: not. */
  callWaiting?: boolean;
  /** And may be now. */
  takesSecond?: boolean;
}

/** The team around a flow that is tried or judged, as it is now. */
export interface FlowWorld {
  /** Everybody, also who is no longer active; whoever came online first stands first (line 72). */
  people: readonly PersonNow[];
  /** The names of sound files, by which the admin knows them. */
  soundNames: ReadonlyMap<AudioId, string>;
  isBlocked(from: E164): boolean;
}

/** Those facts about people that a flow goes by. */
export function factsOf(
  people: readonly PersonNow[],
): Pick<FlowFacts, 'reachable' | 'onACall' | 'secondCall' | 'mobiles'> {
  const active = people.filter((person) => person.active);
  const those = (state: PersonState) => active.filter(({ is }) => is === state).map(({ agentId }) => agentId);
  const mobiles = active.flatMap(({ agentId, is, mobile }) => {
    const rings = mobile?.when === 'also' ? is === 'free' : is === 'away' || is === 'offline';
    return mobile && rings ? [{ agentId, number: mobile.number }] : [];
  });
  const secondCall = active.filter(({ is, takesSecond }) => is === 'on-a-call' && takesSecond);
  return {
    reachable: those('free'),
    onACall: those('on-a-call'),
    secondCall: secondCall.map(({ agentId }) => agentId),
    mobiles,
  };
}
