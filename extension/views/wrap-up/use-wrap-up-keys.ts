import { useLayoutEffect, useRef } from 'preact/hooks';
import { focusOf, type Pressed } from '#extension/views/call/call-keys.ts';
import { OUTCOMES, type Outcome } from '#shared/call/wrap-up.ts';

/** What a key means in the call-ended window. */
export type WrapUpKey = { do: 'save' | 'next' | 'close' } | { do: 'outcome'; outcome: Outcome };

/** Saving works from inside a field, too; the digits only where nobody types. null: no key of this window. */
export function wrapUpKey(pressed: Pressed): WrapUpKey | null {
  const { key, ctrlKey, altKey, metaKey, repeat, focus } = pressed;
  if (altKey || repeat) return null;
  if (ctrlKey || metaKey) {
    if (key.toLowerCase() === 's') return { do: 'save' };
    return key === 'Enter' ? { do: 'next' } : null;
  }
  if (key === 'Escape') return { do: 'close' };
  const outcome = focus === 'field' || !/^[1-9]$/.test(key) ? undefined : OUTCOMES[Number(key) - 1];
  return outcome === undefined ? null : { do: 'outcome', outcome };
}

/** Listens while the component is shown. `target`: the document, or the card's own root in a page of the CRM. */
export function useWrapUpKeys(act: (key: WrapUpKey) => void, target: EventTarget = document): void {
  const latest = useRef(act);
  latest.current = act;
  useLayoutEffect(() => {
    const onKeyDown = (event: Event) => {
      if (!(event instanceof KeyboardEvent) || event.defaultPrevented) return;
      const { key, ctrlKey, altKey, metaKey, repeat } = event;
      const meant = wrapUpKey({ key, ctrlKey, altKey, metaKey, repeat, focus: focusOf(event) });
      if (meant === null) return;
      event.preventDefault();
      latest.current(meant);
    };
    target.addEventListener('keydown', onKeyDown);
    return () => target.removeEventListener('keydown', onKeyDown);
  }, [target]);
}
