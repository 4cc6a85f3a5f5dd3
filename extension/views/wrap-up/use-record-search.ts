import { useEffect, useState } from 'preact/hooks';
import { useView } from '#extension/views/view.ts';
import type { CrmRecord } from '#shared/crm/crm-record.ts';
import type { Problem } from '#shared/problem.ts';

const TYPING_PAUSE_MS = 300;
const SHORTEST = 2;

interface Found {
  /** Of which text. */
  readonly text: string;
  readonly records: readonly CrmRecord[];
  readonly problem: Problem | null;
}

/** Looks for records while she types; what comes late, for a text that is gone, is not shown. */
export function useRecordSearch(typed: string) {
  const { wire, clock } = useView();
  const [found, setFound] = useState<Found | null>(null);
  const text = typed.trim();
  const asks = text.length >= SHORTEST;
  useEffect(() => {
    const gone = new AbortController();
    if (asks) {
      clock.after(
        TYPING_PAUSE_MS,
        () =>
          void wire.ask('wrapUp.searchRecords', { text }).then((answer) => {
            if (gone.signal.aborted) return;
            setFound(
              answer.ok
                ? { text, records: answer.value.records, problem: null }
                : { text, records: [], problem: answer.problem },
            );
          }),
        gone.signal,
      );
    }
    return () => gone.abort();
  }, [wire, clock, text, asks]);
  const current = asks && found?.text === text ? found : null;
  return {
    records: current?.records ?? [],
    problem: current?.problem ?? null,
    none: current !== null && current.problem === null && current.records.length === 0,
    slow: asks && current === null,
  };
}
