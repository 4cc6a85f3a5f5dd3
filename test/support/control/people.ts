import * as v from 'valibot';
import { viewOf } from '#server/call-control/view.ts';
import type { CallControl } from '#shared/call/control.ts';
import { type AgentId, agentIdSchema, e164Schema } from '#shared/ids.ts';
import type { PaperCall } from './paper-call.ts';
import type { PaperLeg } from './paper-leg.ts';

export const ana = v.parse(agentIdSchema, 'u_00000000000000000001');
export const ben = v.parse(agentIdSchema, 'u_00000000000000000002');
export const sue = v.parse(agentIdSchema, 'u_00000000000000000003');
export const outside = v.parse(e164Schema, '+34912345678');

const NAMES = new Map([
  [ana, 'Ana'],
  [ben, 'Ben'],
  [sue, 'Sue'],
]);
const nameOf = (agentId: AgentId): string => NAMES.get(agentId) ?? '';

/** What an agent's softphone shows of the call. */
export const seenBy = (call: Pick<PaperCall, 'conversation'>, agentId: AgentId = ana): CallControl =>
  viewOf(call.conversation, agentId, nameOf);

/** The last leg to somebody; null: to a phone outside. */
export const legTo = (call: PaperCall, agentId: AgentId | null): PaperLeg | undefined =>
  [...call.twilio.legs.values()].findLast((leg) => leg.agentId === agentId && leg.leg !== 'customer');

/** Somebody whose phone rings takes it. */
export const answers = (call: PaperCall, agentId: AgentId | null): void =>
  call.twilio.answer(legTo(call, agentId)?.leg ?? '');

/** Who hears whom, by name. */
export function heard(call: PaperCall): string[] {
  const legs = [...call.twilio.legs.values()].filter(({ state }) => state === 'talking');
  const name = ({ agentId, leg }: PaperLeg) => (leg === 'customer' ? leg : agentId ? nameOf(agentId) : 'outside');
  const inRoom = legs.filter((leg) => leg.in.what === 'room' && !leg.held).map(name);
  const inDial = legs.flatMap((leg) => {
    const child = leg.in.what === 'dial' ? call.twilio.legs.get(leg.in.child) : undefined;
    return child?.state === 'talking' ? [name(leg), name(child)] : [];
  });
  return [...inRoom, ...inDial].sort();
}
