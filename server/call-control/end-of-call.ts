import type { TimedEvent } from '#server/calls/call-event.ts';
import type { Direction } from '#shared/call/call.ts';
import { conversationOf, customerOf, customersDocument, pendingRedirect } from './conversation.ts';

/**
 * When a call is over whose customer has left her first Dial, for the room or for somebody else: from then on its end is hers. `null`:
 * not yet; undefined: she never left it.
 */
export function endOfPassedOn(direction: Direction, events: readonly TimedEvent[]): Date | null | undefined {
  if (!events.some(({ kind }) => kind === 'told' || kind === 'led')) return undefined;
  const came = events.find((event) => event.kind === 'arrived' || event.kind === 'connected');
  if (came?.kind !== 'arrived' && came?.kind !== 'connected') return undefined;
  const fixed = { agentId: null, number: null, records: false, announces: false };
  const c = conversationOf({ direction, parentLeg: came.leg, ...fixed }, events);
  const customer = customerOf(c);
  const document = customersDocument(c);
  const inRoom = c.events.some(
    (event) => event.kind === 'room' && event.leg === customer?.leg && event.what === 'join',
  );
  const elsewhere = customer?.state === 'moving' || customer?.state === 'in-room' || customer?.state === 'out';
  if (!customer || !(document || inRoom || elsewhere || pendingRedirect(c))) return undefined;
  if (customer.state === 'over') return customer.since;
  return document?.into === 'out' ? document.at : null;
}
