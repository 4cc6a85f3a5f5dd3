import type { CallFacts } from '#server/call-control/control.ts';
import type { HeldCall } from '#server/calls/call.store.ts';
import { isUnderHand, type TimedEvent } from '#server/calls/call-event.ts';
import type { CallRow } from '#server/calls/call-row.ts';
import type { AgentId, CallId } from '#shared/ids.ts';

/** The call's id, if it is under our hands; a plain one rings, is talked and ends by itself. */
export const underHand = ({ events, row }: Pick<HeldCall, 'events' | 'row'>): CallId | undefined =>
  isUnderHand(events) ? row.id : undefined;

export const wasAsked = (events: readonly TimedEvent[], askId: string): boolean =>
  events.some((event) => event.kind === 'asked' && event.askId === askId);

/** What never changes of a call that has reached Twilio. */
export async function factsOf({ events, row, tx }: Pick<HeldCall, 'events' | 'row' | 'tx'>): Promise<CallFacts> {
  const found = await tx
    .selectNoFrom(({ exists, selectFrom }) => [
      exists(
        selectFrom('recordings')
          .select('call_id')
          .where('call_id', '=', row.id)
          .where('part', '=', 1)
          .where('voicemail', '=', false),
      ).as('records'),
      selectFrom('team').select('announce').limit(1).as('announces'),
    ])
    .executeTakeFirstOrThrow();
  return {
    direction: row.direction,
    parentLeg: row.parent_sid ?? '',
    agentId: row.direction === 'outgoing' ? whoPlaced(row, events) : null,
    number: row.number,
    records: Boolean(found.records) && !isAskedPart(events, 1),
    announces: found.announces ?? true,
  };
}

/** What somebody asked to be recorded is no recording from the beginning. */
const isAskedPart = (events: readonly TimedEvent[], part: number): boolean =>
  events.some((event) => event.kind === 'told' && event.command.do === 'record' && event.command.part === part);

/** Whose call it was before it was anybody else's. */
function whoPlaced(row: CallRow, events: readonly TimedEvent[]): AgentId | null {
  const first = events
    .flatMap((event) => (event.kind === 'handed' ? [event] : []))
    .reduce<(TimedEvent & { kind: 'handed' }) | undefined>((a, b) => (a && a.at <= b.at ? a : b), undefined);
  return first?.from ?? row.agent_id;
}

/** Every leg that a call is known to have had. */
export function legsOf(row: Pick<CallRow, 'parent_sid'>, events: readonly TimedEvent[]): Set<string> {
  const legs = new Set<string>(row.parent_sid ? [row.parent_sid] : []);
  const invites = new Set(
    events.flatMap((event) => (event.kind === 'told' && event.command.do === 'invite' ? [event.n] : [])),
  );
  for (const event of events) {
    if (event.kind === 'leg' || event.kind === 'led') legs.add(event.leg);
    if (event.kind === 'room' && event.leg) legs.add(event.leg);
    if (event.kind === 'dial-ended' && event.leg) legs.add(event.leg);
    if (event.kind === 'answered' && event.sid && invites.has(event.n)) legs.add(event.sid);
  }
  return legs;
}

/** How often Twilio was told something. */
export const lastCommand = (events: readonly TimedEvent[]): number =>
  Math.max(0, ...events.map((event) => (event.kind === 'told' ? event.n : 0)));
