import { AsyncLocalStorage } from 'node:async_hooks';

/** Where code runs: the worker, a page of ours, a content script, or somebody else's extension. */
export interface Place {
  kind: 'worker' | 'own-page' | 'content-script' | 'foreign';
  /** As Chrome describes who sends a message from here. */
  sender: { id: string; url?: string; origin?: string; frameId?: number; tab?: { id: number } };
  /** False once the worker was killed or the page closed: it hears nothing any more. */
  alive: boolean;
  /** What its death breaks off: messages that it was answering. */
  endings: Set<() => void>;
}

const current = new AsyncLocalStorage<Place>();

/** Runs code in a place: all that it starts and waits for stays there, so that one process can play all of them. */
export const inPlace = <T>(place: Place, run: () => T): T => current.run(place, run);

export function here(): Place {
  const place = current.getStore();
  if (!place) throw new Error('chrome was used outside any place: wrap it in inPlace()');
  return place;
}

/** One of Chrome's events: each listener is called in the place that added it, as long as that lives. */
export class FakeEvent<Args extends unknown[] = unknown[]> {
  #heard: { listener: (...args: Args) => unknown; place: Place }[] = [];

  addListener = (listener: (...args: Args) => unknown): void => {
    this.#heard.push({ listener, place: here() });
  };

  removeListener = (listener: (...args: Args) => unknown): void => {
    this.#heard = this.#heard.filter((one) => one.listener !== listener);
  };

  /** Who listens now, in order of adding. */
  get living() {
    return this.#heard.filter(({ place }) => place.alive);
  }

  /** Tells every listener; waits for what they started. */
  async fire(...args: Args): Promise<void> {
    await Promise.all(this.living.map(({ listener, place }) => inPlace(place, () => listener(...args))));
  }
}
