import { useId, useState } from 'preact/hooks';
import { useDesk } from '#extension/views/flow/desk.ts';
import { choosable } from '#extension/views/flow/team.ts';
import type { Scene } from '#extension/views/flow/use-trial.ts';
import { shownNumber } from '#extension/views/format/phone.ts';
import { TextField } from '#extension/views/parts/field.tsx';
import { NumberField } from '#extension/views/parts/number-field.tsx';
import { Select } from '#extension/views/parts/select.tsx';
import { wordsFor } from '#extension/views/problem/problem-words.ts';
import { useView } from '#extension/views/view.ts';
import { countryOfNumber, readNumber } from '#shared/phone-number.ts';
import { problem } from '#shared/problem.ts';

const MOST_WAITING = 25;

/** Who calls: a number or none, whose customer that is, and how many wait already. */
export function SceneCaller({ scene, onChange }: { readonly scene: Scene; readonly onChange: (scene: Scene) => void }) {
  const view = useView();
  const words = view.t.flow.trial;
  const { number, people, flow } = useDesk();
  const id = useId();
  const [typed, setTyped] = useState(scene.from === null ? '' : shownNumber(scene.from));
  const read = readNumber(typed, countryOfNumber(number) ?? '');
  // Words for a hidden number are one, too.
  const wrong =
    typed.trim() === '' || read.ok || read.why === 'withheld-number'
      ? null
      : wordsFor(problem('not-a-number', ''), view);
  return (
    <div class="stack">
      <TextField
        label={words.callerNumber}
        help={words.callerHelp}
        error={wrong === null ? null : wrong.what}
        value={typed}
        maxLength={40}
        onInput={(text) => {
          setTyped(text);
          const next = readNumber(text, countryOfNumber(number) ?? '');
          onChange({ ...scene, from: next.ok ? next.number : null });
        }}
      />
      <div class="field">
        <label class="lab" for={id}>
          {words.owner}
        </label>
        <Select
          id={id}
          value={scene.owner ?? 'none'}
          choices={[
            { value: 'none', label: words.noOwner },
            ...choosable(people, view.language).map(({ agent }) => ({ value: agent.id, label: agent.name })),
          ]}
          onChange={(value) =>
            onChange({ ...scene, owner: people.find(({ agent }) => agent.id === value)?.agent.id ?? null })
          }
        />
      </div>
      {flow.queue.on && (
        <NumberField
          label={words.waitingBefore}
          value={scene.waiting}
          least={0}
          most={MOST_WAITING}
          unit={view.t.flow.ofMost(MOST_WAITING)}
          outOfRange={view.t.flow.outOfRange(0, MOST_WAITING)}
          onChange={(waiting) => onChange({ ...scene, waiting })}
        />
      )}
    </div>
  );
}
