import { GitBranch, Users } from 'lucide';
import { useDesk } from '#extension/views/flow/desk.ts';
import { RadioRow } from '#extension/views/parts/radio-row.tsx';
import { useView } from '#extension/views/view.ts';

/** A menu, or people at once. What was made of the other stays. */
export function AnswerChoice() {
  const { t } = useView();
  const { flow, change } = useDesk();
  return (
    <div class="row wrap answerchoice">
      <RadioRow
        name="answer"
        label={t.flow.answerBy}
        value={flow.answer}
        choices={[
          { value: 'menu', label: t.flow.menu, icon: GitBranch },
          { value: 'people', label: t.flow.ringPeople, icon: Users },
        ]}
        onChange={(answer) => change({ ...flow, answer })}
      />
      <span class="small muted">{t.flow.answerHelp}</span>
    </div>
  );
}
