import { useId, useState } from 'preact/hooks';
import { useDesk } from '#extension/views/flow/desk.ts';
import { FlowPart } from '#extension/views/flow/flow-part.tsx';
import { shownNumber } from '#extension/views/format/phone.ts';
import { askAdmin } from '#extension/views/options/ask-admin.ts';
import { Button } from '#extension/views/parts/button.tsx';
import { Select } from '#extension/views/parts/select.tsx';
import { ProblemNote } from '#extension/views/problem/problem-note.tsx';
import { useTask } from '#extension/views/use-task.ts';
import { useView } from '#extension/views/view.ts';
import type { IncomingNumber } from '#shared/api/admin-api.ts';
import type { E164 } from '#shared/ids.ts';

/** Takes everything that another number does, to be changed and saved here. Undo brings back what was here. */
export function CopyFrom({ others }: { readonly others: readonly IncomingNumber[] }) {
  const { wire, t } = useView();
  const words = t.flow;
  const { change } = useDesk();
  const id = useId();
  const [chosen, choose] = useState<E164 | null>(others[0]?.number ?? null);
  const [copied, setCopied] = useState(false);
  const copy = useTask((number: E164) => askAdmin(wire, 'callFlow', null, { number }));
  if (others.length === 0) return null;
  return (
    <FlowPart part="copy" title={words.copy}>
      <div class="row wrap">
        <label class="sr" for={id}>
          {words.copyChoose}
        </label>
        <span class="midfield">
          <Select
            id={id}
            value={chosen ?? ''}
            choices={others.map(({ number, name }) => ({ value: number, label: `${shownNumber(number)} · ${name}` }))}
            onChange={(value) => {
              setCopied(false);
              choose(others.find(({ number }) => number === value)?.number ?? null);
            }}
          />
        </span>
        <Button
          slow={copy.slow}
          onClick={async () => {
            const result = chosen === null ? null : await copy.run(chosen);
            if (!result?.ok) return;
            change(result.value.flow);
            setCopied(true);
          }}
        >
          {words.copyGo}
        </Button>
        <span class="small muted" role="status">
          {copied && words.copied}
        </span>
      </div>
      {copy.problem !== null && <ProblemNote problem={copy.problem} />}
    </FlowPart>
  );
}
