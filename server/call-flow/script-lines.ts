import type { ScriptLine } from '#shared/api/call-flow-api.ts';
import type { CallFlow } from '#shared/call-flow/call-flow.schema.ts';
import type { AudioId } from '#shared/call-flow/prompt.ts';
import type { AgentId } from '#shared/ids.ts';
import { callees } from './callees.ts';
import type { PersonNow } from './flow-world.ts';
import { peopleOfGroup } from './group.ts';
import type { FlowFacts, Part, Position, Step } from './turn.ts';

type RingStep = Step & { do: 'ring' };
type RingsLine = ScriptLine & { line: 'rings' };

export const partLines = (parts: readonly Part[], soundNames: ReadonlyMap<AudioId, string>): ScriptLine[] =>
  parts.map((part) =>
    'say' in part
      ? { line: 'said', text: part.say, language: part.language }
      : { line: 'played', name: soundNames.get(part.play) ?? '', file: part.play },
  );

/** Who rings, who of the group does not, and why not: those whose turn comes later in the order in which it comes. */
export function ringsLine(
  flow: CallFlow,
  position: Position,
  step: RingStep,
  people: readonly PersonNow[],
  facts: FlowFacts,
): RingsLine {
  const rings = step.agentIds.map((agentId) => ({ agentId, on: 'softphone' as const }));
  const mobiles = step.mobiles.map(({ agentId }) => ({ agentId, on: 'mobile' as const }));
  const line = {
    line: 'rings' as const,
    people: [...rings, ...mobiles],
    seconds: step.seconds,
    ...(step.second && { second: step.second }),
  };
  if (position.at.place !== 'ring') return { ...line, skipped: [], round: 1, inTurn: false };
  const { group, owner, round, rung } = position.at;
  const { agentIds, strategy } = peopleOfGroup(flow, group);
  const inTurn = strategy === 'sequential' && !owner;
  return { ...line, skipped: skipped(agentIds, rung, people, facts), round, inTurn };
}

function skipped(
  agentIds: readonly AgentId[],
  rung: readonly AgentId[],
  people: readonly PersonNow[],
  facts: FlowFacts,
): RingsLine['skipped'] {
  const later = callees(agentIds, facts, rung).map(({ agentId }) => agentId);
  const known = new Map(people.map((person) => [person.agentId, person]));
  const others = agentIds.filter((agentId) => !rung.includes(agentId) && !later.includes(agentId));
  return [
    ...later.map((agentId) => ({ agentId, why: 'later' as const })),
    ...others.map((agentId) => ({ agentId, why: whyNot(known.get(agentId)) })),
  ];
}

function whyNot(person: PersonNow | undefined): RingsLine['skipped'][number]['why'] {
  if (!person?.active) return 'not-active';
  return person.is === 'free' ? 'later' : person.is;
}
