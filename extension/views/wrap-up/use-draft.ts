import { useEffect, useRef, useState } from 'preact/hooks';
import { useView } from '#extension/views/view.ts';
import type { DraftChange } from '#extension/wire/wrap-up-contract.ts';
import { EMPTY_DRAFT, type WrapUpDraft } from '#shared/call/wrap-up.ts';
import type { CallId } from '#shared/ids.ts';
import type { Problem } from '#shared/problem.ts';

/** "Saved" appears this long after the last key, so that it does not flicker while somebody types. */
const QUIET_MS = 400;

export interface DraftInHand {
  /** As it stands on the screen: what was kept, and what she changed since. */
  readonly draft: WrapUpDraft;
  /** What was not answered as kept yet. */
  readonly pending: DraftChange;
  readonly change: (fields: DraftChange) => void;
  readonly isSaved: boolean;
  readonly problem: Problem | null;
}

/**
 * The draft of a call while somebody changes it. Each change is handed over at once: a popup may close at the next moment. While one is
 * on its way, the next waits, and only the latest of several goes.
 */
export function useDraft(callId: CallId, kept: WrapUpDraft | undefined): DraftInHand {
  const { wire, clock } = useView();
  const [pending, setPending] = useState<DraftChange>({});
  const [isSaved, setSaved] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const latest = useRef<DraftChange>({});
  const asking = useRef(false);
  const quiet = useRef(new AbortController());

  // What the background shows as kept needs no holding on to.
  useEffect(() => {
    if (kept === undefined || asking.current) return;
    const left = without(latest.current, kept);
    if (Object.keys(left).length === Object.keys(latest.current).length) return;
    latest.current = left;
    setPending(left);
  }, [kept, pending, isSaved]);

  async function handOver(): Promise<void> {
    if (asking.current) return;
    asking.current = true;
    let sent: DraftChange;
    do {
      sent = latest.current;
      const answer = await wire.ask('wrapUp.edit', { callId, change: sent });
      setProblem(answer.ok ? null : answer.problem);
      if (!answer.ok) break;
    } while (sent !== latest.current);
    asking.current = false;
    quiet.current.abort();
    quiet.current = new AbortController();
    clock.after(QUIET_MS, () => setSaved(true), quiet.current.signal);
  }

  const change = (fields: DraftChange) => {
    latest.current = { ...latest.current, ...fields };
    setPending(latest.current);
    setSaved(false);
    quiet.current.abort();
    void handOver();
  };
  return {
    draft: { ...(kept ?? EMPTY_DRAFT), ...pending },
    pending,
    change,
    isSaved: isSaved && problem === null,
    problem,
  };
}

/** The changes that are not in what is kept. */
function without(changes: DraftChange, kept: WrapUpDraft): DraftChange {
  const fields: Record<string, unknown> = { ...kept };
  const left = Object.entries(changes).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(fields[name]),
  );
  return Object.fromEntries(left);
}
