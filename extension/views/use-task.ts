import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { useView } from '#extension/views/view.ts';
import type { Problem } from '#shared/problem.ts';
import type { Result } from '#shared/result.ts';

/** Nothing shows that a wait is a wait before this: what is quick shall not flicker. */
const SLOW_AFTER_MS = 400;

type TaskState = { state: 'idle' } | { state: 'asking'; slow: boolean } | { state: 'failed'; problem: Problem };

export interface Task<Args extends readonly unknown[], T> {
  /** Runs it; while it runs, a second call is ignored and answers null. */
  readonly run: (...args: Args) => Promise<Result<T> | null>;
  /** True from 400 ms after the start until the answer: show "…". */
  readonly slow: boolean;
  readonly busy: boolean;
  readonly problem: Problem | null;
  readonly clear: () => void;
}

/** Something that a person asked for and waits for: running, slow, failed. One at a time. */
export function useTask<Args extends readonly unknown[], T>(
  work: (...args: Args) => Promise<Result<T>>,
): Task<Args, T> {
  const { clock } = useView();
  const [task, setTask] = useState<TaskState>({ state: 'idle' });
  const running = useRef(false);
  const latestWork = useRef(work);
  latestWork.current = work;
  const gone = useRef(new AbortController());
  useEffect(() => {
    gone.current = new AbortController();
    return () => gone.current.abort();
  }, []);

  const run = useCallback(
    async (...args: Args) => {
      if (running.current) return null;
      running.current = true;
      const answered = new AbortController();
      const signal = AbortSignal.any([answered.signal, gone.current.signal]);
      setTask({ state: 'asking', slow: false });
      clock.after(SLOW_AFTER_MS, () => setTask({ state: 'asking', slow: true }), signal);
      try {
        const result = await latestWork.current(...args);
        if (!gone.current.signal.aborted) {
          setTask(result.ok ? { state: 'idle' } : { state: 'failed', problem: result.problem });
        }
        return result;
      } finally {
        answered.abort();
        running.current = false;
      }
    },
    [clock],
  );
  const clear = useCallback(() => setTask((now) => (now.state === 'failed' ? { state: 'idle' } : now)), []);
  return {
    run,
    clear,
    busy: task.state === 'asking',
    slow: task.state === 'asking' && task.slow,
    problem: task.state === 'failed' ? task.problem : null,
  };
}
