import type { Clock } from '#shared/time.ts';
import { CallQueue } from './call-queue.ts';

/** docs/voice/api/queue-resource, MaxSize. */
export const DEFAULT_QUEUE_SIZE = 1000;
export const LARGEST_QUEUE_SIZE = 5000;
export const LONGEST_QUEUE_NAME = 64;

/** The account's queues, by SID: made by REST, or by the first `<Enqueue>` that names one. */
export class Queues {
  readonly #all = new Map<string, CallQueue>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Oldest first. */
  list(): CallQueue[] {
    return [...this.#all.values()];
  }

  get(sid: string): CallQueue | undefined {
    return this.#all.get(sid);
  }

  named(friendlyName: string): CallQueue | undefined {
    return this.list().find((queue) => queue.friendlyName === friendlyName);
  }

  create(friendlyName: string, maxSize = DEFAULT_QUEUE_SIZE): CallQueue {
    const queue = new CallQueue(friendlyName, maxSize, this.#clock);
    this.#all.set(queue.sid, queue);
    return queue;
  }

  delete(queue: CallQueue): void {
    this.#all.delete(queue.sid);
  }

  reset(): void {
    this.#all.clear();
  }
}
