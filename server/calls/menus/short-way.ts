import { startOwnerLookUp } from '#server/calls/caller-owner.ts';
import type { Arrival } from '#server/calls/enter-call.ts';
import { knownFlow } from '#server/calls/flow-of-call.ts';
import { newCallId } from '#server/calls/new-call.ts';
import { startScreenPop } from '#server/calls/screen-pop.ts';
import type { Decision, StepDone } from '#server/calls/take-turn.ts';
import type { Context } from '#server/context.ts';
import type { E164 } from '#shared/ids.ts';
import { type MenuDone, type MenuMet, menuTurns } from './menu-turn.ts';
import { type LiveFlow, Menus } from './menus.ts';
import { Together } from './together.ts';

/**
 * From a menu to the next one, or to the people who ring: from what this process has committed last, and with all who press a key at the
 * same moment. Undefined wherever something else is met, or is no longer as it was: then the long way is to be gone, which holds the call.
 */
export async function turnInMenu(context: Context, done: StepDone): Promise<Decision | undefined> {
  const { callId: id, happened, leg, step } = done;
  // Whoever asks the same again meanwhile goes the long way, and is told the same.
  const caller = deskOf(context).menus.take(id, leg, step);
  return caller && meet(context, { id, caller, happened });
}

/** The same for who has just come to a line whose live flow this process knows. */
export async function arriveInMenu(context: Context, { from, leg, line }: Arrival): Promise<Decision | undefined> {
  const live = deskOf(context).menus.live(line);
  if (!live) return undefined;
  const caller = { ...live, leg, line, number: from, seen: null, step: -1, position: null };
  const id = newCallId(context);
  const decision = await meet(context, { id, caller, happened: { what: 'arrived' } });
  if (decision && knownFlow(live.edition)?.flow.ownerFirst.on) startOwnerLookUp(context, { id, number: from });
  return decision;
}

/** What the line's callers meet now: the next one may go the short way. */
export function learnLiveFlow(context: Context, line: E164, live: LiveFlow): void {
  deskOf(context).menus.learn(line, live);
}

async function meet(context: Context, done: MenuDone): Promise<Decision | undefined> {
  const { menus, turns } = deskOf(context);
  const { caller, id } = done;
  const met = await turns.ask(done).catch((error: unknown) => {
    // What one of them brought must not be in the others' way: each goes the long way.
    context.log.warn('callers not led together', { error });
    return undefined;
  });
  if (!met) return undefined;
  const { did, position, seen } = met;
  const { line, number } = caller;
  const step = caller.step + 1;
  if (did.do === 'ring') startScreenPop(context, { id, number }, did);
  else menus.keep(id, { ...caller, seen, step, position });
  // A menu is not recorded, nor are those whom it rings at once.
  return { ...did, callId: id, line, step, record: false, withheld: number === null };
}

/** What a process does for its callers in menus. */
interface Desk {
  menus: Menus;
  turns: Together<MenuDone, MenuMet>;
}
const desks = new WeakMap<Context, Desk>();

function deskOf(context: Context): Desk {
  const desk = desks.get(context) ?? {
    menus: new Menus(),
    turns: new Together((all: readonly MenuDone[]) => menuTurns(context, all)),
  };
  desks.set(context, desk);
  return desk;
}
