import { isSame } from '#extension/views/flow/is-same.ts';
import type { CallFlow } from '#shared/call-flow/call-flow.schema.ts';

/** What the editor of a number changes. */
export interface Draft {
  readonly name: string;
  readonly flow: CallFlow;
}

/**
 * A number in the editor: what its callers hear now, what is being made of it, and every step on the way.
 *
 *     edited → now moves on, the future is forgotten
 *     undone ← past   now   future → redone
 *     saved: now is what callers hear, the steps stay
 */
export interface Editing {
  /** What callers hear; null: the number is not answered here yet. */
  readonly live: Draft | null;
  /** What Discard goes back to where nothing is live. */
  readonly start: Draft;
  /** The version that it is based on; null: none. */
  readonly basedOn: number | null;
  readonly past: readonly Draft[];
  readonly now: Draft;
  readonly future: readonly Draft[];
  /** The field of the latest edit: what is typed on there is one step with it. null: the next edit is a step of its own. */
  readonly field: string | null;
}

/** Steps that can be undone. */
const MOST_STEPS = 200;

/** `start`: what a number begins with that nobody has saved yet. `now`: what is shown first, when it was kept from another time. */
export const opened = (live: Draft | null, basedOn: number | null, start: Draft, now = live ?? start): Editing => ({
  live,
  start,
  basedOn,
  past: isSame(live ?? start, now) ? [] : [live ?? start],
  now,
  future: [],
  field: null,
});

/** `field`: edits of the same field that follow each other are one step; null: this is one by itself. */
export function edited(editing: Editing, now: Draft, field: string | null = null): Editing {
  if (isSame(now, editing.now)) return editing;
  const goesOn = field !== null && field === editing.field;
  const past = goesOn ? editing.past : [...editing.past, editing.now].slice(-MOST_STEPS);
  return { ...editing, past, now, future: [], field };
}

export function undone(editing: Editing): Editing {
  const now = editing.past.at(-1);
  if (now === undefined) return editing;
  return { ...editing, past: editing.past.slice(0, -1), now, future: [editing.now, ...editing.future], field: null };
}

export function redone(editing: Editing): Editing {
  const [now, ...future] = editing.future;
  if (now === undefined) return editing;
  return { ...editing, past: [...editing.past, editing.now], now, future, field: null };
}

/** Back to what callers hear, or to the beginning. Can be undone like any other step. */
export const discarded = (editing: Editing): Editing => edited(editing, editing.live ?? editing.start, null);

/** Nothing was changed that could be lost. */
export const isUntouched = ({ live, start, now }: Editing): boolean => isSame(live ?? start, now);

/** This is what callers hear from now on. What was changed while it was being saved stays changed. */
export const saved = (editing: Editing, live: Draft, version: number, sent: Draft): Editing => ({
  ...editing,
  live,
  basedOn: version,
  now: isSame(editing.now, sent) ? live : editing.now,
  field: null,
});

/** Somebody else's version is live: it takes the place of the one that was edited, or the edits go on over it. */
export const rebased = (editing: Editing, live: Draft, version: number, keep: 'mine' | 'theirs'): Editing => {
  const on = { ...editing, live, basedOn: version };
  return keep === 'mine' ? on : edited(on, live, null);
};

export const isLive = ({ live, now }: Editing): boolean => live !== null && isSame(live, now);
