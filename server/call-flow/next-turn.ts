import type { CallFlow } from '#shared/call-flow/call-flow.schema.ts';
import { queueTurn } from './acd-queue.ts';
import { end } from './ending.ts';
import { enterGroup, groupTurn } from './group.ts';
import { type Caller, firstLanguage } from './prompts.ts';
import type { FlowFacts, Happened, Position, Turn } from './turn.ts';

/**
 * What a caller meets next. Pure and total: the same flow, position, event and facts always give the same turn, and what can't have
 * happened at a place changes nothing but what would come next there anyway.
 */
export function nextTurn(flow: CallFlow, position: Position | null, happened: Happened, facts: FlowFacts): Turn {
  const caller: Caller = { flow, facts, language: position?.language ?? firstLanguage(flow) };
  if (!position) return enterGroup(caller, { of: 'number' });
  const { at } = position;
  switch (at.place) {
    case 'ring':
      return groupTurn(caller, at);
    case 'queue':
      return queueTurn(caller, at, happened);
    case 'over':
      return at.why ? end(caller, at.why) : { position, step: { do: 'refuse' } };
    default:
      return end(caller, 'apology');
  }
}
