import type { Call } from './call.ts';

/** A leg that is rung into a conference by REST, and how it will take part. */
export interface Coming {
  call: Call;
  label: string | null;
  muted: boolean;
  startOnEnter: boolean;
  endOnExit: boolean;
  /** CallSid of whom it will coach. */
  coach: string | null;
  /** Those who are there hear it ring. */
  isHeard: boolean;
}

/** Who is rung into a conference, or has answered and is not in it yet. */
export class Arrivals {
  readonly #coming = new Set<Coming>();
  readonly #ringback: () => { stop(): void };
  readonly #onGone: (coming: Coming) => void;

  /** `ringback` lets those who are there hear the ringing; `onGone` is told of who will not come. */
  constructor(ringback: () => { stop(): void }, onGone: (coming: Coming) => void) {
    this.#ringback = ringback;
    this.#onGone = onGone;
  }

  list(): readonly Coming[] {
    return [...this.#coming];
  }

  expect(coming: Coming): void {
    const { call, isHeard } = coming;
    this.#coming.add(coming);
    let ringing: { stop(): void } | null = null;
    call.watch({
      progressed: (status) => {
        if (status === 'ringing' && isHeard) ringing = this.#ringback();
        if (status === 'in-progress') ringing?.stop();
      },
      ended: () => {
        ringing?.stop();
        if (this.#coming.delete(coming)) this.#onGone(coming);
      },
    });
  }

  /** The leg is there. */
  arrived(call: Call): void {
    for (const coming of this.#coming) if (coming.call === call) this.#coming.delete(coming);
  }
}
