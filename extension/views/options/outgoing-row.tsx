import { ArrowRight, Pencil, Trash2 } from 'lucide';
import { useState } from 'preact/hooks';
import { shownNumber } from '#extension/views/format/phone.ts';
import { nameOfNumber } from '#extension/views/options/account-number.ts';
import { DeletePair, type Gone } from '#extension/views/options/delete-pair.tsx';
import { pairsOf } from '#extension/views/options/pairs.ts';
import { RecordedTag } from '#extension/views/options/recorded-tag.tsx';
import { Avatar } from '#extension/views/parts/avatar.tsx';
import { Button } from '#extension/views/parts/button.tsx';
import { Icon } from '#extension/views/parts/icon.tsx';
import { useView } from '#extension/views/view.ts';
import type { IncomingNumber, OutgoingNumber, Person } from '#shared/api/admin-api.ts';

/** One pair: a person and a number that she may show. Delete asks in place. */
export function OutgoingRow(props: {
  readonly pair: OutgoingNumber;
  readonly pairs: readonly OutgoingNumber[];
  readonly people: readonly Person[];
  readonly incoming: readonly IncomingNumber[];
  readonly onEdit: () => void;
  readonly onDeleted: (gone: Gone) => void;
}) {
  const { t } = useView();
  const words = t.options.outgoing;
  const { pair, pairs } = props;
  const [asking, ask] = useState(false);
  const person = props.people.find(({ agent }) => agent.id === pair.agentId);
  const name = person?.agent.name ?? t.options.incoming.goneUser;
  const numberName = nameOfNumber(pair.number, props.incoming);
  const several = pairsOf(pair.agentId, pairs).length > 1;
  // Two rows of one person would have two buttons of one name.
  const which = several ? `${name}, ${shownNumber(pair.number)}` : name;
  return (
    <>
      <li>
        <Avatar name={name} />
        <b class={person?.active === false ? 'med namecol trunc former' : 'med namecol trunc'} title={name}>
          {name}
        </b>
        <span class="faint arrow">
          <Icon of={ArrowRight} size={14} />
        </span>
        <span
          class="grow num trunc"
          title={numberName === null ? undefined : `${shownNumber(pair.number)} · ${numberName}`}
        >
          {shownNumber(pair.number)}
          {numberName !== null && <span class="small muted"> · {numberName}</span>}
        </span>
        {several && pair.isDefault === true && <span class="tag accent">{words.isDefault}</span>}
        <RecordedTag is={pair.record === true} />
        <span class="row actions">
          <Button kind="outline" size="s" icon={Pencil} label={t.options.editOf(which)} onClick={props.onEdit}>
            {t.options.edit}
          </Button>
          <Button kind="danger-text" size="s" icon={Trash2} label={t.options.deleteOf(which)} onClick={() => ask(true)}>
            {t.options.delete}
          </Button>
        </span>
      </li>
      {asking && (
        <li class="formrow">
          <DeletePair pair={pair} pairs={pairs} name={name} onKeep={() => ask(false)} onDeleted={props.onDeleted} />
        </li>
      )}
    </>
  );
}
