import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';

/**
 * When the control that had the focus goes away (the keypad takes the tools' place), the box itself gets the focus, so that its keys go
 * on working. A focus that was elsewhere is never touched.
 */
export function useKeptFocus(box: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    let focused: Element | null = null;
    const keep = () => {
      if (!focused || focused.isConnected) return;
      focused = null;
      element.focus({ preventScroll: true });
    };
    const onFocus = (event: FocusEvent) => {
      focused = event.target instanceof Element ? event.target : null;
    };
    // Browsers differ in whether an element that is taken away loses the focus before or after it is gone.
    const onBlur = ({ target }: FocusEvent) =>
      queueMicrotask(() => {
        if (target instanceof Element && target.isConnected && target === focused) focused = null;
        keep();
      });
    const gone = new MutationObserver(keep);
    gone.observe(element, { childList: true, subtree: true });
    element.addEventListener('focusin', onFocus);
    element.addEventListener('focusout', onBlur);
    return () => {
      gone.disconnect();
      element.removeEventListener('focusin', onFocus);
      element.removeEventListener('focusout', onBlur);
    };
  }, [box]);
}
