import { useEffect, useRef, useState } from 'preact/hooks';
import { useView } from '#extension/views/view.ts';

/** A value once it has not changed for so long: what is asked of the server at each change is not asked at each key. */
export function useSettled<T>(value: T, ms: number): T {
  const { clock } = useView();
  const [settled, setSettled] = useState(value);
  const first = useRef(true);
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return undefined;
    }
    return clock.after(ms, () => setSettled(value));
  }, [clock, value, ms]);
  return settled;
}
