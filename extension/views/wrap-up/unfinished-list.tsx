import { ChevronUp, CircleX, CloudOff, type IconNode, PhoneOff } from 'lucide';
import { Icon } from '#extension/views/parts/icon.tsx';
import { useView } from '#extension/views/view.ts';
import type { Unfinished } from '#extension/views/wrap-up/unfinished.ts';
import { whoOf } from '#extension/views/wrap-up/who.ts';
import type { CallId } from '#shared/ids.ts';

/** So many by name; the rest waits behind them. */
const MOST_BY_NAME = 3;

/** Calls that are not finished, as pills: put away, waiting for the CRM, refused by it. A press opens the window. */
export function UnfinishedList({ of: { open, waiting, failed } }: { of: Unfinished }) {
  const { t } = useView();
  const [firstWaiting] = waiting;
  const [firstFailed] = failed;
  if (open.length === 0 && !firstWaiting && !firstFailed) return null;
  return (
    <section class="unfinished" aria-label={t.wrapUp.list}>
      {open.slice(0, MOST_BY_NAME).map((one) => (
        <Row
          key={one.callId}
          callId={one.callId}
          kind="ended"
          icon={PhoneOff}
          words={t.wrapUp.withWhom(whoOf(one, t))}
        />
      ))}
      {firstWaiting && (
        <Row
          callId={firstWaiting.callId}
          kind="waiting"
          icon={CloudOff}
          words={t.wrapUp.waitingCount(waiting.length)}
        />
      )}
      {firstFailed && (
        <Row callId={firstFailed.callId} kind="failed" icon={CircleX} words={t.wrapUp.failedCount(failed.length)} />
      )}
    </section>
  );
}

function Row(props: { callId: CallId; kind: 'ended' | 'waiting' | 'failed'; icon: IconNode; words: string }) {
  const { wire } = useView();
  const { callId, words } = props;
  const expand = () => void wire.ask('wrapUp.minimise', { callId, small: false });
  return (
    <button type="button" class={`finish ${props.kind}`} title={words} onClick={expand}>
      <Icon of={props.icon} />
      <span class="trunc">{words}</span>
      <Icon of={ChevronUp} />
    </button>
  );
}
