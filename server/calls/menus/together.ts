interface Asked<What, Told> {
  what: What;
  tell(told: Told | undefined): void;
  fail(error: unknown): void;
}

/** What is done at once; so many callers are told within the time that one commit takes. */
const MOST_AT_ONCE = 100;
/** While the one commits, the next is put together; and whoever waits in vain for one does not stop all others. */
const MOST_WORKING = 2;

/**
 * Does together what many ask for at the same moment: one statement, one commit. Whoever asks while it is done is among the next, so that
 * whatever is read was so after it was asked.
 *
 * @param work gives each its own, by its key; who is missing gets undefined. Where it throws, all who asked are told so.
 */
export class Together<What extends { id: string }, Told> {
  readonly #work: (all: readonly What[]) => Promise<ReadonlyMap<string, Told>>;
  #asked: Asked<What, Told>[] = [];
  #working = 0;

  constructor(work: (all: readonly What[]) => Promise<ReadonlyMap<string, Told>>) {
    this.#work = work;
  }

  /** Nobody asks for two of the same key at once. */
  ask(what: What): Promise<Told | undefined> {
    return new Promise((tell, fail) => {
      this.#asked.push({ what, tell, fail });
      if (this.#working >= MOST_WORKING) return;
      this.#working++;
      // Once all are heard who have come by now.
      setImmediate(() => void this.#workOff());
    });
  }

  async #workOff(): Promise<void> {
    while (this.#asked.length > 0) {
      const asked = this.#asked.splice(0, MOST_AT_ONCE);
      try {
        const told = await this.#work(asked.map(({ what }) => what));
        for (const { tell, what } of asked) tell(told.get(what.id));
      } catch (error) {
        for (const { fail } of asked) fail(error);
      }
    }
    this.#working--;
  }
}
