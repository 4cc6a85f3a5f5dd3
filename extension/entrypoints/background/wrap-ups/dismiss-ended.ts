import { toSoftphone } from '#extension/entrypoints/background/offscreen.ts';
import { keptSoftphone } from '#extension/entrypoints/background/snapshots.ts';
import type { CallId } from '#shared/ids.ts';

/** With a call's window its ended view goes, too. */
export async function dismissEnded(callId: CallId): Promise<void> {
  const call = (await keptSoftphone())?.call;
  if (call?.state !== 'ended' || call.id !== callId) return;
  await toSoftphone({ kind: 'do', name: 'call.dismiss', input: {} }).catch((error: unknown) =>
    console.warn('an ended call was not put away', error),
  );
}
