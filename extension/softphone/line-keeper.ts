import { backoffMs } from '#extension/companion/backoff.ts';
import type { ServerClient } from '#extension/companion/server-client.ts';
import { lineApi } from '#shared/api/line-api.ts';
import type { Problem } from '#shared/problem.ts';
import type { Clock } from '#shared/time.ts';
import { twilioAway } from './device-problem.ts';
import type { Phone } from './phone.ts';

/** How long a line may be unregistered (the SDK reconnects by itself) before it is opened anew. */
const LOST_LIMIT_MS = 20_000;

const RENEW_GAP_MS = 10_000;

export type LineState =
  | { state: 'closed' }
  | { state: 'opening' }
  | { state: 'open' }
  /** Tried again by itself. */
  | { state: 'failed'; problem: Problem };

export interface LineKeeperParts {
  phone: Phone;
  clock: Clock;
  random(): number;
  server(): ServerClient;
  /** A line that carries a call is neither closed nor opened anew. */
  onCall(): boolean;
  changed(line: LineState): void;
}

/** Keeps the phone line registered for as long as it is wanted: fetches tokens, renews them in time, opens a dead line anew. */
export class LineKeeper {
  readonly #parts: LineKeeperParts;
  #line: LineState = { state: 'closed' };
  #wanted = false;
  #failures = 0;
  #edge = '';
  #renewing = false;
  #renewAgain = false;
  /** Ends the wait for the next attempt, and whatever attempt is under way. */
  #attempt = new AbortController();

  constructor(parts: LineKeeperParts) {
    this.#parts = parts;
  }

  get line(): LineState {
    return this.#line;
  }

  /** Wants the line open, or closed once no call is on it. */
  want(wanted: boolean): void {
    if (this.#wanted === wanted) return;
    this.#wanted = wanted;
    if (wanted && this.#line.state === 'closed') void this.#open();
    if (!wanted) this.settle();
  }

  /** A call has ended: what had to wait for it is done now. */
  settle(): void {
    if (this.#wanted || this.#line.state === 'closed' || this.#parts.onCall()) return;
    this.#attempt.abort();
    this.#parts.phone.close();
    this.#set({ state: 'closed' });
  }

  /** Tries at once, unless the line is open. */
  retry(): void {
    if (!this.#wanted || this.#line.state === 'open') return;
    this.#failures = 0;
    void this.#open();
  }

  /** From the phone: whether calls can come in. */
  registered(registered: boolean): void {
    if (this.#line.state === 'closed') return;
    if (registered) {
      this.#failures = 0;
      this.#attempt.abort();
      this.#set({ state: 'open' });
    } else if (this.#line.state === 'open') {
      this.#set({ state: 'opening' });
      this.#later(LOST_LIMIT_MS);
    }
  }

  /**
   * The token ends soon, or Twilio's connection may have changed: fetches a fresh one. However often it is asked, one at a time and
   * `RENEW_GAP_MS` apart, or a token that lives shorter than it is renewed early would be fetched without end.
   */
  async renew(): Promise<void> {
    if (!this.#wanted || this.#line.state === 'closed') return;
    if (this.#renewing) {
      this.#renewAgain = true;
      return;
    }
    this.#renewing = true;
    this.#renewAgain = false;
    this.#parts.clock.after(RENEW_GAP_MS, () => {
      this.#renewing = false;
      if (this.#renewAgain) void this.renew();
    });
    const access = await this.#parts.server().call(lineApi.voiceToken);
    if (!this.#wanted) return;
    if (access.ok && (access.value.edge === this.#edge || this.#parts.onCall())) {
      this.#parts.phone.renew(access.value.token);
    } else if (access.ok) {
      void this.#open();
    } else if (access.problem.retry) {
      // The old token may still be good; the SDK asks again when it is not.
      this.#renewAgain = true;
    }
  }

  async #open(): Promise<void> {
    this.#attempt.abort();
    if (!this.#wanted) return;
    // Opening anew would cut the call that is on the old line; media go on without signalling.
    if (this.#parts.onCall()) return this.#later(LOST_LIMIT_MS);
    const attempt = new AbortController();
    this.#attempt = attempt;
    if (this.#line.state !== 'failed') this.#set({ state: 'opening' });
    const access = await this.#parts.server().call(lineApi.voiceToken);
    if (attempt.signal.aborted) return;
    if (!access.ok) return this.#failed(access.problem);
    this.#edge = access.value.edge;
    const opened = await this.#parts.phone.open(access.value);
    if (this.#attempt !== attempt || !this.#wanted) return;
    if (!opened.ok) return this.#failed(twilioAway());
    this.registered(true);
  }

  #failed(problem: Problem): void {
    this.#set({ state: 'failed', problem });
    this.#later(backoffMs(this.#failures, this.#parts.random));
    this.#failures += 1;
  }

  #later(ms: number): void {
    this.#attempt.abort();
    this.#attempt = new AbortController();
    this.#parts.clock.after(ms, () => void this.#open(), this.#attempt.signal);
  }

  #set(line: LineState): void {
    this.#line = line;
    this.#parts.changed(line);
  }
}
