import { useLayoutEffect, useRef } from 'preact/hooks';
import { type CallKey, callKey, focusOf } from '#extension/views/call/call-keys.ts';
import type { CallView } from '#extension/wire/snapshots.ts';

/**
 * Listens for the keys of a call while the component is shown. `target`: the document for a page of ours, the card's own root in a page
 * of the CRM (whose keys are not ours).
 */
export function useCallKeys(
  state: CallView['state'],
  act: (key: CallKey) => void,
  target: EventTarget = document,
): void {
  const latest = useRef({ state, act });
  latest.current = { state, act };
  useLayoutEffect(() => {
    const onKeyDown = (event: Event) => {
      if (!(event instanceof KeyboardEvent) || event.defaultPrevented) return;
      const { key, ctrlKey, altKey, metaKey, repeat } = event;
      const meant = callKey(latest.current.state, { key, ctrlKey, altKey, metaKey, repeat, focus: focusOf(event) });
      if (meant === null) return;
      event.preventDefault();
      latest.current.act(meant);
    };
    target.addEventListener('keydown', onKeyDown);
    return () => target.removeEventListener('keydown', onKeyDown);
  }, [target]);
}
