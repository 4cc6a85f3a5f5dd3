import { useId } from 'preact/hooks';
import { Once, Part } from '#extension/views/options/section.tsx';
import { useTeamRules } from '#extension/views/options/use-team-rules.ts';
import { Switch } from '#extension/views/parts/switch.tsx';
import { ProblemNote } from '#extension/views/problem/problem-note.tsx';
import { useView } from '#extension/views/view.ts';

/** Whether administrators may listen in, and what that means. */
export function SupervisionForm() {
  const { t } = useView();
  const words = t.supervise;
  const { now, reload, save } = useTeamRules();
  const what = useId();
  return (
    <Part title={words.rules} help={words.rulesHelp}>
      <Once of={now} onRetry={() => void reload()}>
        {({ supervision }) => (
          <>
            <Switch
              label={words.allow}
              checked={supervision}
              onChange={(allowed) => void save.run({ supervision: allowed })}
            />
            <p class="help" id={what}>
              {words.allowWhat}
            </p>
          </>
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
