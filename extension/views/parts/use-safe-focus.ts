import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/** The safe button of a question: it gets the focus when the question comes up, and whatever had it gets it back afterwards. */
export function useSafeFocus(): RefObject<HTMLButtonElement | null> {
  const safe = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    const before = document.activeElement;
    safe.current?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return safe;
}
