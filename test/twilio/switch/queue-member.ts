import type { Clock } from '#shared/time.ts';
import type { Instruction } from '#test/twilio/twiml/verb.ts';
import type { Call } from './call.ts';
import type { CallQueue } from './call-queue.ts';

/** What a `<Dial><Queue>` wants of the caller it got. */
export interface Dequeuing {
  dialer: Call;
  /** Runs on the caller before the two hear each other. */
  whisper: Instruction | null;
}

/**
 * ```
 * waits ─► dequeued (a Dial has it, its whisper runs) ─► bridged ─► released
 *   │          │                                            │
 *   └──────────┴────────── away: hung up, redirected, left ─┘
 * ```
 * The Enqueue, on whose leg all runs, and the Dial that took the caller tell each other here how far they are.
 */
export class QueueMember {
  readonly call: Call;
  readonly queue: CallQueue;
  readonly enqueuedAt: Date;
  readonly #clock: Clock;
  #leftAt: Date | null = null;
  readonly #dequeued = Promise.withResolvers<Dequeuing>();
  readonly #connected = Promise.withResolvers<boolean>();
  readonly #released = Promise.withResolvers<void>();
  readonly #away = new AbortController();
  #isBridged = false;
  #isReleased = false;

  constructor(call: Call, queue: CallQueue, clock: Clock) {
    this.call = call;
    this.queue = queue;
    this.#clock = clock;
    this.enqueuedAt = clock.now();
  }

  /** How long the caller has waited, or did wait until a Dial took her. */
  get waitedSeconds(): number {
    return Math.floor(((this.#leftAt ?? this.#clock.now()).getTime() - this.enqueuedAt.getTime()) / 1000);
  }

  get isBridged(): boolean {
    return this.#isBridged;
  }

  /** Resolves when a Dial has taken the caller out of the queue. */
  get dequeued(): Promise<Dequeuing> {
    return this.#dequeued.promise;
  }

  /** Resolves when the Dial that had the caller lets her go. */
  get released(): Promise<void> {
    return this.#released.promise;
  }

  /** Aborted when the caller has nothing to do with the queue any more. */
  get away(): AbortSignal {
    return this.#away.signal;
  }

  /** The Dial's side: asks the caller in. False when she went away or could not be asked. */
  connect(dequeuing: Dequeuing): Promise<boolean> {
    this.#leftAt ??= this.#clock.now();
    this.#dequeued.resolve(dequeuing);
    return this.#connected.promise;
  }

  /** The Enqueue's side: the caller is ready to talk. False when the Dial has gone away meanwhile. */
  accept(): boolean {
    this.#isBridged = !this.#isReleased;
    this.#connected.resolve(this.#isBridged);
    return this.#isBridged;
  }

  /** The Dial's side: it is over, the caller goes on by herself. */
  release(): void {
    this.#isReleased = true;
    this.#released.resolve();
  }

  /** The Enqueue's side: the caller waits no more, whatever the reason. */
  leave(): void {
    this.#leftAt ??= this.#clock.now();
    this.queue.remove(this);
    this.#connected.resolve(false);
    this.#away.abort();
  }
}
