import { useId } from 'preact/hooks';
import { Check } from '#extension/views/parts/check.tsx';
import { NumberField } from '#extension/views/parts/number-field.tsx';
import { RadioRow } from '#extension/views/parts/radio-row.tsx';
import { useView } from '#extension/views/view.ts';
import type { People } from '#shared/call-flow/call-flow.schema.ts';
import { RING_INTERVAL } from '#shared/call-flow/limits.ts';

/** All at once, or one after another with how long each rings and whether there is a second round. One person needs neither. */
export function RingHow(props: {
  readonly people: People;
  readonly field: string;
  readonly onChange: (people: People, field?: string) => void;
}) {
  const { t } = useView();
  const words = t.flow;
  const name = useId();
  const { people } = props;
  const inTurn = people.strategy === 'sequential';
  return (
    <div>
      <div class="row ringhow">
        <div>
          <span class="lab" aria-hidden="true">
            {words.strategy}
          </span>
          <RadioRow
            name={name}
            label={words.strategy}
            value={people.strategy}
            choices={[
              { value: 'simultaneous', label: words.atOnce },
              { value: 'sequential', label: words.inTurn },
            ]}
            onChange={(strategy) => props.onChange({ ...people, strategy })}
          />
        </div>
        {inTurn && (
          <>
            <div class="shortfield">
              <NumberField
                label={words.interval}
                value={people.intervalSeconds}
                {...RING_INTERVAL}
                unit={words.range(words.sec, RING_INTERVAL.least, RING_INTERVAL.most)}
                outOfRange={words.outOfRange(RING_INTERVAL.least, RING_INTERVAL.most)}
                onChange={(intervalSeconds) =>
                  props.onChange({ ...people, intervalSeconds }, `${props.field} interval`)
                }
              />
            </div>
            <Check checked={people.repeat} onChange={(repeat) => props.onChange({ ...people, repeat })}>
              {words.secondRound}
            </Check>
          </>
        )}
      </div>
      {inTurn && <p class="help">{words.turnHelp}</p>}
    </div>
  );
}
