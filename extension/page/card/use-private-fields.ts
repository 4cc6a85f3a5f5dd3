import { useEffect, useRef } from 'preact/hooks';
import { isPrivate, traitsOf } from '#extension/page/private-field.ts';
import type { Wire } from '#extension/wire/contract.ts';
import type { CallView } from '#extension/wire/snapshots.ts';

/**
 * While she talks and is recorded, tells when she comes into a field of this page that nobody may record, and when she has left it. It
 * looks at which field has the focus, never at what is typed.
 */
export function usePrivateFields(wire: Wire, call: CallView | null): void {
  const callId = call?.state === 'live' ? call.id : null;
  const recording = call?.state === 'live' ? (call.control?.recording ?? 'off') : 'off';
  /** The call that was paused for a field. */
  const paused = useRef<string | null>(null);
  useEffect(() => {
    if (callId === null) {
      paused.current = null;
      return;
    }
    const ending = new AbortController();
    const look = (target: EventTarget | null | undefined) => {
      const traits = traitsOf(target);
      const sensitive = traits !== null && isPrivate(traits);
      if (sensitive === (paused.current === callId)) return;
      if (sensitive && recording !== 'on') return;
      paused.current = sensitive ? callId : null;
      void wire.ask('page.sensitive', { callId, sensitive });
    };
    const { signal } = ending;
    window.addEventListener('focusin', (event) => look(event.composedPath()[0]), { capture: true, signal });
    window.addEventListener('focusout', (event) => look(event.relatedTarget), { capture: true, signal });
    // Another page takes its place, or none: the field goes without losing the focus.
    window.addEventListener('pagehide', () => look(null), { signal });
    // She may have been in it before they began to talk.
    if (document.hasFocus()) look(document.activeElement);
    return () => ending.abort();
  }, [wire, callId, recording]);
}
