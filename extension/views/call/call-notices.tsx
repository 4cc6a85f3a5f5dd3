import { FailedNote } from '#extension/views/call/failed-note.tsx';
import { Listeners } from '#extension/views/call/listeners.tsx';
import { QualityNote } from '#extension/views/call/quality.tsx';
import type { RunningCall } from '#extension/views/call/running.ts';
import type { LiveHand } from '#extension/views/call/use-live-call.ts';
import { Note } from '#extension/views/parts/note.tsx';
import { ProblemNote } from '#extension/views/problem/problem-note.tsx';
import { useView } from '#extension/views/view.ts';

/** What has to be said of a running call, above its controls: what did not work, who listens, how it sounds. */
export function CallNotices({ call, live }: { call: RunningCall; live: LiveHand }) {
  const { t } = useView();
  const { slow } = live.control;
  return (
    <>
      <Listeners listeners={call.control?.listeners ?? []} />
      {live.problem !== null && <ProblemNote problem={live.problem} />}
      <FailedNote call={call} other={live.other} />
      {call.reconnecting && <Note kind="warn" more={t.call.reconnectingWhy} />}
      {!call.reconnecting && <QualityNote quality={call.quality} />}
      {/* Holding says so in its own button, recording in its chip. */}
      {slow !== null && !['hold', 'resume', 'record', 'pause-recording', 'stop-recording'].includes(slow) && (
        <output class="small muted under-way">{t.control.pending[slow]}…</output>
      )}
    </>
  );
}
