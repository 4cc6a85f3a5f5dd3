import type { LegQualityReport } from '#shared/api/quality-api.ts';
import type { Ask } from '#shared/call/control.ts';
import type { CallId } from '#shared/ids.ts';
import { ownProblem, type Problem } from '#shared/problem.ts';
import { failed, type Result } from '#shared/result.ts';
import type { Asker, Handlers } from './handlers.ts';
import type { Boot, SoftphoneAsk, SoftphoneCommand, ToSoftphone } from './internal.ts';
import { LEVELS_PORT } from './names.ts';
import type { Levels, SoftphoneSnapshot } from './snapshots.ts';
import { surelyTold } from './surely-told.ts';

/**
 * The softphone's side of the wire: an offscreen document has only `chrome.runtime`. It checks who speaks, and takes nothing but from the
 * background, which has checked what it passes on and checks what it gets: the softphone's document loads no contract.
 */
export interface SoftphoneWire {
  /** Who to speak for; asked once at the start. */
  boot(): Promise<Boot>;
  publish(snapshot: SoftphoneSnapshot): void;
  /** The server no longer knows the session of this token: who speaks for the softphone has to sign in again. */
  sessionEnded(token: string): void;
  /** Asks something of a running call, as the command `call.control` does. */
  control(callId: CallId, ask: Ask): Promise<Result<unknown>>;
  /** How a leg was heard until now, for the server to keep. */
  measured(callId: CallId, quality: LegQualityReport): void;
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
      const boot: Boot | undefined = await tell({ kind: 'boot' });
      if (!boot?.settings) throw new Error('nobody answered');
      return boot;
    },
    publish(snapshot) {
      told.tell('softphone', { kind: 'publish', name: 'softphone', snapshot });
    },
    sessionEnded(token) {
      told.tell('session', { kind: 'session-ended', token });
    },
    async control(callId, ask) {
      const message: SoftphoneAsk = { kind: 'control', callId, ask };
      return (await tell(message).catch(() => undefined)) ?? failed(mistake());
    },
    measured(callId, quality) {
      told.tell(`quality ${quality.leg}`, { kind: 'quality', callId, quality } satisfies SoftphoneAsk);
    },
    report: told.report,
  };
}

/** Takes what the background sends; whatever anybody else sends directly is refused. */
export function serveSoftphone(owner: SoftphoneOwner): void {
  chrome.runtime.onMessage.addListener((message: unknown, sender, reply) => {
    if (!isForUs(message)) return false; // meant for another context
    if (sender.id !== chrome.runtime.id || sender.tab || !isBackground(sender)) {
      reply(failed(ownProblem('not-allowed')));
      return false;
    }
    if (message.kind === 'do') {
      void run(owner.handlers, message.name, message.input).then(reply);
      return true;
    }
    if (message.kind === 'configure') owner.configure(message.boot);
    else owner.report();
    reply(undefined);
    return false;
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

const KINDS = new Set<unknown>(['do', 'configure', 'report'] satisfies ToSoftphone['kind'][]);
const isForUs = (message: unknown): message is ToSoftphone =>
  typeof message === 'object' && message !== null && 'kind' in message && KINDS.has(message.kind);

type AnyHandler = (input: unknown, asker: Asker) => Promise<Result<unknown>>;

async function run(handlers: Handlers<'softphone'>, name: SoftphoneCommand, input: unknown): Promise<Result<unknown>> {
  try {
    if (!Object.hasOwn(handlers, name)) return failed(mistake());
    // Each handler takes what its own schema lets through, by which the background has checked it.
    return await (handlers[name] as AnyHandler)(input, { context: 'background', tabId: null, frameId: null });
  } catch {
    return failed(mistake());
  }
}

const mistake = (): Problem => ownProblem('internal', { retry: true });

/** The service worker's messages carry its own script as their address, or, in some versions, none. */
const isBackground = (sender: chrome.runtime.MessageSender): boolean =>
  sender.url === undefined || new URL(sender.url).pathname === '/background.js';
