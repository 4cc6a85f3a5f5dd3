import { useState } from 'preact/hooks';
import { Once, Part } from '#extension/views/options/section.tsx';
import { useLoaded } from '#extension/views/options/use-loaded.ts';
import { Switch } from '#extension/views/parts/switch.tsx';
import { ProblemNote } from '#extension/views/problem/problem-note.tsx';
import { useTask } from '#extension/views/use-task.ts';
import { useView } from '#extension/views/view.ts';

/** Whether a second call may ring while the agent is on one: her own choice, the same on each of her computers. */
export function CallWaiting() {
  const { wire, t } = useView();
  const words = t.supervise;
  const { now, reload } = useLoaded(() => wire.ask('line.callWaiting', { on: null }));
  const [saved, keep] = useState<boolean | null>(null);
  const save = useTask(async (on: boolean) => {
    const result = await wire.ask('line.callWaiting', { on });
    if (result.ok) keep(result.value.on);
    return result;
  });
  return (
    <Part title={words.callWaiting} help={words.callWaitingHelp}>
      <Once of={now} onRetry={() => void reload()}>
        {({ on }) => (
          <>
            <Switch label={words.callWaitingOn} checked={saved ?? on} onChange={(wanted) => void save.run(wanted)} />
            <p class="help">{words.callWaitingWhat}</p>
          </>
        )}
      </Once>
      {save.problem !== null && (
        <div class="answer">
          <ProblemNote problem={save.problem} button={false} />
        </div>
      )}
    </Part>
  );
}
