import { type Browser, browser } from 'wxt/browser';
import type { Problem } from '#shared/problem.ts';
import type { Result } from '#shared/result.ts';
import type { CommandInput, CommandName, CommandOutput } from './contract.ts';
import { LEVELS_PORT } from './names.ts';
import type { Levels } from './snapshots.ts';

const RESTARTING: Problem = { code: 'restarting', message: '', retry: true };

/** How soon whoever watches the loudness looks again for a softphone that was restarted. */
const LEVELS_AGAIN_MS = 1_000;

/** Asks for a command, whoever asks. Imports types alone: what a CRM page loads carries no valibot. */
export async function ask<N extends CommandName>(name: N, input: CommandInput<N>): Promise<Result<CommandOutput<N>>> {
  const answer = await send({ kind: 'ask', name, input });
  // The background answers with a Result whose value it has checked against the contract.
  return isAnswer(answer) ? (answer as Result<CommandOutput<N>>) : { ok: false, problem: RESTARTING };
}

/** undefined: the extension was updated under this page, or the worker died while answering. */
export async function send(message: object): Promise<unknown> {
  try {
    return await browser.runtime.sendMessage(message);
  } catch {
    return undefined;
  }
}

const isAnswer = (answer: unknown): boolean => answer instanceof Object && 'ok' in answer;

/** undefined: the extension was updated under this page, whose views stay for a moment and must not break over it. */
function connect(): Browser.runtime.Port | undefined {
  try {
    return browser.runtime.connect({ name: LEVELS_PORT });
  } catch {
    return undefined;
  }
}

/** Connects while someone watches; again when the softphone was restarted. */
export function watchLevels(show: (levels: Levels) => void, signal: AbortSignal): void {
  if (signal.aborted) return;
  const port = connect();
  if (!port) return;
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
