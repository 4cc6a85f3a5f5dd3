import { useEffect, useState } from 'preact/hooks';
import type { Wire } from '#extension/wire/contract.ts';
import type { Snapshot, SnapshotName } from '#extension/wire/snapshots.ts';

/** The latest snapshot of that name, null until the first has come. Renders again at each change. */
export function useSnapshot<N extends SnapshotName>(wire: Wire, name: N): Snapshot<N> | null {
  const [snapshot, show] = useState<Snapshot<N> | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    wire.watch(name, (latest) => show(() => latest), stop.signal);
    return () => stop.abort();
  }, [wire, name]);
  return snapshot;
}
