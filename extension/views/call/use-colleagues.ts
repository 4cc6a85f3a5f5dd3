import { useEffect, useState } from 'preact/hooks';
import { inPlace } from '#extension/views/call/colleagues.ts';
import { useView } from '#extension/views/view.ts';
import type { Colleague } from '#shared/api/control-api.ts';
import type { Problem } from '#shared/problem.ts';

/** How often the list is asked for anew while somebody looks at it. */
const AGAIN_MS = 5_000;

export interface Colleagues {
  /** null: not heard yet. */
  readonly list: readonly Colleague[] | null;
  readonly problem: Problem | null;
}

/** Everybody to whom the call may be passed on, as of now; nobody changes her place while one looks. */
export function useColleagues(): Colleagues {
  const { wire, clock } = useView();
  const [known, setKnown] = useState<Colleagues>({ list: null, problem: null });
  useEffect(() => {
    const gone = new AbortController();
    const load = async () => {
      const answer = await wire.ask('colleagues.list', {});
      if (gone.signal.aborted) return;
      setKnown((before) =>
        answer.ok
          ? { list: inPlace(before.list, answer.value.colleagues), problem: null }
          : { list: before.list, problem: before.list === null ? answer.problem : null },
      );
      clock.after(AGAIN_MS, () => void load(), gone.signal);
    };
    void load();
    return () => gone.abort();
  }, [wire, clock]);
  return known;
}
