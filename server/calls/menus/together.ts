import type { Clock } from '#shared/time.ts';

interface Asked<What, Told> {
  what: What;
  tell(told: Told | undefined): void;
  fail(error: unknown): void;
}

/** What is done at once; so many callers are told within the time that one commit takes. */
const MOST_AT_ONCE = 100;
/** Many times what a commit takes: whoever waits for longer, and be it in vain, does not stop all others. */
const PATIENCE_MS = 50;
/** Each has one of the process's connections. */
const MOST_WORKING = 4;

/**
 * Does together what many ask for at the same moment: one statement, one commit. Whoever asks while it is done is among the next, so that
 * whatever is read was so after it was asked.
 *
 * @param work gives each its own, by its key; who is missing gets undefined. Where it throws, all who asked are told so.
 */
export class Together<What extends { id: string }, Told> {
  readonly #clock: Pick<Clock, 'after'>;
  readonly #work: (all: readonly What[]) => Promise<ReadonlyMap<string, Told>>;
  #asked: Asked<What, Told>[] = [];
  #working = 0;
  /** One is working, and has not been for long. */
  #isBusy = false;

  constructor(clock: Pick<Clock, 'after'>, work: (all: readonly What[]) => Promise<ReadonlyMap<string, Told>>) {
    this.#clock = clock;
    this.#work = work;
  }

  /** Nobody asks for two of the same key at once. */
  ask(what: What): Promise<Told | undefined> {
    return new Promise((tell, fail) => {
      this.#asked.push({ what, tell, fail });
      this.#begin();
    });
  }

  #begin(): void {
    if (this.#asked.length === 0 || this.#isBusy || this.#working >= MOST_WORKING) return;
    this.#isBusy = true;
    this.#working++;
    // Once all are heard who have come by now.
    setImmediate(() => void this.#workOff());
  }

  async #workOff(): Promise<void> {
    let isLate = false;
    while (this.#asked.length > 0 && !isLate) {
      const asked = this.#asked.splice(0, MOST_AT_ONCE);
      const inTime = this.#clock.after(PATIENCE_MS, () => {
        isLate = true;
        this.#isBusy = false;
        this.#begin();
      });
      try {
        const told = await this.#work(asked.map(({ what }) => what));
        for (const { tell, what } of asked) tell(told.get(what.id));
      } catch (error) {
        for (const { fail } of asked) fail(error);
      }
      inTime();
    }
    this.#working--;
    if (!isLate) this.#isBusy = false;
    this.#begin();
  }
}
