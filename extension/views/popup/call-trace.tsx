import { duration } from '#extension/views/format/duration.ts';
import { useLoaded } from '#extension/views/options/use-loaded.ts';
import { traceWords } from '#extension/views/popup/trace-words.ts';
import { ProblemNote } from '#extension/views/problem/problem-note.tsx';
import { useView } from '#extension/views/view.ts';
import type { TraceLine } from '#shared/api/trace-api.ts';
import type { CallId } from '#shared/ids.ts';

/** What happened in a call and why, below its row: each line with the time since the call began. */
export function CallTrace({ callId, who }: { callId: CallId; who: string }) {
  const { wire, t } = useView();
  const words = t.trace;
  const { now, reload } = useLoaded(() => wire.ask('call.trace', { callId }));
  return (
    <section class="trace" aria-label={words.title(who)} aria-live="polite">
      {now.state === 'loading' && <output class="small muted late">{words.loading}…</output>}
      {now.state === 'failed' && <ProblemNote problem={now.problem} onRetry={() => void reload()} />}
      {now.state === 'loaded' && <Lines lines={now.value.lines} />}
    </section>
  );
}

function Lines({ lines }: { lines: readonly TraceLine[] }) {
  const { t, language } = useView();
  const [first] = lines;
  if (first === undefined) return <p class="small muted">{t.trace.nothing}</p>;
  return (
    <ol>
      {lines.map((line, index) => (
        <li key={index} class="small">
          <span class="num faint">{duration((Date.parse(line.at) - Date.parse(first.at)) / 1000)}</span>
          <span class="grow">{traceWords(line, t, language)}</span>
        </li>
      ))}
    </ol>
  );
}
