import type { Book } from '#extension/companion/wrap-ups/book.schema.ts';
import { fixedOf, pauseEnd, shownOf } from '#extension/companion/wrap-ups/book-view.ts';
import { toSoftphone } from '#extension/entrypoints/background/offscreen.ts';
import { tellPages } from '#extension/entrypoints/background/pages.ts';
import { afterTalking } from '#extension/entrypoints/background/ring-window.ts';
import { keepSnapshot, keptSnapshot, keptSoftphone } from '#extension/entrypoints/background/snapshots.ts';
import type { SoftphoneSnapshot, WrapUpsSnapshot } from '#extension/wire/snapshots.ts';
import { crmLists } from './crm-lists.ts';
import { nextCall } from './next-call.ts';
import { readBook } from './stored-book.ts';

const NOTHING: WrapUpsSnapshot = {
  shown: null,
  wrapUps: [],
  fixed: [],
  next: null,
  mayLeaveOut: false,
  notRungUntil: null,
};

/** Shows everybody how the book stands now, and tells the softphone whether she is to be rung. */
export async function publishWrapUps(now = new Date()): Promise<void> {
  const [book, phone] = await Promise.all([readBook(), keptSoftphone()]);
  const snapshot = phone ? await snapshotOf(book, phone, now) : NOTHING;
  if (JSON.stringify(snapshot) !== JSON.stringify(await keptSnapshot('wrapUps'))) {
    await keepSnapshot('wrapUps', snapshot);
    await tellPages('wrapUps', snapshot);
    await afterTalking(phone?.call ?? null);
  }
  if (phone && phone.wrappingUp !== (snapshot.notRungUntil !== null)) await tellSoftphone(snapshot.notRungUntil);
}

async function snapshotOf(book: Book, phone: SoftphoneSnapshot, now: Date): Promise<WrapUpsSnapshot> {
  // Whoever reads them has signed in as somebody; signed out, nothing of anybody is shown.
  if (phone.agent === null) return NOTHING;
  const wrapUps = shownOf(book, phone.agent.id);
  const shown = wrapUps.find(({ callId }) => callId === book.shown);
  return {
    shown: shown?.callId ?? null,
    wrapUps,
    fixed: fixedOf(book, wrapUps),
    next: shown ? nextCall(shown, phone, await crmLists(), now) : null,
    mayLeaveOut: phone.wrapUp?.mayLeaveOut ?? false,
    notRungUntil: shown ? pauseEnd(book, shown.callId, phone.wrapUp?.seconds ?? 0, now) : null,
  };
}

async function tellSoftphone(until: string | null): Promise<void> {
  await toSoftphone({ kind: 'do', name: 'wrapUp.presence', input: { until } }).catch((error: unknown) =>
    console.warn('the softphone was not told of a wrap-up', error),
  );
}
