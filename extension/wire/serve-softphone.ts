import * as v from 'valibot';
import { failed } from '#shared/result.ts';
import { type Handlers, handle, handlerOf, notAllowed } from './handlers.ts';
import { type Boot, bootSchema, toSoftphoneSchema } from './internal.ts';
import { LEVELS_PORT } from './names.ts';
import type { Levels, SoftphoneSnapshot } from './snapshots.ts';
import { softphoneContract } from './softphone-contract.ts';
import { surelyTold } from './surely-told.ts';

/** The softphone's side of the wire: an offscreen document has only `chrome.runtime`. */
export interface SoftphoneWire {
  /** Who to speak for; asked once at the start. */
  boot(): Promise<Boot>;
  publish(snapshot: SoftphoneSnapshot): void;
  /** The server no longer knows the session of this token: who speaks for the softphone has to sign in again. */
  sessionEnded(token: string): void;
  /** Tells again what no worker has taken yet. */
  report(): void;
}

export interface SoftphoneOwner {
  handlers: Handlers<'softphone'>;
  /** Session or settings changed, or somebody needs a snapshot. */
  configure(boot: Boot): void;
  /** A worker has just started, and asks for what the one before it did not take. */
  report(): void;
  /** Someone watches the loudness: send it until `signal` is aborted. */
  watchLevels(send: (levels: Levels) => void, signal: AbortSignal): void;
}

export function openSoftphoneWire(): SoftphoneWire {
  const tell = (message: object) => chrome.runtime.sendMessage(message);
  const told = surelyTold(tell);
  return {
    async boot() {
      return v.parse(bootSchema, await tell({ kind: 'boot' }));
    },
    publish(snapshot) {
      told.tell('softphone', { kind: 'publish', name: 'softphone', snapshot });
    },
    sessionEnded(token) {
      told.tell('session', { kind: 'session-ended', token });
    },
    report: told.report,
  };
}

/** Takes what the background sends; whatever a page sends directly is refused. */
export function serveSoftphone(owner: SoftphoneOwner): void {
  chrome.runtime.onMessage.addListener((message, sender, reply) => {
    const read = v.safeParse(toSoftphoneSchema, message);
    if (!read.success) return false; // meant for another context
    if (sender.id !== chrome.runtime.id || sender.tab || !isBackground(sender)) {
      reply(failed(notAllowed()));
      return false;
    }
    const said = read.output;
    if (said.kind === 'configure') {
      owner.configure(said.boot);
      reply(undefined);
      return false;
    }
    if (said.kind === 'report') {
      owner.report();
      reply(undefined);
      return false;
    }
    const own = handlerOf(owner.handlers, said.name);
    if (!own) return false;
    void handle(softphoneContract[said.name], said.name, said.input, (input) =>
      own(input, { context: 'background', tabId: null, frameId: null }),
    ).then(reply);
    return true;
  });

  chrome.runtime.onConnect.addListener((port) => {
    if (port.name !== LEVELS_PORT || port.sender?.id !== chrome.runtime.id) return;
    const gone = new AbortController();
    port.onDisconnect.addListener(() => gone.abort());
    owner.watchLevels((levels) => {
      if (!gone.signal.aborted) port.postMessage(levels);
    }, gone.signal);
  });
}

/** The service worker's messages carry its own script as their address, or, in some versions, none. */
const isBackground = (sender: chrome.runtime.MessageSender): boolean =>
  sender.url === undefined || new URL(sender.url).pathname === '/background.js';
