import { useId } from 'preact/hooks';
import { useDesk } from '#extension/views/flow/desk.ts';
import { FlowPart } from '#extension/views/flow/flow-part.tsx';
import { ForwardField } from '#extension/views/flow/forward-field.tsx';
import { Holidays } from '#extension/views/flow/holidays.tsx';
import { switchHours } from '#extension/views/flow/hours-edits.ts';
import { PromptField } from '#extension/views/flow/prompt-field.tsx';
import { WeekGrid } from '#extension/views/flow/week-grid.tsx';
import { Select } from '#extension/views/parts/select.tsx';
import { useView } from '#extension/views/view.ts';
import type { Hours } from '#shared/call-flow/call-flow.schema.ts';

const AFTERS = ['hang-up', 'voicemail', 'forward'] as const;
const ZONES: readonly string[] = Intl.supportedValuesOf('timeZone');

/** When the number is open, by its own clock, and what becomes of callers outside that time. */
export function HoursPart() {
  const { t } = useView();
  const words = t.flow.hours;
  const { flow, change } = useDesk();
  const { hours } = flow;
  const id = useId();
  const set = (next: Partial<Hours>, field?: string) => change({ ...flow, hours: { ...hours, ...next } }, field);
  const zones = ZONES.includes(flow.timeZone) ? ZONES : [flow.timeZone, ...ZONES];
  return (
    <FlowPart
      part="hours"
      title={words.title}
      help={hours.on ? words.help : words.always}
      on={hours.on}
      onSwitch={(on) => change({ ...flow, hours: switchHours(hours, on) })}
    >
      <div class="field midfield">
        <label class="lab" for={`${id}-zone`}>
          {words.timeZone}
        </label>
        <Select
          id={`${id}-zone`}
          value={flow.timeZone}
          choices={zones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
          onChange={(timeZone) => change({ ...flow, timeZone })}
        />
      </div>
      <WeekGrid week={hours.week} onChange={(week, field) => set({ week }, field)} />
      <Holidays holidays={hours.holidays} onChange={(holidays, field) => set({ holidays }, field)} />
      <PromptField
        label={words.closed}
        field="hours"
        prompt={hours.closed}
        usual="closed"
        onChange={(closed, field) => set({ closed }, field)}
      />
      <div class="two">
        <div class="field">
          <label class="lab" for={`${id}-after`}>
            {words.after}
          </label>
          <Select
            id={`${id}-after`}
            value={hours.after}
            choices={AFTERS.map((value) => ({ value, label: words.afters[value] }))}
            onChange={(value) => set({ after: AFTERS.find((after) => after === value) ?? hours.after })}
          />
        </div>
        {hours.after === 'forward' && (
          <ForwardField number={hours.forwardTo} onChange={(forwardTo) => set({ forwardTo }, 'forward')} />
        )}
      </div>
    </FlowPart>
  );
}
