/**
 * How long PostgreSQL lets a connection of ours keep others waiting, in milliseconds. A process that stands still in the midst of a
 * transaction (stopped, swapped out, its machine asleep) keeps its locks while its sockets look alive: PostgreSQL ends such a transaction
 * after the first. Whoever waits for these locks waits longer than that (the second), so that it goes on instead of failing; and no
 * statement lasts so long (the third) that a caller would be without TwiML, for which Twilio waits 15 s. Ours take milliseconds.
 */
export const POSTGRES_LIMITS = {
  idle_in_transaction_session_timeout: 5_000,
  lock_timeout: 8_000,
  statement_timeout: 10_000,
} as const;

/** Lifts the limits of a connection for what takes as long as it takes, and sets them again. */
export const LIFT_LIMITS = "select set_config('statement_timeout', '0', false), set_config('lock_timeout', '0', false)";
export const RESTORE_LIMITS = ['reset statement_timeout', 'reset lock_timeout'] as const;

/** A statement that has not been answered by then, though PostgreSQL has ended it long ago, has lost its connection. Milliseconds. */
export const ANSWER_LIMIT_MS = POSTGRES_LIMITS.statement_timeout + 3_000;
