import { FailedNote } from '#extension/views/call/failed-note.tsx';
import { Listeners } from '#extension/views/call/listeners.tsx';
import { QualityNote } from '#extension/views/call/quality.tsx';
import type { RunningCall } from '#extension/views/call/running.ts';
import type { LiveHand } from '#extension/views/call/use-live-call.ts';
import { Note } from '#extension/views/parts/note.tsx';
import { ProblemNote } from '#extension/views/problem/problem-note.tsx';
import { useView } from '#extension/views/view.ts';
import type { AskWord } from '#shared/call/control.ts';

const SAYS_IT_ITSELF: readonly AskWord[] = ['hold', 'resume', 'record', 'pause-recording', 'stop-recording'];
const CALLS_SOMEBODY: readonly AskWord[] = ['blind', 'consult', 'add'];

/** What has to be said of a running call, above its controls: what did not work, who listens, how it sounds. */
export function CallNotices({ call, live }: { call: RunningCall; live: LiveHand }) {
  const { t } = useView();
  const { slow } = live.control;
  const rings = live.passing?.state === 'ringing';
  return (
    <>
      <Listeners listeners={call.control?.listeners ?? []} />
      {live.problem !== null && <ProblemNote problem={live.problem} />}
      <FailedNote call={call} other={live.other} />
      {call.reconnecting && <Note kind="warn" more={t.call.reconnectingWhy} />}
      {!call.reconnecting && <QualityNote quality={call.quality} />}
      {/* Holding says so in its own button, recording in its chip, and who is called in a head of its own. */}
      {slow !== null && !SAYS_IT_ITSELF.includes(slow) && !(rings && CALLS_SOMEBODY.includes(slow)) && (
        <output class="small muted under-way">{t.control.pending[slow]}…</output>
      )}
    </>
  );
}
