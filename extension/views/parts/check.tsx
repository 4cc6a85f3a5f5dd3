import type { ComponentChildren } from 'preact';

/** A checkbox with its words. */
export function Check(props: {
  readonly checked: boolean;
  readonly children: ComponentChildren;
  readonly describedBy?: string;
  readonly onChange: (checked: boolean) => void;
}) {
  return (
    <label class="check bare">
      <input
        type="checkbox"
        checked={props.checked}
        aria-describedby={props.describedBy}
        onChange={(event) => props.onChange(event.currentTarget.checked)}
      />
      <span>{props.children}</span>
    </label>
  );
}
