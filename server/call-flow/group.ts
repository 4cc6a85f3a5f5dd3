import type { CallFlow, People } from '#shared/call-flow/call-flow.schema.ts';
import { newPeople } from '#shared/call-flow/new-flow.ts';
import { optionAt } from '#shared/call-flow/tree.ts';
import { enqueue } from './acd-queue.ts';
import { announced, isRecorded, toldRecorded } from './announcement.ts';
import { callees, ring } from './callees.ts';
import { nobody } from './ending.ts';
import { huntGroup, type Ringing, type Sequence } from './hunt-group.ts';
import { ownerFirst } from './owner-first.ts';
import type { Caller } from './prompts.ts';
import { ringGroup } from './ring-group.ts';
import { secondCall } from './second-call.ts';
import type { Group, Position, Turn } from './turn.ts';

/** The people of a group; nobody where there is none. */
export function peopleOfGroup(flow: CallFlow, group: Group): People {
  switch (group.of) {
    case 'number':
      return flow.people;
    case 'operator':
      return flow.operator ?? newPeople();
    case 'option': {
      const action = optionAt(flow.menu, group.path)?.action;
      return action?.do === 'people' ? action.people : newPeople();
    }
  }
}

/** A caller comes to a group: the owner of her record rings first where that is wanted, then everybody as they are set to. */
export function enterGroup(caller: Caller, group: Group): Turn {
  const turn = firstRing(caller, group);
  const { step } = turn;
  // Before the first ring and before the queue: not a word may be in the recording that was said before this.
  if (!isRecorded(caller) || (step.do !== 'ring' && step.do !== 'queue')) return turn;
  return announced(caller, turn, step, group);
}

/** She has heard it, and rings now: unrecorded where she has pressed the key for that. */
export function heardAnnouncement(caller: Caller, { group }: { group: Group }, keys: string): Turn {
  const turn = firstRing(caller, group);
  if (keys === '') return turn;
  if (keys === caller.facts.announcement?.declineKey) return { ...turn, declines: true };
  // Another key has cut it short.
  const { step } = turn;
  return step.do === 'ring' || step.do === 'queue' ? { ...turn, step: { ...step, parts: toldRecorded(caller) } } : turn;
}

function firstRing(caller: Caller, group: Group): Turn {
  const owner = group.of === 'operator' ? null : ownerFirst(caller, peopleOfGroup(caller.flow, group));
  return owner ? ringing(caller, group, owner, true) : ringOn(caller, group, { round: 1, rung: [] });
}

/** Nobody has answered so far: who rings next. */
export const groupTurn = (caller: Caller, at: Position['at'] & { place: 'ring' }): Turn => ringOn(caller, at.group, at);

/** A caller who has talked to one of them: all ring anew, and nothing is said that she has heard. */
export const ringAgain = (caller: Caller, group: Group): Turn => ringOn(caller, group, { round: 1, rung: [] });

function ringOn(caller: Caller, group: Group, sequence: Sequence): Turn {
  const people = peopleOfGroup(caller.flow, group);
  const next =
    people.strategy === 'sequential'
      ? huntGroup(people, sequence, caller.facts)
      : ringGroup(people, sequence, caller.facts);
  if (next) return ringing(caller, group, next, false);
  const second = secondCall(people, sequence, caller.facts);
  if (!second) return unanswered(caller, group, people, sequence);
  const { position, step } = ringing(caller, group, second, false);
  return { position, step: step.do === 'ring' ? { ...step, second: true } : step };
}

const ringing = ({ language }: Caller, group: Group, next: Ringing, owner: boolean): Turn => ({
  position: { language, at: { place: 'ring', group, owner, round: next.round, rung: next.rung } },
  step: ring(next.callees, next.seconds),
});

/**
 * Nobody of the group is left to ring (lines 30, 31, 73). Only where somebody is online is there a queue to wait in or reason to call
 * again soon. A caller who has heard it ring is not told that all are busy.
 */
function unanswered(caller: Caller, group: Group, people: People, { round, rung }: Sequence): Turn {
  const { flow, facts } = caller;
  const online = people.agentIds.some(
    (agentId) => facts.reachable.includes(agentId) || facts.onACall.includes(agentId),
  );
  if (online && flow.queue.on) return enqueue(caller, group);
  const hasRung = round > 1 || rung.length > 0;
  if (hasRung && (online || callees(people.agentIds, facts).length > 0)) return nobody(caller, 'nobody-answered');
  return nobody(caller, online ? 'busy' : 'unavailable');
}
