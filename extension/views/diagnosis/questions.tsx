import { Part } from '#extension/views/options/section.tsx';
import { useView } from '#extension/views/view.ts';

/** What people ask most, answered here instead of by somebody else. */
export function Questions() {
  const { t } = useView();
  const words = t.diagnosis;
  return (
    <Part title={words.questions} help={words.questionsHelp}>
      <div class="card questions">
        {words.answers.map(({ question, answer }) => (
          <details key={question}>
            <summary class="med">{question}</summary>
            {answer.map((paragraph) => (
              <p key={paragraph} class="muted">
                {paragraph}
              </p>
            ))}
          </details>
        ))}
      </div>
    </Part>
  );
}
