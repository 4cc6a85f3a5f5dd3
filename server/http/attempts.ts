import { createHash } from 'node:crypto';
import type { Context } from '#server/context.ts';
import { type Problem, problem } from '#shared/problem.ts';

const MINUTE_MS = 60_000;

/**
 * Counts an attempt; a Problem (too-many-requests) once `most` in this minute were exceeded. Counts across processes, and keeps
 * only a hash of whose attempt it was.
 */
export async function countAttempt(
  { clock, db }: Pick<Context, 'clock' | 'db'>,
  what: string,
  whose: string,
  most: number,
): Promise<Problem | undefined> {
  const now = clock.now().getTime();
  const minute = new Date(now - (now % MINUTE_MS));
  const key = `${what} ${createHash('sha256').update(whose).digest('base64url').slice(0, 22)}`;
  const { count } = await db
    .insertInto('attempts')
    .values({ key, minute, count: 1 })
    .onConflict((conflict) =>
      conflict.columns(['key', 'minute']).doUpdateSet((eb) => ({ count: eb('attempts.count', '+', 1) })),
    )
    .returning('count')
    .executeTakeFirstOrThrow();
  if (count <= most) return undefined;
  return problem('too-many-requests', 'Too many attempts. Wait a minute, then try again.', { retry: true });
}
