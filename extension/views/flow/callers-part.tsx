import { useId } from 'preact/hooks';
import { useDesk } from '#extension/views/flow/desk.ts';
import { FlowPart } from '#extension/views/flow/flow-part.tsx';
import { Check } from '#extension/views/parts/check.tsx';
import { NumberField } from '#extension/views/parts/number-field.tsx';
import { RadioRow } from '#extension/views/parts/radio-row.tsx';
import { useView } from '#extension/views/view.ts';
import { OWNER_SECONDS } from '#shared/call-flow/limits.ts';

/** Callers who are treated differently: those whose record has an owner, and those who withhold their number. */
export function CallersPart() {
  const { t } = useView();
  const words = t.flow;
  const { flow, change } = useDesk();
  const { ownerFirst } = flow;
  const id = useId();
  return (
    <FlowPart part="callers" title={words.callers}>
      <div class="row wrap ownerrow">
        <div class="grow">
          <Check
            checked={ownerFirst.on}
            describedBy={id}
            onChange={(on) => change({ ...flow, ownerFirst: { ...ownerFirst, on } })}
          >
            {words.ownerFirst}
          </Check>
          <p class="help indented" id={id}>
            {words.ownerFirstHelp}
          </p>
        </div>
        {ownerFirst.on && (
          <div class="shortfield">
            <NumberField
              label={words.ownerSeconds}
              value={ownerFirst.seconds}
              {...OWNER_SECONDS}
              unit={words.range(words.sec, OWNER_SECONDS.least, OWNER_SECONDS.most)}
              outOfRange={words.outOfRange(OWNER_SECONDS.least, OWNER_SECONDS.most)}
              onChange={(seconds) => change({ ...flow, ownerFirst: { ...ownerFirst, seconds } }, 'owner seconds')}
            />
          </div>
        )}
      </div>
      <div>
        <span class="lab" aria-hidden="true">
          {words.withheld}
        </span>
        <div class="row">
          <RadioRow
            name="withheld"
            label={words.withheld}
            value={flow.withheld}
            choices={[
              { value: 'take', label: words.withhelds.take },
              { value: 'refuse', label: words.withhelds.refuse },
            ]}
            onChange={(withheld) => change({ ...flow, withheld })}
          />
        </div>
      </div>
    </FlowPart>
  );
}
