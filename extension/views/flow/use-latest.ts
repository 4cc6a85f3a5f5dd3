import { useLayoutEffect, useRef } from 'preact/hooks';

/** What a view was given last, for whoever comes back to it with an answer that took its time; null from the moment in which the view has gone. */
export function useLatest<T>(given: T): { readonly current: T | null } {
  const latest = useRef<T | null>(given);
  latest.current = given;
  useLayoutEffect(
    () => () => {
      latest.current = null;
    },
    [],
  );
  return latest;
}
