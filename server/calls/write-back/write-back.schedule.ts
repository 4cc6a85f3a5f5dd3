import { isFinal, type TimedEvent } from '#server/calls/call-event.ts';
import type { CallRow } from '#server/calls/call-row.ts';
import type { CallState } from '#server/calls/ledger.ts';

/** An answered call that its agent does not save is written after this long, with what she has noted until then. */
export const OPEN_MS = 10 * 60_000;
/** Reports of how a call went come within moments of its end: what is written before may be wrong. */
export const REPORTS_MS = 5_000;

/**
 * When the next stage of a call's way to the CRM is due; null: none is. Nobody answered: at once. Else once it is saved, or after ten
 * minutes; so it is too with what she has noted of a call that nobody answered.
 *
 * @param planned its first stage has been.
 * @param wrong what was planned then is not what happened: a report was later than that.
 */
export function writeBackAt(
  call: Pick<CallRow, 'direction' | 'agent_id'>,
  state: CallState,
  events: readonly TimedEvent[],
  { saved, planned, wrong }: { saved: boolean; planned: boolean; wrong: boolean },
): Date | null {
  if (state.state !== 'ended' || !wasDialled(call, events)) return null;
  const settledAt = isSettled(state, events) ? state.endedAt : new Date(state.endedAt.getTime() + REPORTS_MS);
  const openUntil = new Date(state.endedAt.getTime() + OPEN_MS);
  if (wrong) return settledAt;
  if (saved) return planned ? null : settledAt;
  if (state.disposition !== 'answered' && !planned) return settledAt;
  return call.direction === 'outgoing' || state.disposition === 'answered' ? openUntil : null;
}

/** A call id that no softphone connected with was no call. */
function wasDialled({ direction }: Pick<CallRow, 'direction'>, events: readonly TimedEvent[]): boolean {
  return direction === 'incoming' || events.some((event) => event.kind === 'connected');
}

/** Whether all that is reported of a call has come, as far as can be known. */
function isSettled(state: Extract<CallState, { state: 'ended' }>, events: readonly TimedEvent[]): boolean {
  const legs = new Map<string, boolean>();
  let counted = false;
  let dials = 0;
  for (const event of events) {
    if (event.kind === 'leg') {
      legs.set(event.leg, (legs.get(event.leg) ?? false) || isFinal(event.status));
      counted ||= event.status === 'ended' && event.seconds !== null;
    }
    if (event.kind === 'dial-ended') {
      dials += 1;
      counted ||= event.seconds !== null;
    }
  }
  if (state.disposition === 'answered') return counted;
  const rounds = events.filter((event) => event.kind === 'rang' || event.kind === 'connected').length;
  return dials >= rounds && [...legs.values()].every(Boolean);
}
