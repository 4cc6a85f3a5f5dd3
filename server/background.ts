import type { Log } from './log.ts';

/** Owns all work that no request or job waits for, so that a server that stops knows what still runs. */
export interface Background {
  /** Begins work that nobody awaits; a failure is logged under its name. Begins nothing once the server has stopped taking work. */
  start(name: string, work: () => Promise<unknown>): void;
  /** Owns work that runs already and whose outcome somebody else handles; gives it back as it came. */
  own<T>(work: Promise<T>): Promise<T>;
}

/** The background work of one process. */
export class BackgroundWork implements Background {
  readonly #log: Log;
  readonly #running = new Set<Promise<unknown>>();
  #closed = false;

  constructor(log: Log) {
    this.#log = log;
  }

  start(name: string, work: () => Promise<unknown>): void {
    if (this.#closed) return;
    const failed = (error: unknown) => this.#log.error('background work failed', { work: name, error });
    void this.own((async () => work())().catch(failed));
  }

  own<T>(work: Promise<T>): Promise<T> {
    const done = () => this.#running.delete(work);
    this.#running.add(work);
    work.then(done, done);
    return work;
  }

  /** Takes no new work, and waits for what runs, at most `withinMs`. Answers how much is left. Can be called again. */
  async end(withinMs: number): Promise<number> {
    this.#closed = true;
    const end = performance.now() + withinMs;
    while (this.#running.size > 0 && performance.now() < end) await this.#settled(end - performance.now());
    return this.#running.size;
  }

  async #settled(withinMs: number): Promise<void> {
    let limit: NodeJS.Timeout | undefined;
    const passed = new Promise<void>((resolve) => {
      limit = setTimeout(resolve, withinMs);
    });
    await Promise.race([Promise.allSettled(this.#running), passed]);
    clearTimeout(limit);
  }
}
