import { useEffect, useRef, useState } from 'preact/hooks';
import { type Editing, isUntouched, redone, undone } from '#extension/views/flow/draft.ts';
import { forget, keep } from '#extension/views/flow/kept-draft.ts';
import { useView } from '#extension/views/view.ts';
import type { E164 } from '#shared/ids.ts';

/** What is typed is kept once it pauses, and at the latest when the tab goes, or the editor from it. */
const QUIET_MS = 300;

/** The number in the editor. What is not live is kept whatever becomes of the tab; Ctrl Z and Ctrl Shift Z undo and redo. */
export function useEditing(
  number: E164,
  first: () => Editing,
): readonly [Editing, (change: (editing: Editing) => Editing) => void] {
  const { wire, clock } = useView();
  const [editing, setEditing] = useState(first);
  const untouched = useRef(true);
  /** Keeps what was changed and is not kept yet. */
  const owed = useRef<(() => void) | null>(null);
  const { now, basedOn } = editing;
  const nothing = isUntouched(editing);

  useEffect(() => {
    // What was only opened is not kept: a new number that nobody changed is none.
    if (untouched.current) {
      untouched.current = false;
      return undefined;
    }
    const write = () => {
      owed.current = null;
      void (nothing ? forget(wire, number) : keep(wire, number, now, basedOn, clock.now()));
    };
    owed.current = write;
    const gone = new AbortController();
    clock.after(QUIET_MS, write, gone.signal);
    addEventListener('pagehide', write, { signal: gone.signal });
    return () => {
      gone.abort();
    };
  }, [wire, clock, number, now, basedOn, nothing]);
  useEffect(() => () => owed.current?.(), []);

  useEffect(() => {
    const gone = new AbortController();
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || isElsewhere(event.target)) return;
      const key = event.key.toLowerCase();
      const step = key === 'z' ? (event.shiftKey ? redone : undone) : key === 'y' ? redone : null;
      if (step === null) return;
      // The browser's own undo knows one field alone, and nothing of options that were deleted.
      event.preventDefault();
      setEditing(step);
    };
    addEventListener('keydown', onKey, { signal: gone.signal });
    return () => gone.abort();
  }, []);
  return [editing, setEditing];
}

/** The fields of "Try it" are no part of what is edited. */
const isElsewhere = (target: EventTarget | null): boolean =>
  target instanceof Element && target.matches('input, textarea') && target.closest('.side') !== null;
