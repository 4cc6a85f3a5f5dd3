import { spokenOf, spokenValue, voiceChoices } from '#extension/views/flow/voice-names.ts';
import { RadioRow } from '#extension/views/parts/radio-row.tsx';
import { Select } from '#extension/views/parts/select.tsx';
import { useView } from '#extension/views/view.ts';
import type { Prompt, PromptKind } from '#shared/call-flow/prompt.ts';

export const KINDS: readonly PromptKind[] = ['text', 'file', 'url'];

/** The kind of one prompt, and for a text the language and voice that read it. */
export function PromptHow(props: {
  readonly id: string;
  readonly what: string;
  readonly prompt: Prompt;
  readonly onChange: (prompt: Prompt) => void;
}) {
  const { t, language: reader } = useView();
  const { prompt } = props;
  return (
    <div class="row prompthow" id={props.id}>
      <RadioRow
        name={`${props.id}-kind`}
        label={t.flow.kindOf(props.what)}
        value={prompt.kind}
        choices={KINDS.map((kind) => ({ value: kind, label: t.flow.kinds[kind] }))}
        onChange={(kind) => props.onChange({ ...prompt, kind })}
      />
      {prompt.kind === 'text' && (
        <Select
          name={t.flow.voiceOf(props.what)}
          value={spokenValue(prompt)}
          choices={voiceChoices(prompt.language, reader)}
          onChange={(value) => {
            const spoken = spokenOf(value);
            if (spoken !== undefined) props.onChange({ ...prompt, ...spoken });
          }}
        />
      )}
    </div>
  );
}
