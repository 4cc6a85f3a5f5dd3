import { ChevronDown } from 'lucide';
import { Icon } from '#extension/views/parts/icon.tsx';

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** A choice of one among many: the browser's own list (best with keyboard and screen reader) in Sidetone's look. */
export function Select(props: {
  readonly id?: string;
  /** Its name where no `<label for>` points at it. */
  readonly name?: string;
  readonly value: string;
  readonly choices: readonly Choice[];
  readonly onChange: (value: string) => void;
  /** Shown while `value` is empty; can't be chosen. */
  readonly prompt?: string;
  readonly bad?: boolean;
  readonly describedBy?: string;
}) {
  return (
    <span class={props.bad ? 'inp sel bad' : 'inp sel'}>
      <select
        id={props.id}
        aria-label={props.name}
        aria-invalid={props.bad || undefined}
        aria-describedby={props.describedBy}
        value={props.value}
        onChange={(event) => props.onChange(event.currentTarget.value)}
      >
        {props.prompt !== undefined && (
          <option value="" disabled>
            {props.prompt}
          </option>
        )}
        {props.choices.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
      <Icon of={ChevronDown} size={14} />
    </span>
  );
}
