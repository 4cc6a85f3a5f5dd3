import { RefreshCw } from 'lucide';
import { useRef } from 'preact/hooks';
import { askAdmin } from '#extension/views/options/ask-admin.ts';
import { Empty, Once } from '#extension/views/options/section.tsx';
import { useLoaded } from '#extension/views/options/use-loaded.ts';
import { WaitingRow } from '#extension/views/options/waiting-row.tsx';
import { Button } from '#extension/views/parts/button.tsx';
import { useTask } from '#extension/views/use-task.ts';
import { useView } from '#extension/views/view.ts';
import type { WaitingCall } from '#shared/api/admin-api.ts';
import { ok } from '#shared/result.ts';

/** The server's list ends here. */
const MOST_SHOWN = 200;

/** Calls that are not yet, or not wholly, in the CRM. Asked for when it is shown, by Refresh, and after each retry. */
export function WaitingCalls() {
  const { wire, t } = useView();
  const words = t.calls;
  const { now, reload } = useLoaded(() => askAdmin(wire, 'waitingCalls'));
  const refresh = useTask(async () => {
    await reload();
    return ok({});
  });
  const button = useRef<HTMLButtonElement>(null);
  const retried = async () => {
    await refresh.run();
    // The row that had the focus may be gone.
    if (document.activeElement === document.body) button.current?.focus();
  };
  return (
    <section class="sect">
      <div class="row">
        <div class="grow">
          <h2>{words.waiting}</h2>
          <p class="small muted">{words.waitingHelp}</p>
        </div>
        <Button
          kind="outline"
          size="s"
          icon={RefreshCw}
          slow={refresh.slow}
          buttonRef={button}
          onClick={() => void refresh.run()}
        >
          {words.refresh}
        </Button>
      </div>
      <Once of={now} onRetry={() => void refresh.run()}>
        {({ calls }) => <List calls={calls} onRetried={() => void retried()} />}
      </Once>
    </section>
  );
}

function List({ calls, onRetried }: { calls: readonly WaitingCall[]; onRetried: () => void }) {
  const { t } = useView();
  const words = t.calls;
  if (calls.length === 0) {
    return (
      <output>
        <Empty what={words.empty} more={words.emptyWhat} />
      </output>
    );
  }
  return (
    <>
      <div class="card numbers">
        <table>
          <thead>
            <tr>
              <th>{words.call}</th>
              <th>{words.missing}</th>
              <th>{words.why}</th>
              <th>{words.next}</th>
              <th>
                <span class="sr">{t.options.tryAgain}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {calls.map((call) => (
              <WaitingRow key={call.callId} call={call} onRetried={onRetried} />
            ))}
          </tbody>
        </table>
      </div>
      <output class="small muted below own-line">
        {calls.length < MOST_SHOWN ? words.count(calls.length) : words.oldest(calls.length)}
      </output>
    </>
  );
}
