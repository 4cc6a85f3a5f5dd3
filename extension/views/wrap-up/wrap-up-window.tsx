import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Button } from '#extension/views/parts/button.tsx';
import { ProblemNote } from '#extension/views/problem/problem-note.tsx';
import { useView } from '#extension/views/view.ts';
import { CutOffNote } from '#extension/views/wrap-up/cut-off-note.tsx';
import { FollowUp } from '#extension/views/wrap-up/follow-up.tsx';
import { LeaveOut } from '#extension/views/wrap-up/leave-out.tsx';
import { NoteField } from '#extension/views/wrap-up/note-field.tsx';
import { OutcomeChips } from '#extension/views/wrap-up/outcome-chips.tsx';
import { RecordChange } from '#extension/views/wrap-up/record-change.tsx';
import { SaveButtons } from '#extension/views/wrap-up/save-buttons.tsx';
import { isServerAway, ServerAwayNote } from '#extension/views/wrap-up/server-away-note.tsx';
import { useDraft } from '#extension/views/wrap-up/use-draft.ts';
import { useSaving } from '#extension/views/wrap-up/use-saving.ts';
import { useWrapUpKeys } from '#extension/views/wrap-up/use-wrap-up-keys.ts';
import { WaitingNote } from '#extension/views/wrap-up/waiting-note.tsx';
import { whoOf } from '#extension/views/wrap-up/who.ts';
import { WrapUpHead } from '#extension/views/wrap-up/wrap-up-head.tsx';
import type { Line, WrapUpsSnapshot } from '#extension/wire/snapshots.ts';
import type { WrapUp } from '#shared/api/agent-api.ts';
import type { Problem } from '#shared/problem.ts';

export interface WrapUpWindowProps {
  readonly wrapUp: WrapUp;
  readonly wrapUps: WrapUpsSnapshot;
  /** Why the call itself failed, where it did. */
  readonly callProblem?: Problem | null;
  /** Whether the server can be reached. */
  readonly line: Line;
  /** Where its keys are heard: the document of a page of ours, the card's own root in a page of the CRM. */
  readonly keys?: EventTarget;
  /** In a page of the CRM it never takes the focus: someone may be typing there. */
  readonly takesFocus: boolean;
}

/** The call has ended: what came of it, what follows from it, and which record it goes to. */
export function WrapUpWindow({ wrapUp, wrapUps, callProblem, line, keys, takesFocus }: WrapUpWindowProps) {
  const { wire, t } = useView();
  const { callId } = wrapUp;
  const { draft, pending, change, isSaved, problem } = useDraft(callId, wrapUp.draft);
  const [changes, setChanges] = useState(false);
  const who = whoOf(wrapUp, t);
  const saving = useSaving(wrapUp, draft, pending);
  const body = useRef<HTMLDivElement>(null);
  const isFixed = wrapUps.fixed.includes(callId);
  const minimise = () => void wire.ask('wrapUp.minimise', { callId, small: true });

  useWrapUpKeys((key) => {
    if (isFixed) return minimise();
    switch (key.do) {
      case 'save':
        return void saving.save();
      case 'next':
        return wrapUps.next === null ? undefined : void saving.callNext();
      case 'close':
        return changes ? setChanges(false) : minimise();
      case 'outcome':
        return changes ? undefined : change({ outcome: key.outcome === draft.outcome ? null : key.outcome });
    }
  }, keys);
  useLayoutEffect(() => {
    // Whoever was typing when the call ended goes on typing.
    const focused = body.current?.getRootNode();
    const there = focused instanceof Document || focused instanceof ShadowRoot ? focused.activeElement : null;
    if (!takesFocus || changes || body.current?.contains(there)) return;
    const first = body.current?.querySelector<HTMLElement>('input:checked[type=radio]');
    (first ?? body.current?.querySelector<HTMLElement>('input, textarea'))?.focus();
  }, [takesFocus, changes]);

  const shownProblem = saving.problem ?? problem ?? callProblem ?? null;
  return (
    <>
      <div class="scroll callbody wrapup" ref={body}>
        {wrapUp.state === 'waiting' || wrapUp.state === 'failed' ? (
          <WaitingNote wrapUp={wrapUp} />
        ) : (
          isServerAway(line) && <ServerAwayNote />
        )}
        {wrapUp.cutOff === true && <CutOffNote wrapUp={wrapUp} record={draft.record} />}
        {shownProblem !== null && <ProblemNote problem={shownProblem} />}
        {changes ? (
          <RecordChange
            matches={wrapUp.matches}
            chosen={draft.record}
            onChoose={(record) => {
              change({ record });
              setChanges(false);
            }}
            onClose={() => setChanges(false)}
          />
        ) : (
          <fieldset class="allof" disabled={isFixed}>
            {draft.log && (
              <>
                <OutcomeChips chosen={draft.outcome} onChoose={(outcome) => change({ outcome })} />
                <NoteField
                  callId={callId}
                  label={t.wrapUp.description}
                  rows={3}
                  value={draft.description}
                  isSaved={isSaved}
                  onInput={(description) => change({ description })}
                />
                <div class="followups">
                  <FollowUp
                    kind="call"
                    planned={draft.followUpCall}
                    who={who}
                    isPast={saving.past.includes('call')}
                    onChange={(followUpCall) => change({ followUpCall })}
                  />
                  <FollowUp
                    kind="task"
                    planned={draft.followUpTask}
                    who={who}
                    isPast={saving.past.includes('task')}
                    onChange={(followUpTask) => change({ followUpTask })}
                  />
                </div>
              </>
            )}
            {(wrapUps.mayLeaveOut || !draft.log) && (
              <LeaveOut isLogged={draft.log} onChange={(log) => change({ log })} />
            )}
          </fieldset>
        )}
      </div>
      {/* First on the screen; in the focus order after what is written most. */}
      <WrapUpHead
        wrapUp={wrapUp}
        draft={draft}
        onChange={isFixed ? null : () => setChanges(!changes)}
        onMinimise={minimise}
      />
      {isFixed ? (
        <footer class="callfoot savefoot">
          <Button kind="outline" class="block" onClick={minimise}>
            {t.call.dismiss}
          </Button>
        </footer>
      ) : (
        <SaveButtons saving={saving} next={wrapUps.next} notRungUntil={wrapUps.notRungUntil} />
      )}
    </>
  );
}
