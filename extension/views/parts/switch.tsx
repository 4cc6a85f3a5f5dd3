import { useId } from 'preact/hooks';

/** On or off, at once. What is saved by a button is a checkbox instead. */
export function Switch(props: {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}) {
  const label = useId();
  return (
    <span class="row">
      <button
        type="button"
        class="switch"
        role="switch"
        aria-checked={props.checked}
        aria-labelledby={label}
        onClick={() => props.onChange(!props.checked)}
      />
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the switch itself has the keys */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a larger place to hit for the pointer */}
      <span id={label} class="switchlabel" onClick={() => props.onChange(!props.checked)}>
        {props.label}
      </span>
    </span>
  );
}
