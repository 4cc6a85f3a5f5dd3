import { useId } from 'preact/hooks';
import { PRICES } from '#extension/views/options/credentials.ts';
import { Note } from '#extension/views/parts/note.tsx';
import { useView } from '#extension/views/view.ts';

/** Whether a number's calls are recorded, what the other side hears of it, and that it may cost something. */
export function RecordCheck(props: {
  readonly checked: boolean;
  /** What the other side of such a call hears. */
  readonly what: string;
  readonly onChange: (record: boolean) => void;
}) {
  const { t } = useView();
  const words = t.recording;
  const below = useId();
  return (
    <div class="stack">
      <div>
        <label class="check bare">
          <input
            type="checkbox"
            checked={props.checked}
            aria-describedby={below}
            onChange={(event) => props.onChange(event.currentTarget.checked)}
          />
          <span>{words.record}</span>
        </label>
        <p class="help indented" id={below}>
          {props.what} {words.where}
        </p>
      </div>
      {props.checked && (
        <Note
          kind="warn"
          role="status"
          what={words.costs}
          more={words.costsWhat}
          button={
            <a class="btn outline s" href={PRICES} target="_blank" rel="noreferrer">
              {words.prices}
            </a>
          }
        />
      )}
    </div>
  );
}
