import type { Background } from '#server/background.ts';
import type { Context } from '#server/context.ts';
import type { CallId } from '#shared/ids.ts';
import { writeBack } from './write-back.ts';

/** More would keep the database from the webhooks that callers wait for; the queue has them half a second later. */
const AT_ONCE = 8;

/** Of each process (a test may run several). */
const running = new WeakMap<Background, number>();

/**
 * Begins at once what has just been planned of these calls, one after the other; call it after the commit. The queue is for what this
 * process does not live to do, or has no hand free for. Twice is harmless.
 */
export function startWriting(context: Context, callIds: readonly CallId[]): void {
  const { background } = context;
  const now = () => running.get(background) ?? 0;
  if (callIds.length === 0 || now() >= AT_ONCE) return;
  background.start('write back', async () => {
    running.set(background, now() + 1);
    try {
      for (const callId of callIds) await writeBack(context, callId);
    } finally {
      running.set(background, now() - 1);
    }
  });
}
