import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

export interface Chip<Value extends string> {
  readonly value: Value;
  readonly label: ComponentChildren;
  /** Where the label is an icon alone. */
  readonly name?: string;
  readonly keys?: string;
}

/** A few choices of which one holds, as radio buttons that wrap: one tab stop, arrows inside. Told of a press on the chosen one, too. */
export function Chips<Value extends string>(props: {
  readonly name: string;
  readonly isNameShown?: boolean;
  readonly chips: readonly Chip<Value>[];
  readonly chosen: Value | null;
  readonly onChoose: (value: Value) => void;
}) {
  const group = useId();
  return (
    <fieldset class="chips">
      <legend class={props.isNameShown ? 'lab' : 'sr'}>{props.name}</legend>
      {props.chips.map(({ value, label, name, keys }) => (
        <label key={value} class={value === props.chosen ? 'chip on' : 'chip'} title={name}>
          <input
            type="radio"
            class="sr"
            name={group}
            aria-label={name}
            aria-keyshortcuts={keys}
            checked={value === props.chosen}
            onClick={() => props.onChoose(value)}
          />
          {label}
        </label>
      ))}
    </fieldset>
  );
}
