import { useState } from 'preact/hooks';
import { useTask } from '#extension/views/use-task.ts';
import { useView } from '#extension/views/view.ts';
import type { FollowUpKind } from '#extension/views/wrap-up/follow-up.tsx';
import { whoOf } from '#extension/views/wrap-up/who.ts';
import type { DraftChange } from '#extension/wire/wrap-up-contract.ts';
import type { WrapUp } from '#shared/api/agent-api.ts';
import type { FollowUp, WrapUpDraft } from '#shared/call/wrap-up.ts';

/** Saving a wrap-up, with or without calling the next one. Nothing is planned for a time that is over. */
export function useSaving(wrapUp: WrapUp, draft: WrapUpDraft, pending: DraftChange) {
  const { wire, t, clock } = useView();
  const { callId } = wrapUp;
  const [past, setPast] = useState<readonly FollowUpKind[]>([]);
  const save = useTask((change: DraftChange) => wire.ask('wrapUp.save', { callId, change }));
  const next = useTask((change: DraftChange) => wire.ask('wrapUp.callNext', { callId, change }));

  const overdue = () => {
    const now = clock.now().getTime();
    const isOver = (planned: FollowUp | null) => draft.log && planned !== null && Date.parse(planned.at) <= now;
    const found: FollowUpKind[] = [];
    if (isOver(draft.followUpCall)) found.push('call');
    if (isOver(draft.followUpTask)) found.push('task');
    return found;
  };
  /** What is handed over with it: the last words, and a subject where she wrote none. */
  const last = (): DraftChange => {
    const who = whoOf(wrapUp, t);
    return {
      ...pending,
      ...named('followUpCall', draft.followUpCall, t.wrapUp.callSubject(who)),
      ...named('followUpTask', draft.followUpTask, t.wrapUp.taskSubject(who)),
    };
  };
  const when = async (task: typeof save) => {
    const over = overdue();
    setPast(over);
    if (over.length === 0 && !save.busy && !next.busy) await task.run(last());
  };
  return {
    save: () => when(save),
    callNext: () => when(next),
    past,
    isSaving: save.slow,
    isCalling: next.slow,
    problem: save.problem ?? next.problem,
  };
}

export type Saving = ReturnType<typeof useSaving>;

const named = (field: 'followUpCall' | 'followUpTask', planned: FollowUp | null, subject: string): DraftChange =>
  planned !== null && planned.subject.trim() === '' ? { [field]: { ...planned, subject: subject.slice(0, 200) } } : {};
