import { PRICES } from '#extension/views/options/credentials.ts';
import { Part } from '#extension/views/options/section.tsx';
import { Note } from '#extension/views/parts/note.tsx';
import { Switch } from '#extension/views/parts/switch.tsx';
import { ProblemNote } from '#extension/views/problem/problem-note.tsx';
import { useTask } from '#extension/views/use-task.ts';
import { useView } from '#extension/views/view.ts';

/** Whether new pairs begin with recording on. */
export function RecordNew({ recordNew }: { recordNew: boolean }) {
  const { wire, t } = useView();
  const words = t.options.outgoing;
  const save = useTask((recordNewPairs: boolean) => wire.ask('settings.set', { recordNewPairs }));
  return (
    <Part title={words.recordNew} help={words.recordNewHelp}>
      <div class="stack">
        <Switch label={t.recording.record} checked={recordNew} onChange={(on) => void save.run(on)} />
        <p class="small muted">{t.recording.where}</p>
        {recordNew && (
          <Note
            kind="warn"
            role="status"
            what={t.recording.costs}
            more={t.recording.costsWhat}
            button={
              <a class="btn outline s" href={PRICES} target="_blank" rel="noreferrer">
                {t.recording.prices}
              </a>
            }
          />
        )}
        {save.problem !== null && <ProblemNote problem={save.problem} />}
      </div>
    </Part>
  );
}
