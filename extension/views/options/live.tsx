import { LiveCallRow } from '#extension/views/options/live-call-row.tsx';
import { LiveWaitingRow } from '#extension/views/options/live-waiting-row.tsx';
import { Empty, Section } from '#extension/views/options/section.tsx';
import { SupervisionForm } from '#extension/views/options/supervision-form.tsx';
import { useLiveBoard } from '#extension/views/options/use-live-board.ts';
import { ProblemNote } from '#extension/views/problem/problem-note.tsx';
import { useView } from '#extension/views/view.ts';
import type { LiveBoard } from '#shared/api/supervise-api.ts';

/** Who talks and who waits now, and listening in. */
export function Live() {
  const { t } = useView();
  const { board, problem } = useLiveBoard();
  return (
    <Section title={t.options.sections.live} lead={t.supervise.lead}>
      {problem !== null && (
        <div class="answer">
          <ProblemNote problem={problem} />
        </div>
      )}
      {board === null && problem === null && <output class="loading late muted">{t.options.loading}…</output>}
      {board !== null && (
        <>
          <Calls board={board} />
          <Callers board={board} />
        </>
      )}
      <SupervisionForm />
    </Section>
  );
}

function Calls({ board: { calls, supervision } }: { board: LiveBoard }) {
  const { t } = useView();
  const words = t.supervise;
  return (
    <section class="livepart" aria-label={words.talking}>
      <h2 class="livehead">{words.talking}</h2>
      {calls.length === 0 ? (
        <Empty what={words.nobodyTalks} more={supervision ? '' : words.off} />
      ) : (
        <div class="card numbers">
          <table class="peopletable livetable talking">
            <thead>
              <tr>
                <th>{words.agent}</th>
                <th>{words.other}</th>
                <th>{words.state}</th>
                <th>{words.since}</th>
                <th>{supervision ? words.actions : <span class="sr">{words.actions}</span>}</th>
              </tr>
            </thead>
            <tbody>
              {calls.map((call) => (
                <LiveCallRow key={call.callId} call={call} supervision={supervision} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function Callers({ board: { waiting } }: { board: LiveBoard }) {
  const { t } = useView();
  const words = t.supervise;
  return (
    <section class="livepart" aria-label={words.waiting}>
      <h2 class="livehead">{words.waiting}</h2>
      {waiting.length === 0 ? (
        <p class="small muted">{words.nobodyWaits}</p>
      ) : (
        <div class="card numbers">
          <table class="peopletable livetable">
            <thead>
              <tr>
                <th>{words.caller}</th>
                <th>{words.line}</th>
                <th>{words.state}</th>
                <th>{words.since}</th>
              </tr>
            </thead>
            <tbody>
              {waiting.map((caller) => (
                <LiveWaitingRow key={caller.callId} caller={caller} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
