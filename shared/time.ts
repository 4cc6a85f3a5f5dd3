/** Time as an argument: `main` takes a Clock, stories turn their own. */
export interface Clock {
  /** The present moment, UTC. */
  now(): Date;
  /** Runs `task` once, `ms` milliseconds from now, unless `signal` is aborted first, or what is returned is called. `ms` ≥ 0. */
  after(ms: number, task: () => void, signal?: AbortSignal): () => void;
  /** Resolves after `ms` milliseconds; rejects with the signal's reason when it is aborted first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => new Date(),
  after(ms, task, signal) {
    if (signal?.aborted) return () => {};
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', cancel);
      task();
    }, ms);
    const cancel = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
    };
    signal?.addEventListener('abort', cancel, { once: true });
    return cancel;
  },
  sleep: (ms, signal) => sleepOn(systemClock, ms, signal),
};

/** `sleep` for any Clock that can do `after`. */
export function sleepOn(clock: Pick<Clock, 'after'>, ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const abort = () => reject(signal?.reason);
    signal?.addEventListener('abort', abort, { once: true });
    clock.after(
      ms,
      () => {
        signal?.removeEventListener('abort', abort);
        resolve();
      },
      signal,
    );
  });
}
