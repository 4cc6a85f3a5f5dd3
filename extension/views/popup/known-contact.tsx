import { ArrowRight } from 'lucide';
import { Avatar } from '#extension/views/parts/avatar.tsx';
import { IconButton } from '#extension/views/parts/button.tsx';
import { useView } from '#extension/views/view.ts';
import type { CrmRecord } from '#shared/crm/crm-record.ts';

/** Who has the number that is being typed. */
export function KnownContact({ records }: { records: readonly CrmRecord[] }) {
  const { t, wire } = useView();
  const [first] = records;
  if (first === undefined) return null;
  const one = records.length === 1;
  return (
    <section class="row known" aria-label={t.popup.knownContact}>
      <Avatar name={first.name} small />
      <span class="grow">
        <span class="trunc med own-line" title={first.name}>
          {one ? first.name : t.call.oneOf(records.length)}
        </span>
        <span class="trunc small muted own-line">
          {one
            ? [first.company, t.call.kind[first.ref.kind]].filter(Boolean).join(' · ')
            : records.map((record) => record.name).join(', ')}
        </span>
      </span>
      {one && (
        <IconButton
          icon={ArrowRight}
          class="s"
          name={t.popup.openRecordOf(first.name)}
          onClick={() => void wire.ask('open', { what: 'record', url: first.url })}
        />
      )}
    </section>
  );
}
