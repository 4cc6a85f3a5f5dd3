import type { Problem } from './problem.ts';

/** What may be expected to fail answers with a Result; a bug or a broken set-up throws. */
export type Result<T> = { ok: true; value: T } | { ok: false; problem: Problem };

export const ok = <T>(value: T): Result<T> => ({ ok: true, value });
export const failed = <T>(problem: Problem): Result<T> => ({ ok: false, problem });
