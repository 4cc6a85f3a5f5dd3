import { ArrowRight } from 'lucide';
import { Icon } from '#extension/views/parts/icon.tsx';
import { useView } from '#extension/views/view.ts';
import type { CrmRecord } from '#shared/crm/crm-record.ts';

/** A quiet link to the caller's record, where there is one. */
export function OpenRecord({ record }: { record: CrmRecord | null }) {
  const { wire, t } = useView();
  if (record === null) return null;
  const open = () => void wire.ask('open', { what: 'record', url: record.url });
  return (
    <button type="button" class="btn ghost s link" aria-keyshortcuts="R" onClick={open}>
      {t.call.openRecord}
      <Icon of={ArrowRight} size={14} />
    </button>
  );
}
