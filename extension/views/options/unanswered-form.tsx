import { useId } from 'preact/hooks';
import { Once, Part } from '#extension/views/options/section.tsx';
import { useTeamRules } from '#extension/views/options/use-team-rules.ts';
import { Select } from '#extension/views/parts/select.tsx';
import { ProblemNote } from '#extension/views/problem/problem-note.tsx';
import { useView } from '#extension/views/view.ts';
import { MOST_UNANSWERED } from '#shared/api/supervise-api.ts';

/** After how many calls that she let ring somebody is set Away. */
export function UnansweredForm() {
  const { t } = useView();
  const words = t.supervise;
  const { now, reload, save } = useTeamRules();
  const field = useId();
  const what = useId();
  const choices = Array.from({ length: MOST_UNANSWERED + 1 }, (_, count) => ({
    value: String(count),
    label: count === 0 ? words.never : words.calls(count),
  }));
  return (
    <Part title={words.unanswered} help={words.unansweredHelp}>
      <Once of={now} onRetry={() => void reload()}>
        {({ awayAfterUnanswered }) => (
          <div class="narrow">
            <label class="lab" for={field}>
              {words.unansweredAfter}
            </label>
            <Select
              id={field}
              value={String(awayAfterUnanswered)}
              choices={choices}
              describedBy={what}
              onChange={(count) => void save.run({ awayAfterUnanswered: Number(count) })}
            />
            <p class="help" id={what}>
              {words.unansweredWhat}
            </p>
          </div>
        )}
      </Once>
      {save.problem !== null && (
        <div class="answer">
          <ProblemNote problem={save.problem} button={false} />
        </div>
      )}
    </Part>
  );
}
