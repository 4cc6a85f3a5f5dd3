import { Plus, X } from 'lucide';
import {
  addOpening,
  changeOpening,
  copyToWorkdays,
  DAYS,
  isBackwards,
  type Opening,
  openingsOn,
  untilField,
  untilFromField,
} from '#extension/views/flow/hours-edits.ts';
import { Button, IconButton } from '#extension/views/parts/button.tsx';
import { useView } from '#extension/views/view.ts';
import { MOST_OPENINGS } from '#shared/call-flow/limits.ts';

/** The week, a row a day: from when until when, as often as needed. Times are the browser's own fields, which know keys and formats. */
export function WeekGrid(props: {
  readonly week: readonly Opening[];
  readonly onChange: (week: Opening[], field?: string) => void;
}) {
  const { t } = useView();
  const words = t.flow.hours;
  const { week } = props;
  return (
    <fieldset class="picks week">
      <legend class="sr">{words.week}</legend>
      <div class="card">
        {DAYS.map((day) => {
          const name = words.days[day - 1] ?? '';
          const openings = openingsOn(week, day);
          return (
            <div class="row weekday" key={day}>
              <span class="dayname med">{name}</span>
              <div class="grow row wrap openings">
                {openings.length === 0 && <span class="faint">{words.closedDay}</span>}
                {openings.map((opening, at) => (
                  <OpeningFields
                    // Two openings of a day have no other name than their place.
                    key={`${day}-${at}`}
                    day={name}
                    n={at + 1}
                    opening={opening}
                    onChange={(change) => props.onChange(changeOpening(week, day, at, change), `hours ${day} ${at}`)}
                    onRemove={() => props.onChange(changeOpening(week, day, at, null))}
                  />
                ))}
                {week.length < MOST_OPENINGS && (
                  <IconButton
                    icon={Plus}
                    size={14}
                    class="s"
                    name={words.add(name)}
                    onClick={() => props.onChange(addOpening(week, day))}
                  />
                )}
              </div>
              <span class="daycopy">
                {openings.length > 0 && (
                  <Button
                    kind="ghost"
                    size="s"
                    label={words.copyOf(name)}
                    onClick={() => props.onChange(copyToWorkdays(week, day))}
                  >
                    {words.copy}
                  </Button>
                )}
              </span>
            </div>
          );
        })}
      </div>
    </fieldset>
  );
}

function OpeningFields(props: {
  readonly day: string;
  readonly n: number;
  readonly opening: Opening;
  readonly onChange: (change: Partial<Pick<Opening, 'from' | 'until'>>) => void;
  readonly onRemove: () => void;
}) {
  const { t } = useView();
  const words = t.flow.hours;
  const { day, n, opening } = props;
  const wrong = isBackwards(opening);
  return (
    <span class="opening">
      <span class={wrong ? 'inp bad' : 'inp'}>
        <input
          type="time"
          required
          value={opening.from}
          aria-label={words.from(day, n)}
          onInput={(event) => event.currentTarget.value !== '' && props.onChange({ from: event.currentTarget.value })}
        />
        <span class="faint">{words.to}</span>
        <input
          type="time"
          required
          value={untilField(opening.until)}
          aria-label={words.until(day, n)}
          aria-invalid={wrong || undefined}
          onInput={(event) =>
            event.currentTarget.value !== '' && props.onChange({ until: untilFromField(event.currentTarget.value) })
          }
        />
      </span>
      <IconButton icon={X} size={12} class="s" name={words.remove(day, n)} onClick={props.onRemove} />
      {wrong && (
        <span class="help bad" role="alert">
          {words.backwards} {words.nextDay}
        </span>
      )}
    </span>
  );
}
