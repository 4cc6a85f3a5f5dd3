import { type Browser, browser } from 'wxt/browser';
import { ask, send, watchLevels } from './asking.ts';
import type { Wire } from './contract.ts';
import type { Snapshot, SnapshotName } from './snapshots.ts';

/** As much of the wire as every CRM page loads: nobody's loudness is shown there. */
export type QuietWire = Pick<Wire, 'ask' | 'watch'>;

export const connectQuietWire = (): QuietWire => ({ ask, watch: watchByMessage });

/** The wire as content scripts hold it. What comes in was checked by the background before it was sent. */
export const connectPageWire = (): Wire => ({ ...connectQuietWire(), watchLevels });

/** CRM pages may not read our storage: the background sends them the part of each snapshot that is meant for pages. */
function watchByMessage<N extends SnapshotName>(name: N, show: (snapshot: Snapshot<N>) => void, signal: AbortSignal) {
  let told = false;
  const heard = (message: unknown, sender: Browser.runtime.MessageSender) => {
    if (sender.id !== browser.runtime.id || !isSnapshotOf(name, message)) return;
    told = true;
    show(message.snapshot as Snapshot<N>); // from the background, checked there
  };
  browser.runtime.onMessage.addListener(heard);
  signal.addEventListener('abort', () => browser.runtime.onMessage.removeListener(heard), { once: true });
  void send({ kind: 'latest', name }).then((answer) => {
    if (!signal.aborted && !told && isSnapshotOf(name, answer)) show(answer.snapshot as Snapshot<N>);
  });
}

function isSnapshotOf(name: SnapshotName, message: unknown): message is { snapshot: unknown } {
  return (
    message instanceof Object &&
    'kind' in message &&
    message.kind === 'snapshot' &&
    'name' in message &&
    message.name === name &&
    'snapshot' in message
  );
}
