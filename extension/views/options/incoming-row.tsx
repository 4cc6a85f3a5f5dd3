import { Pencil, Trash2, TriangleAlert } from 'lucide';
import { useState } from 'preact/hooks';
import { shownNumber } from '#extension/views/format/phone.ts';
import { askAdmin } from '#extension/views/options/ask-admin.ts';
import { FlowTags, IncomingWhat } from '#extension/views/options/incoming-what.tsx';
import { RecordedTag } from '#extension/views/options/recorded-tag.tsx';
import type { Known } from '#extension/views/options/use-flows.ts';
import { Button } from '#extension/views/parts/button.tsx';
import { Confirm } from '#extension/views/parts/confirm.tsx';
import { Icon } from '#extension/views/parts/icon.tsx';
import { Note } from '#extension/views/parts/note.tsx';
import { ProblemNote } from '#extension/views/problem/problem-note.tsx';
import { useTask } from '#extension/views/use-task.ts';
import { useView } from '#extension/views/view.ts';
import type { IncomingNumber, Person } from '#shared/api/admin-api.ts';

/** One number: its name, what it does with its callers, and whether its calls still lead here. Delete asks in place. */
export function IncomingRow(props: {
  readonly entry: IncomingNumber;
  readonly people: readonly Person[];
  /** undefined: not known (yet). */
  readonly known: Known | undefined;
  readonly onMended: () => void;
  readonly onEdit: () => void;
  readonly onDeleted: () => void;
}) {
  const { wire, t, olderServer } = useView();
  const words = t.options.incoming;
  const { entry } = props;
  const [asking, ask] = useState(false);
  const remove = useTask(() => askAdmin(wire, 'deleteIncomingNumber', null, { number: entry.number }));
  const number = shownNumber(entry.number);
  const mend = useTask(() => askAdmin(wire, 'mendIncomingNumber', null, { number: entry.number }));
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
          <IncomingWhat entry={entry} known={props.known} people={props.people} />
          {entry.pointsHere === false && olderServer && (
            <span class="small own-line bad-text">{words.elsewhereWhat}</span>
          )}
        </span>
        {entry.pointsHere === false && (
          <span class="tag hold">
            <Icon of={TriangleAlert} size={12} />
            {words.elsewhereTag}
          </span>
        )}
        {entry.pointsHere === null && <span class="tag">{words.unknownTag}</span>}
        <FlowTags known={props.known} people={props.people} />
        <RecordedTag is={props.known?.does.record ?? entry.record === true} />
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
        {entry.pointsHere === false && !olderServer && (
          <div class="rownote">
            <Note
              kind="warn"
              what={t.flow.list.elsewhere}
              button={
                <Button
                  kind="outline"
                  size="s"
                  slow={mend.slow}
                  label={t.flow.list.mendOf(number)}
                  onClick={async () => {
                    const result = await mend.run();
                    if (result?.ok) props.onMended();
                  }}
                >
                  {t.flow.list.mend}
                </Button>
              }
            />
            {mend.problem !== null && <ProblemNote problem={mend.problem} />}
          </div>
        )}
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
