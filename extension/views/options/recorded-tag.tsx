import { useView } from '#extension/views/view.ts';

/** In the lists of numbers: whether calls are recorded. */
export function RecordedTag({ is }: { is: boolean }) {
  const { t } = useView();
  return <span class="tag">{is ? t.recording.recorded : t.recording.notRecorded}</span>;
}
