import { atOnce, callees } from '#server/call-flow/callees.ts';
import { factsOf } from '#server/call-flow/flow-world.ts';
import { agentsOf } from '#shared/call-flow/tree.ts';
import { groupsOf } from './places.ts';
import { type Rule, teamOf } from './rule.ts';

const namesOf = (people: readonly { name: string }[]): string => people.map(({ name }) => name).join(', ');

/** A fault where nobody at all answers the number and no message can be left: saved so, it would be dead. */
export const nobodyInGroup: Rule = (flow) => {
  const dead = agentsOf(flow).length === 0 && !flow.voicemail.on;
  return groupsOf(flow)
    .filter(({ people }) => people.agentIds.length === 0)
    .map(({ place }) => ({ ...place, level: dead ? 'fault' : 'warning' }));
};

/** A warning: it will pass, but a caller who comes now hears the unavailable message. */
export const nobodyOnline: Rule = (flow, world) =>
  groupsOf(flow).flatMap(({ people, place }) => {
    const team = teamOf(people.agentIds, world).filter(({ active }) => active);
    const { reachable, onACall, mobiles } = factsOf(team);
    if (team.length === 0 || reachable.length + onACall.length + mobiles.length > 0) return [];
    return [{ ...place, level: 'warning', values: { names: namesOf(team) } }];
  });

/** A note: how more people ring than Twilio rings at once. */
export const rungInChunks: Rule = (flow, world) =>
  groupsOf(flow).flatMap(({ people, place }) => {
    if (people.strategy !== 'simultaneous') return [];
    const free = teamOf(people.agentIds, world).map((person) => ({ ...person, is: 'free' as const }));
    let line = callees(people.agentIds, { ...factsOf(free), onACall: [] });
    const values = { people: line.length, chunks: 0 };
    for (; line.length > 0; values.chunks += 1) line = line.slice(atOnce(line).length);
    return values.chunks > 1 ? [{ ...place, level: 'note', values }] : [];
  });

/** A warning: whoever has left the CRM is skipped at once. */
export const personNotActive: Rule = (flow, world) =>
  groupsOf(flow).flatMap(({ people, place }) => {
    const gone = teamOf(people.agentIds, world).filter(({ active }) => !active);
    return gone.length > 0 ? [{ ...place, level: 'warning', values: { names: namesOf(gone) } }] : [];
  });
