import type { Background } from '#server/background.ts';
import type { Log } from '#server/log.ts';

const PATIENCE_MS = 10_000;
/** Sleeps between its tries, on a clock that stands. */
const SLEEPERS = ['forget voice'];

/** What a server has begun in the background, so that one can wait until nothing of it runs. */
export class OwnedWork implements Background {
  readonly #log: Log;
  readonly #running = new Set<Promise<unknown>>();

  constructor(log: Log) {
    this.#log = log;
  }

  start(name: string, work: () => Promise<unknown>): void {
    const run = (async () => work())().catch((error) =>
      this.#log.error('background work failed', { work: name, error }),
    );
    if (!SLEEPERS.includes(name)) void this.own(run);
  }

  own<T>(work: Promise<T>): Promise<T> {
    const done = () => this.#running.delete(work);
    this.#running.add(work);
    work.then(done, done);
    return work;
  }

  /** Resolves when nothing runs, or after 10 s with what waits for ever. */
  async idle(): Promise<void> {
    const end = performance.now() + PATIENCE_MS;
    while (this.#running.size > 0 && performance.now() < end) {
      const limit = AbortSignal.timeout(Math.ceil(Math.max(1, end - performance.now())));
      const passed = new Promise((resolve) => limit.addEventListener('abort', resolve));
      await Promise.race([Promise.allSettled(this.#running), passed]);
    }
  }
}
