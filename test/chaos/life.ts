import { type Clock, sleepOn } from '#shared/time.ts';

/** Thrown at every await of a server that is dead. */
export class Killed extends Error {
  constructor() {
    super('this server was killed');
  }
}

/**
 * One server's life in this process. As after `kill -9` nothing of it is done any more from one await to the next: what it asks of its
 * database, of Twilio and of the clock goes through here.
 */
export class Life {
  readonly #ended = new AbortController();
  readonly #death: Promise<never>;
  #killAfter = Number.POSITIVE_INFINITY;

  constructor() {
    this.#death = new Promise((_, reject) => {
      this.signal.addEventListener('abort', () => reject(new Killed()), { once: true });
    });
    this.#death.catch(() => undefined);
  }

  /** Aborted when it dies. */
  get signal(): AbortSignal {
    return this.#ended.signal;
  }

  get isOver(): boolean {
    return this.signal.aborted;
  }

  /** It will die at the `awaits`th await from now. */
  killAfter(awaits: number): void {
    this.#killAfter = awaits;
  }

  kill(): void {
    this.#ended.abort(new Killed());
  }

  /** One more await: throws when it is dead, or dies here. */
  pass(): void {
    this.#killAfter -= 1;
    if (this.#killAfter <= 0) this.kill();
    if (this.isOver) throw new Killed();
  }

  /** What `work` comes to, unless the server dies meanwhile. */
  lived<T>(work: Promise<T>): Promise<T> {
    return Promise.race([work, this.#death]);
  }

  /** The same clock, on which nothing of a dead server runs. */
  clockOf(clock: Clock): Clock {
    const own: Clock = {
      now: () => clock.now(),
      after: (ms, task, signal) => clock.after(ms, task, signal ? AbortSignal.any([signal, this.signal]) : this.signal),
      sleep: (ms, signal) => sleepOn(own, ms, signal),
    };
    return own;
  }
}
