import type { ComponentChildren, Ref } from 'preact';
import { useId } from 'preact/hooks';

/** A text field with its label, and below it either help or what is wrong with it. */
export function TextField(props: {
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  /** Shown as dots, and never filled in by the browser. */
  readonly secret?: boolean;
  readonly placeholder?: string;
  readonly maxLength: number;
  readonly help?: string;
  readonly error?: string | null;
  readonly mono?: boolean;
  /** Stands at the field's right end. */
  readonly end?: ComponentChildren;
  readonly inputRef?: Ref<HTMLInputElement>;
}) {
  const id = useId();
  const { error = null } = props;
  const below = error ?? props.help ?? null;
  return (
    <div class="field">
      <label class="lab" for={id}>
        {props.label}
      </label>
      <span class={error === null ? 'inp' : 'inp bad'}>
        <input
          ref={props.inputRef}
          id={id}
          class={props.mono ? 'mono' : undefined}
          {...(props.secret ? { type: 'password' as const } : { type: 'text' as const })}
          value={props.value}
          placeholder={props.placeholder}
          maxLength={props.maxLength}
          autoComplete={props.secret ? 'new-password' : 'off'}
          autoCapitalize="off"
          spellcheck={false}
          aria-invalid={error !== null || undefined}
          aria-describedby={below === null ? undefined : `${id}-below`}
          onInput={(event) => props.onInput(event.currentTarget.value)}
        />
        {props.end}
      </span>
      {below !== null && (
        <p class={error === null ? 'help' : 'help bad'} id={`${id}-below`} role={error === null ? undefined : 'alert'}>
          {below}
        </p>
      )}
    </div>
  );
}
