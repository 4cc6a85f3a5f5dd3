import { shownNumber } from '#extension/views/format/phone.ts';
import { askAdmin } from '#extension/views/options/ask-admin.ts';
import { removePair, staysAfter } from '#extension/views/options/pairs.ts';
import { Button } from '#extension/views/parts/button.tsx';
import { Confirm } from '#extension/views/parts/confirm.tsx';
import { ProblemNote } from '#extension/views/problem/problem-note.tsx';
import { useTask } from '#extension/views/use-task.ts';
import { useView } from '#extension/views/view.ts';
import type { OutgoingNumber } from '#shared/api/admin-api.ts';
import type { E164 } from '#shared/ids.ts';
import { ok, type Result } from '#shared/result.ts';

/** What was taken away, and what she calls from now; `stays` null: she can't call out any more. */
export interface Gone {
  readonly name: string;
  readonly number: E164;
  readonly stays: E164 | null;
}

/** Asks before a pair goes: whether that stops all of her calls, or which number stays. */
export function DeletePair(props: {
  readonly pair: OutgoingNumber;
  readonly pairs: readonly OutgoingNumber[];
  readonly name: string;
  readonly onKeep: () => void;
  readonly onDeleted: (gone: Gone) => void;
}) {
  const view = useView();
  const { t } = view;
  const words = t.options.outgoing;
  const { pair, pairs, name } = props;
  const number = shownNumber(pair.number);
  const stays = staysAfter(pair, pairs);
  const remove = useTask(() => removePair(view, pair));
  const stop = useTask(async (): Promise<Result<{ stays: null }>> => {
    const stopped = await askAdmin(view.wire, 'deleteOutgoingNumber', null, { agentId: pair.agentId });
    return stopped.ok ? ok({ stays: null }) : stopped;
  });
  const go = async (task: typeof remove | typeof stop) => {
    const result = await task.run();
    if (result?.ok) props.onDeleted({ name, number: pair.number, stays: result.value.stays });
  };
  const problem = remove.problem ?? stop.problem;
  return (
    <>
      <Confirm
        what={stays === null ? words.deleteLast(name) : words.deleteOne(name, number)}
        stays={
          stays === null
            ? words.deleteLastWhat
            : pair.isDefault === true
              ? words.stays(shownNumber(stays))
              : words.stillDefault(shownNumber(stays))
        }
        keep={words.keep}
        go={t.options.delete}
        slow={remove.slow}
        more={
          stays !== null && (
            <Button
              kind="danger-text"
              size="s"
              slow={stop.slow}
              label={words.stopAllOf(name)}
              onClick={() => void go(stop)}
            >
              {words.stopAll}
            </Button>
          )
        }
        onKeep={props.onKeep}
        onGo={() => void go(remove)}
      />
      {problem !== null && (
        <div class="answer">
          <ProblemNote problem={problem} onRetry={props.onKeep} />
        </div>
      )}
    </>
  );
}
