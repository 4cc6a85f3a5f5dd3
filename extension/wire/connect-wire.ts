import { type Browser, browser } from 'wxt/browser';
import type { Problem } from '#shared/problem.ts';
import type { Result } from '#shared/result.ts';
import type { CommandInput, CommandName, CommandOutput, Levels, Snapshot, SnapshotName, Wire } from './contract.ts';
import { LEVELS_PORT, snapshotKey } from './names.ts';

export { snapshotKey };

const RESTARTING: Problem = {
  code: 'internal',
  message: 'Sidetone is restarting. Try again in a moment; if it goes on, reload this page.',
  retry: true,
};

/** How soon whoever watches the loudness looks again for a softphone that was restarted. */
const LEVELS_AGAIN_MS = 1_000;

/**
 * The wire as popup, options page and content scripts hold it. It imports types alone: what a CRM page loads carries no zod. What
 * comes in was checked by the background before it was sent.
 */
export function connectWire(context: 'popup' | 'options' | 'page'): Wire {
  return {
    async ask<N extends CommandName>(name: N, input: CommandInput<N>): Promise<Result<CommandOutput<N>>> {
      const answer = await send({ kind: 'ask', name, input });
      // The background answers with a Result whose value it has checked against the contract.
      return isAnswer(answer) ? (answer as Result<CommandOutput<N>>) : { ok: false, problem: RESTARTING };
    },
    watch(name, show, signal) {
      if (context === 'page') watchByMessage(name, show, signal);
      else watchBySession(name, show, signal);
    },
    watchLevels,
  };
}

/** undefined: the extension was updated under this page, or the worker died while answering. */
function send(message: object): Promise<unknown> {
  return Promise.resolve()
    .then(() => browser.runtime.sendMessage(message))
    .catch(() => undefined);
}

const isAnswer = (answer: unknown): boolean => typeof answer === 'object' && answer !== null && 'ok' in answer;

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
    typeof message === 'object' &&
    message !== null &&
    'kind' in message &&
    message.kind === 'snapshot' &&
    'name' in message &&
    message.name === name &&
    'snapshot' in message
  );
}

/** Connects while someone watches; again when the softphone was restarted. */
function watchLevels(show: (levels: Levels) => void, signal: AbortSignal): void {
  if (signal.aborted) return;
  const port = browser.runtime.connect({ name: LEVELS_PORT });
  const close = () => port.disconnect();
  port.onMessage.addListener((levels: Levels) => show(levels));
  port.onDisconnect.addListener(() => {
    // Reading it tells Chrome that a missing receiver is expected.
    void browser.runtime.lastError;
    signal.removeEventListener('abort', close);
    if (!signal.aborted) setTimeout(() => watchLevels(show, signal), LEVELS_AGAIN_MS);
  });
  signal.addEventListener('abort', close, { once: true });
}
