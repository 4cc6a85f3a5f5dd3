import { shownNumber } from '#extension/views/format/phone.ts';
import { BUY } from '#extension/views/options/credentials.ts';
import { Note } from '#extension/views/parts/note.tsx';
import { useView } from '#extension/views/view.ts';
import type { AccountNumber } from '#shared/api/admin-api.ts';
import type { E164 } from '#shared/ids.ts';

/** Numbers of the account that nobody uses here: the easiest next step. */
export function UnusedNumbers(props: {
  readonly free: readonly AccountNumber[];
  /** The account has no number at all. */
  readonly none: boolean;
  readonly onAdd: (number: E164) => void;
}) {
  const { t } = useView();
  const words = t.options.incoming;
  const [first] = props.free;
  if (props.none) {
    return (
      <div class="answer">
        <Note
          kind="plain"
          more={words.noneInAccount}
          button={
            <a class="btn outline s" href={BUY} target="_blank" rel="noreferrer">
              {words.buy}
            </a>
          }
        />
      </div>
    );
  }
  if (first === undefined) return <p class="small muted below">{words.allUsed}</p>;
  return (
    <p class="small muted below">
      {props.free.length === 1 ? words.unused(shownNumber(first.number)) : words.unusedMore(props.free.length)}{' '}
      {props.free.length === 1 && (
        <button type="button" class="plain linklike" onClick={() => props.onAdd(first.number)}>
          {words.addIt}
        </button>
      )}
    </p>
  );
}
