import type { WrapUpsSnapshot } from '#extension/wire/snapshots.ts';
import type { WrapUp } from '#shared/api/agent-api.ts';

export interface Unfinished {
  /** The one whose window is open. */
  readonly shown: WrapUp | null;
  /** Put away unfinished, newest first. */
  readonly open: readonly WrapUp[];
  /** Saved by her, and not in the CRM yet; `failed` ones need her or somebody. */
  readonly waiting: readonly WrapUp[];
  readonly failed: readonly WrapUp[];
}

/** What of her wrap-ups is still to be done. A call that goes on is none. */
export function unfinished(snapshot: WrapUpsSnapshot | null): Unfinished {
  const past = snapshot?.wrapUps.filter(({ endedAt }) => endedAt !== null) ?? [];
  const shown = past.find(({ callId }) => callId === snapshot?.shown) ?? null;
  const others = past.filter((one) => one !== shown);
  const those = (state: WrapUp['state']) => others.filter((one) => one.state === state);
  return { shown, open: those('open'), waiting: those('waiting'), failed: those('failed') };
}
