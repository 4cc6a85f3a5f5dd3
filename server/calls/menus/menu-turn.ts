import { nextTurn } from '#server/call-flow/next-turn.ts';
import type { Happened, Position, Step } from '#server/call-flow/turn.ts';
import { type Availability, availability, availabilityOf } from '#server/calls/availability.ts';
import type { CallEvent } from '#server/calls/call-event.ts';
import { NOBODY, peopleThere } from '#server/calls/flow-facts.ts';
import { knownFlow } from '#server/calls/flow-of-call.ts';
import { rangEvent } from '#server/calls/rang-event.ts';
import type { Context } from '#server/context.ts';
import type { AgentId, CallId } from '#shared/ids.ts';
import type { CallerInMenu } from './menus.ts';
import { type Seen, type Turned, writeTurns } from './turn-writes.ts';

/** What has happened to whoever stood there. */
export interface MenuDone {
  id: CallId;
  caller: CallerInMenu;
  happened: Happened;
}

/** What she meets next; written already. */
export interface MenuMet {
  did: Step & { do: 'ask' | 'ring' };
  position: Position;
  seen: Seen;
}

type Needs = Pick<Context, 'clock' | 'config' | 'db' | 'realtime'>;

/**
 * Leads many callers on at once: with one look at the people of all who ring somebody, and one commit. Left out is who meets something
 * else than a menu or a ring that needs nothing besides, and who is no longer where she was seen.
 */
export async function menuTurns(context: Needs, all: readonly MenuDone[]): Promise<ReadonlyMap<CallId, MenuMet>> {
  const next = new Map<CallId, Next>();
  const ringing: MenuDone[] = [];
  for (const done of all) {
    const menu = menuAfter(context, done);
    if (menu) next.set(done.id, menu);
    else if (mayRing(done)) ringing.push(done);
  }
  const people = [...new Set(ringing.flatMap(({ caller }) => knownFlow(caller.edition)?.agentIds ?? []))];
  const there = await availability(context, context.db, people);
  for (const done of ringing) {
    const ring = ringAfter(context, done, there);
    if (ring) next.set(done.id, ring);
  }
  const at = context.clock.now();
  const turns = all.flatMap(({ caller, id }): Turned[] => {
    const { edition, leg, line, number, seen, version } = caller;
    const met = next.get(id);
    if (!met) return [];
    const { events, position, rang } = met;
    return [{ id, seen, leg, line, number, version, edition, at, events, position, rang }];
  });
  const written = turns.length > 0 ? await writeTurns(context, turns) : new Map<CallId, Seen>();
  return new Map(
    [...next].flatMap(([id, { did, position }]) => {
      const seen = written.get(id);
      return seen === undefined ? [] : [[id, { did, position, seen }]];
    }),
  );
}

interface Next extends Omit<MenuMet, 'seen'> {
  events: readonly CallEvent[];
  rang: readonly AgentId[];
}

/** The menu that comes next; undefined: something else does. Who is there, who waits and what is announced changes no menu: `test/fuzz`. */
function menuAfter({ clock }: Needs, { caller, happened }: MenuDone): Next | undefined {
  const flow = knownFlow(caller.edition)?.flow;
  if (!flow) return undefined;
  const facts = { now: clock.now(), from: caller.number, blocked: false, waiting: 0, ...NOBODY };
  const { position, step: did } = nextTurn(flow, caller.position, happened, facts);
  if (did.do !== 'ask' || position.at.place === 'announcement') return undefined;
  const turn: CallEvent = { kind: 'turn', step: caller.step + 1, happened, did, position };
  return { did, position, events: [...arrivalOf(caller), turn], rang: [] };
}

/** Nothing is announced, recorded or asked of the CRM before it; who has just come is put through by the long way. */
function mayRing({ caller }: MenuDone): boolean {
  const flow = knownFlow(caller.edition)?.flow;
  return flow !== undefined && !flow.record && !flow.ownerFirst.on && caller.position !== null;
}

/** Who rings next, of those who are there; undefined: nobody. */
function ringAfter({ clock }: Needs, { caller, happened }: MenuDone, all: Availability): Next | undefined {
  const known = knownFlow(caller.edition);
  if (!known) return undefined;
  const there = availabilityOf(known.agentIds, all);
  const { number: from } = caller;
  const facts = { now: clock.now(), from, blocked: false, waiting: 0, owner: null, ...peopleThere(there, from) };
  const { position, step: did } = nextTurn(known.flow, caller.position, happened, facts);
  if (did.do !== 'ring') return undefined;
  const step = caller.step + 1;
  const rang = rangEvent(known.flow, { step, did, position }, there.skipped);
  return { did, position, events: [{ kind: 'turn', step, happened, did, position }, rang], rang: did.agentIds };
}

const arrivalOf = ({ leg, seen }: CallerInMenu): CallEvent[] => (seen === null ? [{ kind: 'arrived', leg }] : []);
