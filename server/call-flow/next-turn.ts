import type { CallFlow } from '#shared/call-flow/call-flow.schema.ts';
import { queueTurn } from './acd-queue.ts';
import { comeBack } from './come-back.ts';
import { end } from './ending.ts';
import { groupTurn, heardAnnouncement } from './group.ts';
import { askLanguage, languageTurn } from './language-menu.ts';
import { menuTurn } from './menu.ts';
import { type Caller, firstLanguage, usually } from './prompts.ts';
import type { FlowFacts, Happened, Position, Turn } from './turn.ts';

/**
 * What a caller meets next. `position` is null for one who has just arrived.
 *
 *     arrived → refused | language? → closed → words, voicemail or another number
 *                                   → welcome → menu ⇄ submenus → operator, voicemail or goodbye
 *                                             → announcement? → people ring (owner, chunk or one, round) → queue ⇄ offered → words or voicemail → over
 *
 * Pure and total: the same flow, position, event and facts always give the same turn. What can't have happened where the caller is
 * counts as time having passed there.
 */
export function nextTurn(flow: CallFlow, position: Position | null, happened: Happened, facts: FlowFacts): Turn {
  const caller: Caller = { flow, facts, language: position?.language ?? firstLanguage(flow) };
  if (!position) return arrive(caller);
  const { at } = position;
  if (happened.what === 'came-back') return comeBack(caller, at, happened.why);
  const keys = happened.what === 'keys' ? happened.keys : '';
  switch (at.place) {
    case 'language':
      return languageTurn(caller, at, keys);
    case 'menu':
      return menuTurn(caller, at, keys);
    case 'announcement':
      return heardAnnouncement(caller, at, keys);
    case 'ring':
      return groupTurn(caller, at);
    case 'queue':
      return queueTurn(caller, at, happened);
    case 'voicemail':
      return end(caller, 'voicemail-left', [usually(caller, 'goodbye')]);
    case 'forward':
      return end(caller, 'forwarded');
    case 'over':
      return at.why ? end(caller, at.why) : refuse(caller);
  }
}

const arrive = (caller: Caller): Turn => (isUnwanted(caller.flow, caller.facts) ? refuse(caller) : askLanguage(caller));

/** Whether a caller is not answered at all. */
export const isUnwanted = (
  { withheld }: Pick<CallFlow, 'withheld'>,
  { blocked, from }: Pick<FlowFacts, 'blocked' | 'from'>,
): boolean => blocked || (from === null && withheld === 'refuse');

const refuse = ({ language }: Caller): Turn => ({
  position: { language, at: { place: 'over' } },
  step: { do: 'refuse' },
});
