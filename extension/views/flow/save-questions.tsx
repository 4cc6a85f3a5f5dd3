import { PhoneIncoming } from 'lucide';
import type { Saving } from '#extension/views/flow/use-saving.ts';
import { dayHeading, timeOfDay } from '#extension/views/format/day.ts';
import { Button } from '#extension/views/parts/button.tsx';
import { Confirm } from '#extension/views/parts/confirm.tsx';
import { Note } from '#extension/views/parts/note.tsx';
import { ProblemNote } from '#extension/views/problem/problem-note.tsx';
import { useView, type View } from '#extension/views/view.ts';
import type { AccountNumber } from '#shared/api/admin-api.ts';

/** `Today 10:15`. */
export function momentWords(at: string, view: View): string {
  const moment = new Date(at);
  return `${dayHeading(moment, view.clock.now(), view)} ${timeOfDay(moment, view)}`;
}

/** What Save asks before anything is live, and why it could not be saved. */
export function SaveQuestions({
  saving,
  pointsAt,
}: {
  readonly saving: Saving;
  readonly pointsAt: AccountNumber['pointsAt'];
}) {
  const view = useView();
  const words = view.t.flow;
  const { asking } = saving;
  if (asking.ask === 'take-over') {
    const name = pointsAt.target === 'elsewhere' ? words.pointsAt[pointsAt.kind ?? 'url'](pointsAt.name) : '';
    return (
      <Confirm
        icon={PhoneIncoming}
        kind="warn"
        what={words.takeOver(name)}
        stays={words.takeOverWhat}
        keep={words.takeOverKeep}
        go={words.takeOverGo}
        slow={saving.slow}
        onKeep={saving.notYet}
        onGo={saving.takeOver}
      />
    );
  }
  if (asking.ask === 'conflict') {
    const { savedBy, savedAt } = asking.theirs;
    return (
      <Note
        kind="warn"
        role="alert"
        what={words.conflict(savedBy, momentWords(savedAt, view))}
        more={words.conflictWhat}
        button={
          <span class="row wrap">
            <Button kind="outline" size="s" onClick={saving.takeTheirs}>
              {words.takeTheirs}
            </Button>
            <Button kind="outline" size="s" onClick={saving.keepMine}>
              {words.saveMine}
            </Button>
          </span>
        }
      />
    );
  }
  return saving.problem === null ? null : <ProblemNote problem={saving.problem} onRetry={saving.save} />;
}
