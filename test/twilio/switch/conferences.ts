import { Conference, type ConferenceParts } from './conference.ts';

/** Names of conferences are the account's; the same name after the end is another conference. */
export class Conferences {
  readonly #all = new Map<string, Conference>();
  readonly #parts: ConferenceParts;

  constructor(parts: ConferenceParts) {
    this.#parts = parts;
  }

  /** Oldest first; those that have ended too. */
  list(): Conference[] {
    return [...this.#all.values()];
  }

  get(sid: string): Conference | undefined {
    return this.#all.get(sid);
  }

  /** The conference with this name that has not ended. */
  named(friendlyName: string): Conference | undefined {
    return this.list().find((one) => one.friendlyName === friendlyName && one.status !== 'completed');
  }

  create(friendlyName: string): Conference {
    const conference = new Conference(friendlyName, this.#parts);
    this.#all.set(conference.sid, conference);
    return conference;
  }

  /** As if it had never been: nobody was rung into it after all. */
  forget(conference: Conference): void {
    this.#all.delete(conference.sid);
  }

  reset(): void {
    this.#all.clear();
  }
}
