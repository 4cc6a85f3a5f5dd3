import { Building2, Contact, Handshake, type IconNode, UserRound } from 'lucide';
import { sameRecord } from '#extension/views/call/party.ts';
import { Icon } from '#extension/views/parts/icon.tsx';
import { useView } from '#extension/views/view.ts';
import type { CrmRecord, RecordKind, RecordRef } from '#shared/crm/crm-record.ts';

export const KIND_ICON: Record<RecordKind, IconNode> = {
  contact: Contact,
  lead: UserRound,
  account: Building2,
  deal: Handshake,
};

/** Several records carry the number: whose call is it? Real radio buttons: one tab stop, arrows inside. */
export function RecordChoice(props: {
  readonly records: readonly CrmRecord[];
  readonly chosen: RecordRef | null;
  readonly me: string | null;
  readonly onChoose: (record: RecordRef) => void;
}) {
  const { t } = useView();
  const { records, chosen, me } = props;
  return (
    <fieldset class="picks">
      <legend class="small muted">{t.call.whoIsIt}</legend>
      {records.map((record) => {
        const checked = sameRecord(record.ref, chosen);
        return (
          <label class="pick" key={`${record.ref.kind} ${record.ref.id}`}>
            <input
              type="radio"
              class="sr"
              name="record"
              checked={checked}
              onChange={() => props.onChoose(record.ref)}
            />
            <Icon of={KIND_ICON[record.ref.kind]} />
            <span class="grow">
              <span class="med trunc own-line" title={record.name}>
                {record.name}
              </span>
              <span class="small muted trunc own-line" title={aboutRecord(record, me, t.call)}>
                {aboutRecord(record, me, t.call)}
              </span>
            </span>
            <span class={checked ? 'tag accent' : 'tag'}>{checked ? t.call.chosen : t.call.kind[record.ref.kind]}</span>
          </label>
        );
      })}
    </fieldset>
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
