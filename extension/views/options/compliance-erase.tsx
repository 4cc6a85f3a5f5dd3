import { useState } from 'preact/hooks';
import { askAdmin } from '#extension/views/options/ask-admin.ts';
import { Part } from '#extension/views/options/section.tsx';
import { Button } from '#extension/views/parts/button.tsx';
import { Confirm } from '#extension/views/parts/confirm.tsx';
import { TextField } from '#extension/views/parts/field.tsx';
import { ProblemNote } from '#extension/views/problem/problem-note.tsx';
import { useTask } from '#extension/views/use-task.ts';
import { useView } from '#extension/views/view.ts';

/** Deletes all recordings of calls with one number, for whoever asks to be forgotten. */
export function ComplianceErase() {
  const { wire, t } = useView();
  const words = t.compliance;
  const [number, setNumber] = useState('');
  const [asking, ask] = useState(false);
  const [told, tell] = useState('');
  const erase = useTask(() => askAdmin(wire, 'eraseRecordings', { number }));
  const go = async () => {
    const result = await erase.run();
    ask(false);
    if (!result?.ok) return;
    tell(words.erased(result.value.recordings, result.value.attached));
    setNumber('');
  };
  return (
    <Part title={words.erase} help={words.eraseHelp}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          tell('');
          if (number.trim() !== '') ask(true);
        }}
      >
        <div class="narrow">
          <TextField
            label={words.eraseNumber}
            value={number}
            onInput={(typed) => {
              setNumber(typed);
              ask(false);
            }}
            maxLength={80}
            help={words.eraseNumberHelp}
          />
        </div>
        {!asking && (
          <div class="row answer">
            <Button kind="outline" submit slow={erase.slow}>
              {words.eraseStart}
            </Button>
            <output class="small muted">{told}</output>
          </div>
        )}
      </form>
      {asking && (
        <Confirm
          what={words.eraseQuestion(number)}
          stays={words.eraseWhat}
          keep={words.eraseStay}
          go={words.eraseGo}
          slow={erase.slow}
          onKeep={() => ask(false)}
          onGo={() => void go()}
        />
      )}
      {erase.problem !== null && (
        <div class="answer">
          <ProblemNote problem={erase.problem} onRetry={() => void go()} />
        </div>
      )}
    </Part>
  );
}
