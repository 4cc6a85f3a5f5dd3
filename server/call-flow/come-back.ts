import { enqueue } from './acd-queue.ts';
import { nobody } from './ending.ts';
import { peopleOfGroup, ringAgain } from './group.ts';
import type { Caller } from './prompts.ts';
import type { Group, Happened, Position, Turn } from './turn.ts';

type Why = (Happened & { what: 'came-back' })['why'];

/**
 * A caller who was talking is with nobody now. Whose line was lost rings her group anew. Who was passed on in vain has waited long enough
 * to wait in the queue, or to leave a message, rather than hear everybody ring again.
 */
export function comeBack(caller: Caller, at: Position['at'], why: Why): Turn {
  const group: Group = 'group' in at ? at.group : { of: 'number' };
  if (why === 'line-lost') return ringAgain(caller, group);
  const { facts, flow } = caller;
  const online = peopleOfGroup(flow, group).agentIds.some(
    (agentId) => facts.reachable.includes(agentId) || facts.onACall.includes(agentId),
  );
  return online && flow.queue.on ? enqueue(caller, group) : nobody(caller, 'nobody-answered');
}
