import { holdCall } from '#server/calls/call.store.ts';
import type { Context } from '#server/context.ts';
import type { CallId } from '#shared/ids.ts';
import { hasDeclined } from './announcement.ts';
import { expectNothing } from './recordings.ts';

/**
 * Whoever was called has answered, and is told that she is recorded. `declined`: she has said already that she is not to be; `gone`: the
 * call is over, or there never was one.
 */
export async function announcing(context: Context, callId: CallId, leg: string): Promise<'told' | 'declined' | 'gone'> {
  const told = await holdCall(context, { id: callId }, async (call) => {
    if (call.row.direction !== 'outgoing' || call.state.state === 'ended') return 'gone' as const;
    if (hasDeclined(call)) return 'declined' as const;
    await call.append({ kind: 'recorded', part: 1, what: 'announcing', sid: null, leg });
    return 'told' as const;
  });
  return told ?? 'gone';
}

/** She is not recorded: the call goes on without, and says so wherever it is logged. */
export async function recordingDeclined(context: Context, callId: CallId): Promise<void> {
  await holdCall(context, { id: callId }, async (call) => {
    await expectNothing(call.tx, callId);
    await call.append({ kind: 'recorded', part: 1, what: 'declined', sid: null });
  });
  context.log.info('recording declined', { callId });
}
