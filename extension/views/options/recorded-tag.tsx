import { CircleDot } from 'lucide';
import { Icon } from '#extension/views/parts/icon.tsx';
import { useView } from '#extension/views/view.ts';

/** In the lists of numbers: whether calls are recorded. Those that are stand out by sign and colour. */
export function RecordedTag({ is }: { is: boolean }) {
  const { t } = useView();
  if (!is) return <span class="tag">{t.recording.notRecorded}</span>;
  return (
    <span class="tag accent">
      <Icon of={CircleDot} size={12} />
      {t.recording.recorded}
    </span>
  );
}
