import { useEffect, useRef, useState } from 'preact/hooks';
import type { RunningCall } from '#extension/views/call/running.ts';
import { useTask } from '#extension/views/use-task.ts';
import { useView } from '#extension/views/view.ts';
import { wordOf } from '#shared/call/ask-word.ts';
import type { Ask, AskWord } from '#shared/call/control.ts';
import type { Problem } from '#shared/problem.ts';

/** Nothing shows that a wait is a wait before this. */
const SLOW_AFTER_MS = 400;
/** The server has taken the ask; its word that it is under way comes on another line. */
const TOLD_WITHIN_MS = 2_000;

export interface Control {
  readonly ask: (ask: Ask) => void;
  /** What has been under way for longer than a moment; null: nothing. */
  readonly slow: AskWord | null;
  /** Why the server would not take the last ask. */
  readonly problem: Problem | null;
  /** Forgets that. */
  readonly clear: () => void;
}

/** Asks the server to do something with the running call. What becomes of it stands in the call's `control`, never here. */
export function useControl({ id, control }: RunningCall): Control {
  const { wire, clock } = useView();
  const [sent, setSent] = useState<AskWord | null>(null);
  const [slow, setSlow] = useState(false);
  const task = useTask(async (ask: Ask) =>
    id === null ? { ok: true as const, value: {} } : wire.ask('call.control', { callId: id, ask }),
  );
  const unmounted = useRef(new AbortController());
  const pending = control?.pending ?? null;
  const waiting = pending ?? sent;

  useEffect(() => {
    unmounted.current = new AbortController();
    return () => unmounted.current.abort();
  }, []);
  useEffect(() => {
    if (pending !== null) setSent(null);
  }, [pending]);
  useEffect(() => {
    setSlow(false);
    if (waiting === null) return;
    const over = new AbortController();
    clock.after(SLOW_AFTER_MS, () => setSlow(true), over.signal);
    return () => over.abort();
  }, [waiting === null, clock]);

  const ask = (wanted: Ask) => {
    const word = wordOf(wanted);
    // It is under way: asked again, it would be refused as a second one.
    if (word === waiting) return;
    setSent(word);
    void task.run(wanted).then((answer) => {
      if (answer === null || unmounted.current.signal.aborted) return;
      if (!answer.ok) setSent(null);
      else clock.after(TOLD_WITHIN_MS, () => setSent(null), unmounted.current.signal);
    });
  };
  return { ask, slow: slow ? waiting : null, problem: task.problem, clear: task.clear };
}
