import { ArrowRight, Pencil, Trash2 } from 'lucide';
import { useState } from 'preact/hooks';
import { shownNumber } from '#extension/views/format/phone.ts';
import { nameOfNumber } from '#extension/views/options/account-number.ts';
import { askAdmin } from '#extension/views/options/ask-admin.ts';
import { RecordedTag } from '#extension/views/options/recorded-tag.tsx';
import { Avatar } from '#extension/views/parts/avatar.tsx';
import { Button } from '#extension/views/parts/button.tsx';
import { Confirm } from '#extension/views/parts/confirm.tsx';
import { Icon } from '#extension/views/parts/icon.tsx';
import { ProblemNote } from '#extension/views/problem/problem-note.tsx';
import { useTask } from '#extension/views/use-task.ts';
import { useView } from '#extension/views/view.ts';
import type { IncomingNumber, OutgoingNumber, Person } from '#shared/api/admin-api.ts';

/** One pair: a person and the number that she shows. Delete asks in place. */
export function OutgoingRow(props: {
  readonly pair: OutgoingNumber;
  readonly people: readonly Person[];
  readonly incoming: readonly IncomingNumber[];
  readonly onEdit: () => void;
  readonly onDeleted: () => void;
}) {
  const { wire, t } = useView();
  const words = t.options.outgoing;
  const { pair } = props;
  const [asking, ask] = useState(false);
  const remove = useTask(() => askAdmin(wire, 'deleteOutgoingNumber', null, { agentId: pair.agentId }));
  const name = props.people.find(({ agent }) => agent.id === pair.agentId)?.agent.name ?? t.options.incoming.goneUser;
  const numberName = nameOfNumber(pair.number, props.incoming);
  return (
    <>
      <li>
        <Avatar name={name} />
        <b class="med namecol trunc" title={name}>
          {name}
        </b>
        <span class="faint">
          <Icon of={ArrowRight} size={14} />
        </span>
        <span class="grow num trunc">
          {shownNumber(pair.number)}
          {numberName !== null && <span class="small muted"> · {numberName}</span>}
        </span>
        <RecordedTag is={pair.record === true} />
        <span class="row actions">
          <Button kind="outline" size="s" icon={Pencil} label={t.options.editOf(name)} onClick={props.onEdit}>
            {t.options.edit}
          </Button>
          <Button kind="danger-text" size="s" icon={Trash2} label={t.options.deleteOf(name)} onClick={() => ask(true)}>
            {t.options.delete}
          </Button>
        </span>
      </li>
      {(asking || remove.problem !== null) && (
        <li class="formrow">
          {asking ? (
            <Confirm
              what={words.deleteQuestion(name)}
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
          ) : (
            remove.problem !== null && <ProblemNote problem={remove.problem} onRetry={() => ask(true)} />
          )}
        </li>
      )}
    </>
  );
}
