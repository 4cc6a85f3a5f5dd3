import { dispositionOf, isNoted } from '#extension/wire/noted-call.ts';
import type { CallView } from '#extension/wire/snapshots.ts';
import type { DraftChange } from '#extension/wire/wrap-up-contract.ts';
import type { WrapUp } from '#shared/api/agent-api.ts';
import { EMPTY_DRAFT } from '#shared/call/wrap-up.ts';
import type { CrmRecord } from '#shared/crm/crm-record.ts';
import type { AgentId, CallId } from '#shared/ids.ts';
import type { Book, Kept } from './book.schema.ts';

/**
 * What an agent notes of her calls, as this browser holds it. Pure: each step takes the book and answers the next one. The server is the
 * truth for everything but what she changed since it was last told.
 */

const MOST_OPENED = 100;
const MOST_FOUND = 40;

/** The softphone's call: its facts; once it has ended, its window opens, once. What was passed on is the colleague's to note. */
export function withCall(book: Book, agentId: AgentId, view: CallView): Book {
  const { id } = view;
  if (id === null) return book;
  const passedOn = view.state === 'ended' && view.how === 'passed-on';
  const there = keptOf(book, id);
  if (passedOn && view.answeredBy !== null) {
    // What the server has goes with the call; what it lacks is sent after it.
    return there && there.edit > there.sentEdit
      ? put(closed(book, id), { ...there, call: factsOf(view, id) })
      : forgotten(book, id);
  }
  const ends =
    view.state === 'ended' && !passedOn && !book.opened.includes(id) && (isNoted(view) || there !== undefined);
  if (!there && !ends) return book;
  const kept = there ? followed({ ...there, call: factsOf(view, id) }) : fresh(book, agentId, view, id);
  const next = put(book, kept);
  return ends ? opened(next, id) : next;
}

/** Begins to keep the notes of the call that is on. */
export function begun(book: Book, agentId: AgentId, view: CallView): Book {
  if (view.id === null || keptOf(book, view.id)) return book;
  return put(book, fresh(book, agentId, view, view.id));
}

/** She changed some fields; undefined: this browser knows no such call. */
export function edited(book: Book, agentId: AgentId, callId: CallId, change: DraftChange): Book | undefined {
  const there = keptOf(book, callId) ?? fromServer(book, agentId, callId);
  if (!there || there.agentId !== agentId) return undefined;
  const draft = { ...there.draft, ...change };
  if (sameDraft(draft, there.draft)) return put(book, there);
  const recordChosen = there.recordChosen || change.record !== undefined;
  const told = heardOf(book, agentId, callId);
  return put(book, { ...there, draft, recordChosen, edit: Math.max(there.edit, told?.edit ?? 0) + 1 });
}

/** She saved it: it is the server's from now on, as soon as the server takes it. Its window goes. */
export function saved(book: Book, callId: CallId): Book {
  const there = keptOf(book, callId);
  if (!there) return book;
  const sending = { ...there, saving: true, tries: 0, nextTryAt: null, problem: null };
  return put({ ...book, shown: book.shown === callId ? null : book.shown }, sending);
}

/**
 * The server's list. What she changed here since is newer; what is nowhere open any more is forgotten. The window of a call that was cut
 * off, which no softphone here has seen end, opens by itself, once.
 */
export function withList(book: Book, agentId: AgentId, wrapUps: readonly WrapUp[], heardAt: string | null): Book {
  const kept = book.kept.flatMap((one): Kept[] => {
    if (one.agentId !== agentId) return [one];
    const told = wrapUps.find(({ callId }) => callId === one.call.callId);
    const newer = told && told.edit > one.edit && !one.saving;
    const here = newer ? { ...one, draft: told.draft, edit: told.edit, sentEdit: told.edit, recordChosen: true } : one;
    const isOn = here.call.endedAt === null && (told?.endedAt ?? null) === null;
    const owed = here.saving || here.edit > here.sentEdit || isOn;
    return owed || book.shown === here.call.callId ? [here] : [];
  });
  const next = { ...book, kept, heard: [...wrapUps], heardFor: agentId, heardAt };
  const cut = wrapUps.find((one) => one.cutOff && one.state === 'open' && !book.opened.includes(one.callId));
  return cut && book.shown === null ? opened(next, cut.callId) : next;
}

/** Its window opens by itself, which it does only once. */
const opened = (book: Book, id: CallId): Book => ({
  ...book,
  shown: id,
  opened: [id, ...book.opened].slice(0, MOST_OPENED),
});

/** The server has taken a draft up to this edit. */
export function sent(book: Book, callId: CallId, edit: number): Book {
  const there = keptOf(book, callId);
  if (!there) return book;
  return put(book, { ...there, sentEdit: Math.max(there.sentEdit, edit), tries: 0, nextTryAt: null, problem: null });
}

/** The server has taken what she saved: `told` is what has become of it. Something changed meanwhile stays to be saved. */
export function taken(book: Book, callId: CallId, edit: number, told: WrapUp): Book {
  const heard = [told, ...book.heard.filter((one) => one.callId !== callId)];
  const there = keptOf(book, callId);
  const next = { ...book, heard, heardFor: there?.agentId ?? book.heardFor };
  return there && there.edit > edit ? sent(next, callId, edit) : forgotten(next, callId);
}

const closed = (book: Book, callId: CallId): Book => ({ ...book, shown: book.shown === callId ? null : book.shown });

/** The server knows no such call: there is nothing to save it to. */
export function forgotten(book: Book, callId: CallId): Book {
  return {
    ...closed(book, callId),
    kept: book.kept.filter(({ call }) => call.callId !== callId),
  };
}

export function keptOf(book: Book, callId: CallId): Kept | undefined {
  return book.kept.find(({ call }) => call.callId === callId);
}

export function put(book: Book, kept: Kept): Book {
  return { ...book, kept: [kept, ...book.kept.filter(({ call }) => call.callId !== kept.call.callId)] };
}

/** What a search found: the view then names a record by its reference alone. */
export function withFound(book: Book, records: readonly CrmRecord[]): Book {
  const ids = new Set(records.map(({ ref }) => ref.id));
  return { ...book, found: [...records, ...book.found.filter(({ ref }) => !ids.has(ref.id))].slice(0, MOST_FOUND) };
}

/** With what the server has heard of it: a colleague's note that came with the call, or her own from another computer. */
function fresh(book: Book, agentId: AgentId, view: CallView, callId: CallId): Kept {
  const { draft, edit } = heardOf(book, agentId, callId) ?? { draft: EMPTY_DRAFT, edit: 0 };
  const recordChosen = draft.record !== null;
  const none = { sentEdit: edit, recordChosen, saving: false, tries: 0, nextTryAt: null, problem: null };
  return followed({ agentId, call: factsOf(view, callId), draft, edit, ...none });
}

const heardOf = (book: Book, agentId: AgentId, callId: CallId): WrapUp | undefined =>
  book.heardFor === agentId ? book.heard.find((one) => one.callId === callId) : undefined;

/** Another computer's, or what was saved before: changed from what the server said of it. */
function fromServer(book: Book, agentId: AgentId, callId: CallId): Kept | undefined {
  const told = heardOf(book, agentId, callId);
  // What is on its way can't be called back.
  if (told?.state !== 'open' && told?.state !== 'failed') return undefined;
  const { direction, disposition, number, startedAt, endedAt, talkedSeconds, matches, draft, edit } = told;
  const facts = { callId, direction, disposition, number, startedAt, endedAt, talkedSeconds, matches };
  const none = { sentEdit: edit, recordChosen: true, saving: false, tries: 0, nextTryAt: null, problem: null };
  return { agentId, call: { ...facts, record: draft.record }, draft, edit, ...none };
}

/** Until she chooses another, the draft goes to the call's own record. */
const followed = (kept: Kept): Kept =>
  kept.recordChosen ? kept : { ...kept, draft: { ...kept.draft, record: kept.call.record } };

function factsOf(view: CallView, callId: CallId): Kept['call'] {
  const { direction, party, startedAt, record } = view;
  const matches = party.match.state === 'known' ? party.match.records : [];
  const only = matches.length === 1 ? (matches[0]?.ref ?? null) : null;
  const end =
    view.state === 'ended'
      ? { disposition: dispositionOf(view), endedAt: view.endedAt, talkedSeconds: view.talkedSeconds }
      : { disposition: null, endedAt: null, talkedSeconds: 0 };
  return { callId, direction, number: party.number, startedAt, matches, record: record ?? only, ...end };
}

const sameDraft = (a: object, b: object): boolean => JSON.stringify(a) === JSON.stringify(b);
