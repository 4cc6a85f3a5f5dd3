import { useEffect, useState } from 'preact/hooks';
import { faultsIn, toFix } from '#extension/views/flow/finding-facts.ts';
import { askAdmin } from '#extension/views/options/ask-admin.ts';
import { useView } from '#extension/views/view.ts';
import type { IncomingNumber } from '#shared/api/admin-api.ts';
import type { CallFlow } from '#shared/call-flow/call-flow.schema.ts';
import type { E164 } from '#shared/ids.ts';

/** What a number does with its callers, and what there is to fix about it. */
export interface Known {
  readonly flow: CallFlow;
  readonly toFix: number;
  readonly faults: number;
}

/**
 * The flows of the numbers in a list, asked for one after another: the list is there before, and what can't be had is left out of it.
 * A server before 1.3 has none.
 */
export function useFlows(numbers: readonly IncomingNumber[]): ReadonlyMap<E164, Known> {
  const { wire, olderServer } = useView();
  const [known, setKnown] = useState<ReadonlyMap<E164, Known>>(new Map());
  useEffect(() => {
    let gone = false;
    async function learn() {
      for (const { number } of olderServer ? [] : numbers) {
        const live = await askAdmin(wire, 'callFlow', null, { number });
        if (gone) return;
        if (!live.ok) continue;
        const { flow } = live.value;
        const judged = await askAdmin(wire, 'checkCallFlow', { number, flow });
        if (gone) return;
        const findings = judged.ok ? judged.value.findings : [];
        const entry = { flow, toFix: toFix(findings).length, faults: faultsIn(findings).length };
        setKnown((before) => new Map(before).set(number, entry));
      }
    }
    void learn();
    return () => {
      gone = true;
    };
  }, [wire, olderServer, numbers]);
  return known;
}
