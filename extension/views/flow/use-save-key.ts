import { useEffect, useRef } from 'preact/hooks';

/**
 * Ctrl S does what Save does, from wherever in the editor one is: by Tab the way back up to the button is long. null: there is nothing
 * to save now, and the key does nothing, for the browser's own answer (keeping the page as a file) is never what is meant.
 */
export function useSaveKey(save: (() => void) | null): void {
  const now = useRef(save);
  now.current = save;
  useEffect(() => {
    const gone = new AbortController();
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.key.toLowerCase() !== 's')
        return;
      event.preventDefault();
      if (!event.repeat) now.current?.();
    };
    addEventListener('keydown', onKey, { signal: gone.signal });
    return () => gone.abort();
  }, []);
}
