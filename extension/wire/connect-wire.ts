import { type Browser, browser } from 'wxt/browser';
import { ask, send, watchLevels } from './asking.ts';
import type { Wire } from './contract.ts';
import { snapshotKey } from './names.ts';
import type { Snapshot, SnapshotName } from './snapshots.ts';

/** The wire as popup and options page hold it. What comes in was checked by the background before it was kept or sent. */
export const connectWire = (): Wire => ({ ask, watch: watchBySession, watchLevels });

/** Our own pages read what the background keeps: it is there even while the worker sleeps. */
function watchBySession<N extends SnapshotName>(name: N, show: (snapshot: Snapshot<N>) => void, signal: AbortSignal) {
  const key = snapshotKey(name);
  let told = false;
  const changed = (changes: Record<string, Browser.storage.StorageChange>) => {
    const value = changes[key]?.newValue;
    if (value === undefined) return;
    told = true;
    show(value as Snapshot<N>); // written by the background, checked there
  };
  browser.storage.session.onChanged.addListener(changed);
  signal.addEventListener('abort', () => browser.storage.session.onChanged.removeListener(changed), { once: true });
  void browser.storage.session.get(key).then((kept) => {
    // Told of a change meanwhile: what was read before it is old.
    if (signal.aborted || told) return;
    if (kept[key] === undefined) void send({ kind: 'latest', name });
    else show(kept[key] as Snapshot<N>);
  });
}
