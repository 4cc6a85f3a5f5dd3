import { ProblemNote } from '#extension/views/problem/problem-note.tsx';
import { useView } from '#extension/views/view.ts';
import { NoteField } from '#extension/views/wrap-up/note-field.tsx';
import { useDraft } from '#extension/views/wrap-up/use-draft.ts';
import type { WrapUpsSnapshot } from '#extension/wire/snapshots.ts';
import type { CallId } from '#shared/ids.ts';

/** The key N goes to the note of the running call. */
export const focusNote = (view: Element | null): void => view?.querySelector('textarea')?.focus();

/** The note of the running call: it becomes the description. */
export function CallNote(props: { callId: CallId; wrapUps: WrapUpsSnapshot | null; rows: number }) {
  const { t } = useView();
  const { callId } = props;
  const kept = props.wrapUps?.wrapUps.find((one) => one.callId === callId)?.draft;
  const { draft, change, isSaved, problem } = useDraft(callId, kept);
  return (
    <>
      {problem !== null && <ProblemNote problem={problem} />}
      <NoteField
        callId={callId}
        label={t.wrapUp.note}
        keys="N"
        rows={props.rows}
        value={draft.description}
        isSaved={isSaved}
        onInput={(description) => change({ description })}
      />
    </>
  );
}
