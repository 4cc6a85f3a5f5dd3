import { useEffect, useState } from 'preact/hooks';
import { useView } from '#extension/views/view.ts';
import type { Colleague } from '#shared/api/control-api.ts';

/** How old their presence may be while she looks at it. */
const FRESH_MS = 10_000;

/** Colleagues and whether they are free, asked for while they are wanted, and again every ten seconds. A failure is no news here. */
export function useColleagues(wanted: boolean): readonly Colleague[] {
  const { wire, clock } = useView();
  const [colleagues, setColleagues] = useState<readonly Colleague[]>([]);
  useEffect(() => {
    if (!wanted) return;
    const stop = new AbortController();
    const look = async () => {
      const answer = await wire.ask('colleagues.list', {});
      if (stop.signal.aborted) return;
      if (answer.ok) setColleagues(answer.value.colleagues);
      clock.after(FRESH_MS, () => void look(), stop.signal);
    };
    void look();
    return () => stop.abort();
  }, [wanted, wire, clock]);
  return colleagues;
}
