import { type Availability, availability } from '#server/calls/availability.ts';
import { startOwnerLookUp } from '#server/calls/caller-owner.ts';
import type { Arrival } from '#server/calls/enter-call.ts';
import { knownFlow } from '#server/calls/flow-of-call.ts';
import { newCallId } from '#server/calls/new-call.ts';
import { startScreenPop } from '#server/calls/screen-pop.ts';
import type { Decision, StepDone } from '#server/calls/take-turn.ts';
import type { Context } from '#server/context.ts';
import type { AgentId, CallId, E164 } from '#shared/ids.ts';
import { type MenuDone, type MenuNext, mayRing, menuAfter, ringAfter } from './menu-turn.ts';
import { type LiveFlow, Menus } from './menus.ts';
import { Together } from './together.ts';
import { type Seen, type Turned, writeTurns } from './turn-writes.ts';

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
  const { menus } = deskOf(context);
  const { caller, id } = done;
  const met = await go(context, done).catch((error: unknown) => {
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

/** What she meets, once it is written; undefined: something else, or she is no longer where she was seen. */
async function go(context: Context, done: MenuDone): Promise<(MenuNext & { seen: Seen }) | undefined> {
  const { looks, writes } = deskOf(context);
  const { edition, leg, line, number, seen, version } = done.caller;
  const { id } = done;
  const agentIds = mayRing(done);
  let next = menuAfter(context, done);
  if (!next && agentIds) {
    // Those whom a menu awaits are not held up by a look at the people.
    const there = await looks.ask({ id, agentIds });
    next = there && ringAfter(context, done, there);
  }
  if (!next) return undefined;
  const { events, position, rang } = next;
  const at = context.clock.now();
  const now = await writes.ask({ id, seen, leg, line, number, version, edition, at, events, position, rang });
  return now === undefined ? undefined : { ...next, seen: now };
}

/** Those who might ring for her, to be looked at. */
interface Look {
  id: CallId;
  agentIds: readonly AgentId[];
}

/** What a process does for its callers in menus. */
interface Desk {
  menus: Menus;
  looks: Together<Look, Availability>;
  writes: Together<Turned, Seen>;
}
const desks = new WeakMap<Context, Desk>();

function deskOf(context: Context): Desk {
  const desk = desks.get(context) ?? {
    menus: new Menus(),
    looks: new Together(context.clock, async (all: readonly Look[]) => {
      const there = await availability(context, context.db, [...new Set(all.flatMap(({ agentIds }) => agentIds))]);
      return new Map(all.map(({ id }) => [id, there]));
    }),
    writes: new Together(context.clock, (all: readonly Turned[]) => writeTurns(context, all)),
  };
  desks.set(context, desk);
  return desk;
}
