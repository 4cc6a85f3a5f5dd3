import type { IconNode } from 'lucide';
import { Icon } from '#extension/views/parts/icon.tsx';
import type { Choice } from '#extension/views/parts/select.tsx';

/** A few exclusive choices side by side that act at once: real radio buttons in a segmented look. */
export function RadioRow<Value extends string>(props: {
  readonly name: string;
  readonly label: string;
  readonly value: Value;
  readonly choices: readonly (Choice & { readonly value: Value; readonly icon?: IconNode })[];
  readonly onChange: (value: Value) => void;
}) {
  return (
    <fieldset class="seg">
      <legend class="sr">{props.label}</legend>
      {props.choices.map(({ value, label, icon }) => (
        <label key={value} class={value === props.value ? 'on' : undefined}>
          <input
            type="radio"
            class="sr"
            name={props.name}
            checked={value === props.value}
            onChange={() => props.onChange(value)}
          />
          {icon && <Icon of={icon} size={14} />}
          {label}
        </label>
      ))}
    </fieldset>
  );
}
