import { useEffect, useState } from 'preact/hooks';
import { useView } from '#extension/views/view.ts';

/** The present moment, renewed at every full `everyMs` (a second for timers, a minute for local times). */
export function useNow(everyMs = 1000): Date {
  const { clock } = useView();
  const [now, setNow] = useState(() => clock.now());
  useEffect(() => {
    const stop = new AbortController();
    const tick = () => {
      setNow(clock.now());
      // Aligned to the second, so that a timer neither skips nor repeats one.
      clock.after(everyMs - (clock.now().getTime() % everyMs), tick, stop.signal);
    };
    tick();
    return () => stop.abort();
  }, [clock, everyMs]);
  return now;
}
