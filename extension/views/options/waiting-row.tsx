import { RotateCw } from 'lucide';
import { askAdmin } from '#extension/views/options/ask-admin.ts';
import { dayAndTime, missing, nextTry, why, withWhom } from '#extension/views/options/waiting-call.ts';
import { Button } from '#extension/views/parts/button.tsx';
import { ProblemNote } from '#extension/views/problem/problem-note.tsx';
import { useNow } from '#extension/views/use-now.ts';
import { useTask } from '#extension/views/use-task.ts';
import { useView } from '#extension/views/view.ts';
import type { WaitingCall } from '#shared/api/admin-api.ts';

/** One call that waits for the CRM: whose and since when, what is missing there, why, and when it is tried again. */
export function WaitingRow({ call, onRetried }: { call: WaitingCall; onRetried: () => void }) {
  const view = useView();
  const { wire, t } = view;
  const words = t.calls;
  const now = useNow(60_000);
  const retry = useTask(() => askAdmin(wire, 'retryWaitingCall', null, { id: call.callId }));
  const who = withWhom(call, view);
  const go = async () => {
    const result = await retry.run();
    if (result?.ok) onRetried();
  };
  return (
    <>
      <tr>
        <td>
          <b class="med own-line num">{who}</b>
          <span class="small muted own-line">
            {call.agentName ?? words.nobody} · <span class="nowrap">{dayAndTime(call.startedAt, now, view)}</span>
          </span>
        </td>
        <td>{missing(call, view)}</td>
        <td>
          {why(call, view)}
          {call.tries > 0 && <span class="small muted own-line">{words.tries(call.tries)}</span>}
        </td>
        <td class="num nowrap">{nextTry(call, now, view)}</td>
        <td class="n">
          <Button
            kind="outline"
            size="s"
            icon={RotateCw}
            slow={retry.slow}
            label={words.retry(who)}
            onClick={() => void go()}
          >
            {t.options.tryAgain}
          </Button>
        </td>
      </tr>
      {retry.problem !== null && (
        <tr>
          <td colSpan={5}>
            <ProblemNote problem={retry.problem} button={false} />
          </td>
        </tr>
      )}
    </>
  );
}
