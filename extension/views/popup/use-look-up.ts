import { useEffect, useState } from 'preact/hooks';
import { useView } from '#extension/views/view.ts';
import type { CrmRecord } from '#shared/crm/crm-record.ts';
import type { E164 } from '#shared/ids.ts';

/** Typing pauses this long before the CRM is asked. */
const PAUSE_MS = 300;

/** Who in the CRM has this number. Empty while nobody is known or the answer is not there; a failure is no news here. */
export function useLookUp(number: E164 | null): readonly CrmRecord[] {
  const { wire, clock } = useView();
  const [found, setFound] = useState<{ number: E164; records: readonly CrmRecord[] } | null>(null);
  useEffect(() => {
    if (number === null) return;
    const stop = new AbortController();
    clock.after(
      PAUSE_MS,
      async () => {
        const answer = await wire.ask('number.lookUp', { number });
        if (answer.ok && !stop.signal.aborted) setFound({ number, records: answer.value.records });
      },
      stop.signal,
    );
    return () => stop.abort();
  }, [number, wire, clock]);
  return found !== null && found.number === number ? found.records : [];
}
