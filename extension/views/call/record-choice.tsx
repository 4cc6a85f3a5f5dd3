import { Building2, Contact, Handshake, type IconNode, UserRound } from 'lucide';
import { sameRecord } from '#extension/views/call/party.ts';
import { Icon } from '#extension/views/parts/icon.tsx';
import { rovingKeys } from '#extension/views/parts/roving.ts';
import { useView } from '#extension/views/view.ts';
import type { CrmRecord, RecordKind, RecordRef } from '#shared/crm/crm-record.ts';

export const KIND_ICON: Record<RecordKind, IconNode> = {
  contact: Contact,
  lead: UserRound,
  account: Building2,
  deal: Handshake,
};

/** Several records carry the number: whose call is it? One tab stop, arrows inside. */
export function RecordChoice(props: {
  readonly records: readonly CrmRecord[];
  readonly chosen: RecordRef | null;
  readonly me: string | null;
  readonly onChoose: (record: RecordRef) => void;
}) {
  const { t } = useView();
  const { records, chosen, me } = props;
  const current = records.findIndex((record) => sameRecord(record.ref, chosen));
  return (
    <>
      <p class="small muted hint" id="who-is-it">
        {t.call.whoIsIt}
      </p>
      <div role="radiogroup" aria-labelledby="who-is-it" onKeyDown={(event) => rovingKeys(event, '[role=radio]', true)}>
        {records.map((record, index) => (
          <button
            key={`${record.ref.kind} ${record.ref.id}`}
            type="button"
            role="radio"
            class="pick"
            aria-checked={index === current}
            tabIndex={index === Math.max(0, current) ? 0 : -1}
            onClick={() => props.onChoose(record.ref)}
          >
            <Icon of={KIND_ICON[record.ref.kind]} />
            <span class="grow">
              <span class="med trunc block" title={record.name}>
                {record.name}
              </span>
              <span class="small muted trunc block">{aboutRecord(record, me, t.call)}</span>
            </span>
            <span class={index === current ? 'tag accent' : 'tag'}>
              {index === current ? t.call.chosen : t.call.kind[record.ref.kind]}
            </span>
          </button>
        ))}
      </div>
    </>
  );
}

function aboutRecord(
  record: CrmRecord,
  me: string | null,
  words: { ownerYou: string; ownedBy: (name: string) => string },
): string {
  const owner =
    record.ownerName === null ? null : record.ownerName === me ? words.ownerYou : words.ownedBy(record.ownerName);
  return [record.company, owner].filter(Boolean).join(' · ');
}
