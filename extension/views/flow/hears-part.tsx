import { useDesk } from '#extension/views/flow/desk.ts';
import { FlowPart } from '#extension/views/flow/flow-part.tsx';
import { replaceLanguage } from '#extension/views/flow/language-edits.ts';
import { LanguageTabs } from '#extension/views/flow/languages-part.tsx';
import { kindOf, voiceOf, withKind, withVoice } from '#extension/views/flow/prompt-edits.ts';
import { PromptField } from '#extension/views/flow/prompt-field.tsx';
import { KINDS } from '#extension/views/flow/prompt-how.tsx';
import { readsAs } from '#extension/views/flow/reads-as.ts';
import { spokenOf, spokenValue, voiceChoices } from '#extension/views/flow/voice-names.ts';
import { RadioRow } from '#extension/views/parts/radio-row.tsx';
import { Select } from '#extension/views/parts/select.tsx';
import { useView } from '#extension/views/view.ts';

/** Welcome and the sentence for every option. Kind and voice above are for all messages of the number; each can have its own. */
export function HearsPart() {
  const { t, language: reader } = useView();
  const words = t.flow;
  const { flow, language, change, editLanguage } = useDesk();
  const voice = voiceOf(flow, language);
  const speakBy = (value: string) => {
    const spoken = spokenOf(value);
    if (spoken === undefined) return;
    const there = replaceLanguage(flow, language, spoken.language, spoken.voice);
    change(withVoice(there, spoken.language, spoken.voice));
    editLanguage(spoken.language);
  };
  return (
    <FlowPart part="hears" title={words.hears}>
      <LanguageTabs />
      <div class="row wrap hearhow">
        <RadioRow
          name="kind-of-all"
          label={words.kind}
          value={kindOf(flow, language) ?? ''}
          choices={KINDS.map((kind) => ({ value: kind, label: words.kinds[kind] }))}
          onChange={(kind) => {
            const chosen = KINDS.find((one) => one === kind);
            if (chosen !== undefined) change(withKind(flow, language, chosen));
          }}
        />
        <Select
          name={words.voice}
          value={spokenValue({ language, voice })}
          choices={voiceChoices(language, reader)}
          onChange={speakBy}
        />
      </div>
      <PromptField
        label={words.welcome}
        part="welcome"
        field="welcome"
        prompt={flow.welcome}
        usual={null}
        onChange={(welcome, field) => change({ ...flow, welcome }, field)}
      />
      {flow.answer === 'menu' && (
        <PromptField
          label={words.sentence}
          field="sentence"
          prompt={flow.menu.prompt}
          usual="menu"
          reads={readsAs(flow, flow.menu, language)}
          onChange={(prompt, field) => change({ ...flow, menu: { ...flow.menu, prompt } }, field)}
        />
      )}
    </FlowPart>
  );
}
