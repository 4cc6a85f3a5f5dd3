import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Problem } from '#shared/problem.ts';
import type { Result } from '#shared/result.ts';

export type Loaded<T> = { state: 'loading' } | { state: 'failed'; problem: Problem } | { state: 'loaded'; value: T };

/** Loads once the component is shown. `reload` keeps what is shown until the new value is there. */
export function useLoaded<T>(load: () => Promise<Result<T>>): {
  readonly now: Loaded<T>;
  readonly reload: () => Promise<void>;
} {
  const [now, setNow] = useState<Loaded<T>>({ state: 'loading' });
  const latest = useRef(load);
  latest.current = load;
  const turn = useRef(0);
  const reload = useCallback(async () => {
    turn.current += 1;
    const mine = turn.current;
    const result = await latest.current();
    // An answer that was overtaken by a later question, or comes after the component has gone, says nothing.
    if (mine !== turn.current) return;
    setNow(result.ok ? { state: 'loaded', value: result.value } : { state: 'failed', problem: result.problem });
  }, []);
  useEffect(() => {
    void reload();
    return () => {
      turn.current += 1;
    };
  }, [reload]);
  return { now, reload };
}

/** Several loads as one: their values, or the first Problem. */
export async function all<A, B, C>(
  a: Promise<Result<A>>,
  b: Promise<Result<B>>,
  c: Promise<Result<C>>,
): Promise<Result<readonly [A, B, C]>> {
  const [first, second, third] = await Promise.all([a, b, c]);
  if (!first.ok) return first;
  if (!second.ok) return second;
  if (!third.ok) return third;
  return { ok: true, value: [first.value, second.value, third.value] };
}
