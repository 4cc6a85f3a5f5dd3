import { Phone } from 'lucide';
import { Button } from '#extension/views/parts/button.tsx';
import { isMissed, whoCalled } from '#extension/views/popup/recent.ts';
import { RecentList } from '#extension/views/popup/recent-list.tsx';
import { useNow } from '#extension/views/use-now.ts';
import { useView } from '#extension/views/view.ts';
import type { RecentCall } from '#shared/api/agent-api.ts';
import { toCallBack } from '#shared/call/missed-calls.ts';

/**
 * Missed calls as a list to work through: whoever waits longest first, one click calls the next. Below them what somebody has taken care
 * of, or what is older than a day.
 */
export function MissedList(props: {
  /** All recent ones. */
  readonly calls: readonly RecentCall[];
  readonly onCall: (call: RecentCall) => void;
  readonly slow: boolean;
}) {
  const { t } = useView();
  const now = useNow(60_000);
  const waiting = toCallBack(props.calls, now);
  const open = waiting.map(({ call }) => call);
  const numbers = new Set(open.map(({ number }) => number));
  const ids = new Set(open.map(({ id }) => id));
  const done = props.calls.filter(
    (call) => isMissed(call) && !ids.has(call.id) && (call.handledBy !== null || !numbers.has(call.number)),
  );
  const next = open.find(({ number }) => number !== null);
  if (open.length === 0 && done.length === 0) return <p class="empty muted">{t.popup.noMissed}</p>;
  return (
    <>
      {open.length > 0 && (
        <section aria-label={t.popup.toCallBack}>
          <div class="row worklist">
            <h2 class="grow">{t.popup.waiting(open.length)}</h2>
            {next !== undefined && (
              <Button
                kind="live"
                icon={Phone}
                label={t.popup.callNextWho(whoCalled(next, t))}
                slow={props.slow}
                onClick={() => props.onCall(next)}
              >
                {t.popup.callNext}
              </Button>
            )}
          </div>
          <RecentList
            calls={open}
            inOrder
            times={new Map(waiting.map(({ call, times }) => [call.id, times]))}
            empty=""
            onCall={props.onCall}
          />
        </section>
      )}
      {done.length > 0 && (
        <section aria-label={t.popup.takenCareOf}>
          <h2 class="worklist">{t.popup.takenCareOf}</h2>
          <RecentList calls={done} empty="" onCall={props.onCall} />
        </section>
      )}
    </>
  );
}
