import type { WrapUp } from '#shared/api/agent-api.ts';
import type { CrmRecord, RecordRef } from '#shared/crm/crm-record.ts';
import type { AgentId, CallId } from '#shared/ids.ts';
import type { Book, Kept } from './book.schema.ts';
import { keptOf } from './book.ts';

/** What the agent is shown of the book: hers alone, newest first, each as the server would tell it if it knew everything. */
export function shownOf(book: Book, agentId: AgentId): WrapUp[] {
  const heard = book.heardFor === agentId ? book.heard : [];
  const kept = book.kept.filter((one) => one.agentId === agentId);
  const here = kept.map((one) =>
    merged(
      one,
      heard.find(({ callId }) => callId === one.call.callId),
      book.found,
    ),
  );
  const known = new Set(here.map(({ callId }) => callId));
  return [...here, ...heard.filter(({ callId }) => !known.has(callId))].sort((a, b) =>
    b.startedAt.localeCompare(a.startedAt),
  );
}

/** Of these, what the server has for good. What it could not write can still be mended. */
export function fixedOf(book: Book, wrapUps: readonly WrapUp[]): CallId[] {
  const here = new Set(book.kept.map(({ call }) => call.callId));
  return wrapUps.flatMap(({ callId, state }) =>
    here.has(callId) || state === 'open' || state === 'failed' ? [] : [callId],
  );
}

/** Until when nothing rings because this window is open. Counted from what this browser saw of the call's end: what it did not see, it does not hold her back for. */
export function pauseEnd(book: Book, callId: CallId, seconds: number, now: Date): string | null {
  const endedAt = keptOf(book, callId)?.call.endedAt ?? null;
  if (endedAt === null) return null;
  const end = Date.parse(endedAt) + seconds * 1000;
  return end > now.getTime() ? new Date(end).toISOString() : null;
}

function merged(kept: Kept, told: WrapUp | undefined, found: readonly CrmRecord[]): WrapUp {
  const { record: _, ...call } = kept.call;
  const facts = told ? { ...call, ...pastOf(told) } : call;
  const matches = told && told.matches.length > 0 ? told.matches : call.matches;
  const records = [...matches, ...(told?.record ? [told.record] : []), ...found];
  return {
    ...facts,
    matches,
    draft: kept.draft,
    edit: kept.edit,
    record: records.find(({ ref }) => same(ref, kept.draft.record)) ?? null,
    recording: told?.recording ?? 'none',
    ...progress(kept, told),
  };
}

/** The server knows better how long a call was, once it has ended there too. */
const pastOf = ({ cutOff, disposition, endedAt, talkedSeconds }: WrapUp) =>
  endedAt === null ? {} : { disposition, endedAt, talkedSeconds, ...(cutOff && { cutOff }) };

function progress(kept: Kept, told: WrapUp | undefined): Pick<WrapUp, 'state' | 'problem' | 'nextTryAt'> {
  const { saving, problem, nextTryAt } = kept;
  if (!saving) {
    // Saved before, changed since: what is wrong with it still is.
    if (told?.state === 'waiting' || told?.state === 'failed') {
      return { state: told.state, problem: told.problem, nextTryAt: told.nextTryAt };
    }
    return { state: 'open', problem: null, nextTryAt: null };
  }
  if (problem === null) return { state: 'writing', problem: null, nextTryAt: null };
  return { state: nextTryAt === null ? 'failed' : 'waiting', problem, nextTryAt };
}

const same = (a: RecordRef, b: RecordRef | null): boolean => b !== null && a.kind === b.kind && a.id === b.id;
