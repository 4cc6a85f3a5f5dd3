import type { PretendedCall, ScriptLine } from '#shared/api/call-flow-api.ts';
import type { CallFlow } from '#shared/call-flow/call-flow.schema.ts';
import type { AgentId } from '#shared/ids.ts';
import { type FlowWorld, factsOf, type PersonNow } from './flow-world.ts';
import { queueKeys } from './queue-words.ts';
import type { FlowFacts, Position, Step } from './turn.ts';

export type Deed = PretendedCall['done'][number];
export type CanDo = Deed['do'];

/** Where a pretended call stands, and all that led there. */
export interface Scene {
  flow: CallFlow;
  world: FlowWorld;
  people: PersonNow[];
  facts: FlowFacts;
  position: Position | null;
  step: Step | null;
  script: ScriptLine[];
  over: boolean;
}

/** Before it arrives: the team as it is now, but for what is pretended. */
export function begin({ flow, at, from, people, owner, waiting }: PretendedCall, world: FlowWorld): Scene {
  const pretended = new Map(people.map(({ agentId, is }) => [agentId, is]));
  const now = world.people.map((person) => {
    const is = pretended.get(person.agentId);
    // On a pretended call nothing but her own choice keeps her from a second one.
    return is === undefined ? person : { ...person, is, takesSecond: person.callWaiting === true };
  });
  const facts = {
    ...factsOf(now),
    now: new Date(at),
    from,
    blocked: from !== null && world.isBlocked(from),
    owner,
    waiting,
  };
  return { flow, world, people: now, facts, position: null, step: null, script: [], over: false };
}

/** What can be done where it stands. */
export function canDo(scene: Scene): CanDo[] {
  const { step, over } = scene;
  if (over || !step) return [];
  switch (step.do) {
    case 'ask':
      return ['press', 'wait', 'hang-up'];
    case 'ring':
      return ['answer', 'wait', 'hang-up'];
    case 'queue':
      return [...(hasQueueKey(scene) ? (['press'] as const) : []), 'free', 'wait', 'hang-up'];
    case 'voicemail':
    case 'forward':
      return ['wait', 'hang-up'];
    case 'end':
    case 'refuse':
      return [];
  }
}

/** The keys that work in the queue. */
export const keysOf = ({ flow, facts }: Scene) => queueKeys(flow, facts.from !== null);
const hasQueueKey = (scene: Scene): boolean => Object.values(keysOf(scene)).some((key) => key !== null);

export const isRung = ({ step }: Scene, agentId: AgentId): boolean =>
  step?.do === 'ring' && (step.agentIds.includes(agentId) || step.mobiles.some((mobile) => mobile.agentId === agentId));
