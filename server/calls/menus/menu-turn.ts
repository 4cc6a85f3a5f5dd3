import { nextTurn } from '#server/call-flow/next-turn.ts';
import type { Happened, Position, Step } from '#server/call-flow/turn.ts';
import { type Availability, availabilityOf } from '#server/calls/availability.ts';
import type { CallEvent } from '#server/calls/call-event.ts';
import { NOBODY, peopleThere } from '#server/calls/flow-facts.ts';
import { knownFlow } from '#server/calls/flow-of-call.ts';
import { rangEvent } from '#server/calls/rang-event.ts';
import type { Context } from '#server/context.ts';
import type { AgentId, CallId } from '#shared/ids.ts';
import type { CallerInMenu } from './menus.ts';

/** What has happened to whoever stood there. */
export interface MenuDone {
  id: CallId;
  caller: CallerInMenu;
  happened: Happened;
}

/** What she meets next; not written yet. */
export interface MenuNext {
  did: Step & { do: 'ask' | 'ring' };
  position: Position;
  events: readonly CallEvent[];
  /** Whom it rings. */
  rang: readonly AgentId[];
}

type Needs = Pick<Context, 'clock'>;

/** The menu that comes next; undefined: something else does. Who is there, who waits and what is announced changes no menu: `test/fuzz`. */
export function menuAfter({ clock }: Needs, { caller, happened }: MenuDone): MenuNext | undefined {
  const flow = knownFlow(caller.edition)?.flow;
  if (!flow) return undefined;
  const facts = { now: clock.now(), from: caller.number, blocked: false, waiting: 0, ...NOBODY };
  const { position, step: did } = nextTurn(flow, caller.position, happened, facts);
  if (did.do !== 'ask' || position.at.place === 'announcement') return undefined;
  const turn: CallEvent = { kind: 'turn', step: caller.step + 1, happened, did, position };
  return { did, position, events: [...arrivalOf(caller), turn], rang: [] };
}

/**
 * Whom a flow may ring; undefined: something else than a ring may be needed first. Nothing may be announced, recorded or asked of the CRM
 * before it, and who has just come is put through by the long way.
 */
export function mayRing({ caller }: MenuDone): readonly AgentId[] | undefined {
  const known = knownFlow(caller.edition);
  if (!known || known.flow.record || known.flow.ownerFirst.on || caller.position === null) return undefined;
  return known.agentIds;
}

/** Who rings next, of those who are there; undefined: nobody. */
export function ringAfter({ clock }: Needs, { caller, happened }: MenuDone, all: Availability): MenuNext | undefined {
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
