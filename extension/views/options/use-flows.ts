import { useEffect, useState } from 'preact/hooks';
import { askAdmin } from '#extension/views/options/ask-admin.ts';
import { useView } from '#extension/views/view.ts';
import type { IncomingNumber } from '#shared/api/admin-api.ts';
import type { FlowInShort } from '#shared/api/call-flow-api.ts';
import type { E164 } from '#shared/ids.ts';

/** What a number does with its callers, and what there is to fix about it. */
export type Known = FlowInShort;

/**
 * What the numbers of a list do, asked for in one request once the list is there: what can't be had is left out of it. A server before
 * 1.3 has no flows.
 */
export function useFlows(numbers: readonly IncomingNumber[]): ReadonlyMap<E164, Known> {
  const { wire, olderServer } = useView();
  const [known, setKnown] = useState<ReadonlyMap<E164, Known>>(new Map());
  useEffect(() => {
    let gone = false;
    // Asked again whenever the list is: it was changed.
    if (!olderServer && numbers.length > 0)
      void askAdmin(wire, 'callFlowsInShort').then((reply) => {
        if (!gone && reply.ok) setKnown(new Map(reply.value.flows.map((flow) => [flow.number, flow])));
      });
    return () => {
      gone = true;
    };
  }, [wire, olderServer, numbers]);
  return known;
}
