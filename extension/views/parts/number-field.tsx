import { useId, useState } from 'preact/hooks';

/** A whole number within limits. What is typed outside them stays to be corrected, says why, and changes nothing. */
export function NumberField(props: {
  readonly label: string;
  readonly value: number;
  readonly least: number;
  readonly most: number;
  /** Stands at the field's right end: `s, 5–60`. */
  readonly unit: string;
  readonly outOfRange: string;
  readonly onChange: (value: number) => void;
}) {
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const wrong = typed !== null && !fits(typed, props);
  // Undone meanwhile, what was typed counts no more.
  const shown = typed !== null && (wrong || Number(typed) === props.value) ? typed : String(props.value);
  return (
    <div class="field">
      <label class="lab" for={id}>
        {props.label}
      </label>
      <span class={wrong ? 'inp bad' : 'inp'}>
        <input
          id={id}
          class="num"
          inputMode="numeric"
          value={shown}
          maxLength={5}
          autoComplete="off"
          aria-invalid={wrong || undefined}
          aria-describedby={wrong ? `${id}-wrong ${id}-unit` : `${id}-unit`}
          onInput={(event) => {
            const text = event.currentTarget.value;
            setTyped(text);
            if (fits(text, props)) props.onChange(Number(text));
          }}
          // What fits is shown as it counts (`007` as 7); what does not stays, with the reason.
          onBlur={() => !wrong && setTyped(null)}
        />
        <span class="small faint nowrap" id={`${id}-unit`}>
          {props.unit}
        </span>
      </span>
      {wrong && (
        <p class="help bad" id={`${id}-wrong`} role="alert">
          {props.outOfRange}
        </p>
      )}
    </div>
  );
}

function fits(text: string, { least, most }: { readonly least: number; readonly most: number }): boolean {
  return /^\d+$/.test(text) && Number(text) >= least && Number(text) <= most;
}
