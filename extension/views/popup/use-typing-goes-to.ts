import { useLayoutEffect } from 'preact/hooks';
import { focusOf } from '#extension/views/call/call-keys.ts';

/** A digit or letter typed anywhere on the idle screen goes to the dial field. */
export function useTypingGoesTo(field: { readonly current: HTMLInputElement | null }): void {
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || focusOf(event) === 'field')
        return;
      // The browser then puts this very key into the field that has the focus.
      if (/^[\p{L}\d+*#]$/u.test(event.key)) field.current?.focus();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [field]);
}
