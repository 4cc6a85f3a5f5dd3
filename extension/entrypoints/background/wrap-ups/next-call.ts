import type { ListRow } from '#extension/wire/page-contract.ts';
import type { NextCall, SoftphoneSnapshot } from '#extension/wire/snapshots.ts';
import type { WrapUp } from '#shared/api/agent-api.ts';
import { toCallBack } from '#shared/call/missed-calls.ts';

/**
 * Whom to call after this one: whoever has waited longest of the missed callers whom nobody has taken care of, else the next row with a number in the list that the
 * record was opened from. `lists`: those that records were opened from, latest first. null: nobody.
 */
export function nextCall(
  wrapUp: WrapUp,
  phone: SoftphoneSnapshot,
  lists: readonly (readonly ListRow[])[],
  now: Date,
): NextCall | null {
  if (phone.outgoingNumbers.length === 0) return null;
  const missed = toCallBack(phone.recentCalls, now)
    .map(({ call }) => call)
    .find(({ number, id }) => number !== null && number !== wrapUp.number && id !== wrapUp.callId);
  if (missed && missed.number !== null) {
    return { from: 'missed', name: missed.name, number: missed.number, record: missed.record };
  }
  const record = wrapUp.draft.record;
  if (record === null) return null;
  for (const rows of lists) {
    const at = rows.findIndex((row) => row.record.kind === record.kind && row.record.id === record.id);
    if (at < 0) continue;
    const next = rows.slice(at + 1).find(({ number }) => number !== null && number !== wrapUp.number);
    if (next && next.number !== null) {
      return { from: 'list', name: next.name || null, number: next.number, record: next.record };
    }
    return null;
  }
  return null;
}
