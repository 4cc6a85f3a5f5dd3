import { type Clock, sleepOn } from '#shared/time.ts';

/** A clock that stands still until a test turns it. Tasks that fall due run in order of their time, then of their registration. */
export class TurnableClock implements Clock {
  #now: number;
  #order = 0;
  #tasks: { at: number; order: number; task: () => void }[] = [];

  constructor(start: Date = new Date('2026-03-02T09:00:00Z')) {
    this.#now = start.getTime();
  }

  now(): Date {
    return new Date(this.#now);
  }

  after(ms: number, task: () => void, signal?: AbortSignal): () => void {
    if (signal?.aborted) return () => {};
    const entry = { at: this.#now + ms, order: this.#order++, task };
    this.#tasks.push(entry);
    const cancel = () => this.#drop(entry);
    signal?.addEventListener('abort', cancel, { once: true });
    return cancel;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return sleepOn(this, ms, signal);
  }

  /** Milliseconds until the next task falls due; Infinity when there is none. */
  untilNext(): number {
    return Math.min(...this.#tasks.map((task) => task.at)) - this.#now;
  }

  /** Turns the clock by `ms` milliseconds, running what falls due on the way; lets promises settle between tasks. */
  async turn(ms: number): Promise<void> {
    const end = this.#now + ms;
    for (;;) {
      const next = this.#tasks.filter((t) => t.at <= end).sort((a, b) => a.at - b.at || a.order - b.order)[0];
      if (!next) break;
      this.#drop(next);
      this.#now = Math.max(this.#now, next.at);
      next.task();
      await new Promise((resolve) => setImmediate(resolve));
    }
    this.#now = end;
    await new Promise((resolve) => setImmediate(resolve));
  }

  /**
   * As when a machine wakes from sleep: it is `ms` milliseconds later at once, and what fell due meanwhile runs now, once. For time that has
   * to pass without anything happening in it: fifteen minutes of a whole server's rounds are hundreds of queries.
   */
  async leap(ms: number): Promise<void> {
    this.#now += ms;
    const due = this.#tasks.filter((t) => t.at <= this.#now).sort((a, b) => a.at - b.at || a.order - b.order);
    for (const entry of due) {
      if (!this.#tasks.includes(entry)) continue;
      this.#drop(entry);
      entry.task();
    }
    await new Promise((resolve) => setImmediate(resolve));
  }

  #drop(entry: { at: number }): void {
    this.#tasks = this.#tasks.filter((t) => t !== entry);
  }
}
