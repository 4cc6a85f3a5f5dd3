import type { Ref } from 'preact';
import { LONGEST_PROMPT } from '#shared/call-flow/limits.ts';

/** A text of one line that grows to as many as it needs. Line breaks mean nothing on the phone: Enter makes none. */
export function TextBox(props: {
  readonly id?: string;
  readonly name?: string;
  readonly value: string;
  readonly placeholder: string;
  readonly describedBy?: string;
  readonly boxRef?: Ref<HTMLTextAreaElement>;
  readonly onInput: (text: string) => void;
}) {
  return (
    <span class="inp growing">
      <textarea
        ref={props.boxRef}
        id={props.id}
        rows={1}
        aria-label={props.name}
        aria-describedby={props.describedBy}
        value={props.value}
        placeholder={props.placeholder}
        maxLength={LONGEST_PROMPT}
        onInput={(event) => props.onInput(event.currentTarget.value.replace(/\s*\n\s*/g, ' '))}
        onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
      />
    </span>
  );
}
