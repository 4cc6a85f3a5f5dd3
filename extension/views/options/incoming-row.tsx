import { Pencil, Trash2, TriangleAlert, Users } from 'lucide';
import { useState } from 'preact/hooks';
import { shownNumber } from '#extension/views/format/phone.ts';
import { askAdmin } from '#extension/views/options/ask-admin.ts';
import { RecordedTag } from '#extension/views/options/recorded-tag.tsx';
import { Button } from '#extension/views/parts/button.tsx';
import { Confirm } from '#extension/views/parts/confirm.tsx';
import { Icon } from '#extension/views/parts/icon.tsx';
import { ProblemNote } from '#extension/views/problem/problem-note.tsx';
import { useTask } from '#extension/views/use-task.ts';
import { useView } from '#extension/views/view.ts';
import type { IncomingNumber, Person } from '#shared/api/admin-api.ts';

/** One number: its name, who rings, and whether its calls still lead here. Delete asks in place. */
export function IncomingRow(props: {
  readonly entry: IncomingNumber;
  readonly people: readonly Person[];
  readonly onEdit: () => void;
  readonly onDeleted: () => void;
}) {
  const { wire, t } = useView();
  const words = t.options.incoming;
  const { entry } = props;
  const [asking, ask] = useState(false);
  const remove = useTask(() => askAdmin(wire, 'deleteIncomingNumber', null, { number: entry.number }));
  const number = shownNumber(entry.number);
  const names = entry.agentIds.map(
    (id) => props.people.find(({ agent }) => agent.id === id)?.agent.name ?? words.goneUser,
  );
  return (
    <>
      <li>
        <span class="numcol">
          <b class="num">{number}</b>
          <span class="small muted trunc own-line" title={entry.name}>
            {entry.name}
          </span>
        </span>
        <span class="grow">
          <span class="row tight">
            <Icon of={Users} size={14} />
            <span class="trunc" title={names.join(', ')}>
              <b class="med">{words.people}</b> · {names.join(', ')}
            </span>
          </span>
          <span class="small muted own-line">{words.allAtOnce(names.length)}</span>
          {entry.pointsHere === false && <span class="small own-line bad-text">{words.elsewhereWhat}</span>}
        </span>
        {entry.pointsHere === false && (
          <span class="tag hold">
            <Icon of={TriangleAlert} size={12} />
            {words.elsewhereTag}
          </span>
        )}
        {entry.pointsHere === null && <span class="tag">{words.unknownTag}</span>}
        <RecordedTag is={entry.record === true} />
        <span class="row actions">
          <Button kind="outline" size="s" icon={Pencil} label={t.options.editOf(number)} onClick={props.onEdit}>
            {t.options.edit}
          </Button>
          <Button
            kind="danger-text"
            size="s"
            icon={Trash2}
            label={t.options.deleteOf(number)}
            onClick={() => ask(true)}
          >
            {t.options.delete}
          </Button>
        </span>
      </li>
      {(asking || remove.problem !== null) && (
        <li class="formrow">
          {asking && (
            <Confirm
              what={words.deleteQuestion(number)}
              stays={words.deleteWhat}
              keep={words.keep}
              go={t.options.delete}
              slow={remove.slow}
              onKeep={() => ask(false)}
              onGo={async () => {
                const result = await remove.run();
                if (result?.ok) props.onDeleted();
                ask(false);
              }}
            />
          )}
          {!asking && remove.problem !== null && <ProblemNote problem={remove.problem} onRetry={() => ask(true)} />}
        </li>
      )}
    </>
  );
}
