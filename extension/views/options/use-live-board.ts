import { useEffect, useState } from 'preact/hooks';
import { askAdmin } from '#extension/views/options/ask-admin.ts';
import { useView } from '#extension/views/view.ts';
import type { LiveBoard } from '#shared/api/supervise-api.ts';
import type { Problem } from '#shared/problem.ts';
import type { Result } from '#shared/result.ts';

/** A server that could not be asked is asked again after so long. */
const AGAIN_MS = 3_000;

export interface Followed {
  /** The latest that was told; null: nothing yet. */
  readonly board: LiveBoard | null;
  /** It may be out of date because of this. */
  readonly problem: Problem | null;
}

/** The live board, which the server tells anew at every change for as long as this is shown. */
export function useLiveBoard(): Followed {
  const { wire, clock } = useView();
  const [followed, follow] = useState<Followed>({ board: null, problem: null });
  useEffect(() => {
    const stop = new AbortController();
    const go = async () => {
      let seen: string | null = null;
      while (!stop.signal.aborted) {
        const told: Result<LiveBoard> =
          seen === null ? await askAdmin(wire, 'live') : await askAdmin(wire, 'liveAfter', null, { seen });
        if (stop.signal.aborted) return;
        if (told.ok) {
          seen = told.value.seen;
          follow({ board: told.value, problem: null });
        } else {
          seen = null;
          follow(({ board }) => ({ board, problem: told.problem }));
          await clock.sleep(AGAIN_MS, stop.signal).catch(() => undefined);
        }
      }
    };
    void go();
    return () => stop.abort();
  }, [wire, clock]);
  return followed;
}
