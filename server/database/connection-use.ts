import { LIFT_LIMITS, RESTORE_LIMITS } from './postgres-limits.ts';

/** After a failover a connection may be left on what is a standby by now: the next one leads to where can be written. */
const READ_ONLY = '25006';

/** Tells when a pool's connection is of no more use, so that it is not given to the next who asks. */
export class ConnectionUse {
  readonly #answerMs: number;
  #isLimited = true;
  #isLost = false;
  #isReadOnly = false;

  /** @param answerMs how long a statement that PostgreSQL limits may take to be answered. Real time, whatever the Clock: it is about sockets. */
  constructor(answerMs: number) {
    this.#answerMs = answerMs;
  }

  get isOver(): boolean {
    return this.#isLost || this.#isReadOnly;
  }

  /**
   * Asks by the connection. One that a firewall has dropped, or whose server is gone, says nothing for a quarter of an hour: it is given
   * up, and a pool of such connections with it.
   */
  async ask<T>(statement: string, answer: () => Promise<T>): Promise<T> {
    if (this.#isLost) throw lost();
    if (statement === LIFT_LIMITS) this.#isLimited = false;
    else if (RESTORE_LIMITS.some((restored) => restored === statement)) this.#isLimited = true;
    const silence = Promise.withResolvers<never>();
    const giveUp = () => {
      this.#isLost = true;
      silence.reject(lost());
    };
    const limit = this.#isLimited ? setTimeout(giveUp, this.#answerMs) : undefined;
    try {
      return await Promise.race([answer(), silence.promise]);
    } catch (error) {
      this.#isReadOnly ||= error instanceof Error && 'code' in error && error.code === READ_ONLY;
      throw error;
    } finally {
      clearTimeout(limit);
    }
  }
}

const lost = () => new Error('The database does not answer on this connection.');
