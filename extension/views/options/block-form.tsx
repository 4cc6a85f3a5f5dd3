import { useState } from 'preact/hooks';
import { askAdmin } from '#extension/views/options/ask-admin.ts';
import { Button } from '#extension/views/parts/button.tsx';
import { TextField } from '#extension/views/parts/field.tsx';
import { ProblemNote } from '#extension/views/problem/problem-note.tsx';
import { useTask } from '#extension/views/use-task.ts';
import { useView } from '#extension/views/view.ts';

/** A number to block and why. What was typed stays when the server refuses it. */
export function BlockForm({ onBlocked }: { onBlocked: () => void }) {
  const { wire, t } = useView();
  const words = t.team.blocked;
  const [number, setNumber] = useState('');
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const [done, setDone] = useState('');
  const block = useTask(() => askAdmin(wire, 'blockNumber', { number: number.trim(), reason: reason.trim() }));
  const submit = async () => {
    setDone('');
    setMissing(number.trim() === '');
    if (number.trim() === '') return;
    const result = await block.run();
    if (!result?.ok) return;
    setDone(number.trim());
    setNumber('');
    setReason('');
    onBlocked();
  };
  return (
    <form
      class="card numform pad"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <div class="two">
        <TextField
          label={words.number}
          value={number}
          maxLength={80}
          help={words.numberHelp}
          error={missing ? words.numberMissing : null}
          onInput={(text) => {
            setNumber(text);
            setMissing(false);
            block.clear();
          }}
        />
        <TextField label={words.reason} value={reason} maxLength={200} help={words.reasonHelp} onInput={setReason} />
      </div>
      <div class="row formfoot">
        <output class="small muted grow">{done === '' ? '' : words.done(done)}</output>
        <Button kind="primary" submit slow={block.slow}>
          {words.block}
        </Button>
      </div>
      {block.problem !== null && <ProblemNote problem={block.problem} onRetry={() => void submit()} />}
    </form>
  );
}
