import { ChevronDown, ChevronUp } from 'lucide';
import { useId, useState } from 'preact/hooks';
import { partId, useDesk } from '#extension/views/flow/desk.ts';
import { FileField } from '#extension/views/flow/file-field.tsx';
import { PlayButton } from '#extension/views/flow/play-button.tsx';
import { promptIn, voiceOf, withPrompt } from '#extension/views/flow/prompt-edits.ts';
import { PromptHow } from '#extension/views/flow/prompt-how.tsx';
import { TemplateField } from '#extension/views/flow/template-field.tsx';
import { TextBox } from '#extension/views/flow/text-box.tsx';
import { UrlField } from '#extension/views/flow/url-field.tsx';
import { languageName, voiceName } from '#extension/views/flow/voice-names.ts';
import { Icon } from '#extension/views/parts/icon.tsx';
import { useView } from '#extension/views/view.ts';
import type { LocalPrompt, Prompt } from '#shared/call-flow/prompt.ts';
import { type UsualWords, usualTemplate } from '#shared/call-flow/usual-words.ts';

export interface PromptFieldProps {
  readonly label: string;
  /** Where "Show" comes to; left out where another element is that. */
  readonly part?: string;
  /** Keeps what is typed here apart from other fields, for undo. */
  readonly field: string;
  readonly prompt: LocalPrompt;
  /** What callers hear where nothing is entered; null: nothing. */
  readonly usual: UsualWords | null;
  /** A sentence for every option of a menu, and how that reads. */
  readonly reads?: string;
  readonly onChange: (prompt: LocalPrompt, field?: string) => void;
}

/** Something that callers hear, in the language that is being edited: a text, a file or an address, each kept when another is chosen. */
export function PromptField(props: PromptFieldProps) {
  const { t, language: reader } = useView();
  const { flow, language } = useDesk();
  const id = useId();
  const [open, setOpen] = useState(false);
  const prompt = promptIn(props.prompt, language, voiceOf(flow, language));
  const set = (next: Prompt, field?: string) => props.onChange(withPrompt(props.prompt, language, next), field);
  const words = t.flow;
  const how =
    prompt.kind !== 'text'
      ? words.kinds[prompt.kind]
      : prompt.language === language
        ? voiceName(prompt.voice)
        : `${languageName(prompt.language, reader)}, ${voiceName(prompt.voice)}`;
  return (
    <div class="field prompt" id={props.part === undefined ? undefined : partId(props.part)}>
      <div class="row labrow">
        {prompt.kind === 'text' && props.reads === undefined ? (
          <label class="lab" for={id}>
            {props.label}
          </label>
        ) : (
          <span class="lab">{props.label}</span>
        )}
        <button
          type="button"
          class="plain small faint end"
          aria-expanded={open}
          aria-controls={`${id}-how`}
          aria-label={`${how}. ${words.how(props.label)}`}
          onClick={() => setOpen(!open)}
        >
          {how} <Icon of={open ? ChevronUp : ChevronDown} size={12} />
        </button>
      </div>
      {open && <PromptHow id={`${id}-how`} what={props.label} prompt={prompt} onChange={(next) => set(next)} />}
      <PromptValue {...props} id={id} value={prompt} set={set} />
    </div>
  );
}

function PromptValue({
  id,
  value,
  set,
  ...props
}: PromptFieldProps & {
  readonly id: string;
  readonly value: Prompt;
  readonly set: (prompt: Prompt, field?: string) => void;
}) {
  const { t } = useView();
  const usual = props.usual === null ? '' : usualTemplate(props.usual, value.language);
  if (value.kind === 'file') {
    return <FileField what={props.label} file={value.file} onChange={(file) => set({ ...value, file })} />;
  }
  if (value.kind === 'url') {
    const change = (url: string, urlFile: Prompt['urlFile']) => set({ ...value, url, urlFile }, `${props.field} url`);
    return <UrlField what={props.label} url={value.url} copy={value.urlFile} onChange={change} />;
  }
  const text = (typed: string) => set({ ...value, text: typed }, `${props.field} text`);
  const say = props.reads ?? (value.text.trim() || usual);
  return (
    <>
      <div class="row">
        {props.reads === undefined ? (
          <TextBox id={id} value={value.text} placeholder={usual || t.flow.welcomeNone} onInput={text} />
        ) : (
          <TemplateField sentence={value.text || usual} onChange={text} />
        )}
        <PlayButton what={props.label} heard={say === '' ? null : { say, language: value.language }} />
      </div>
      {props.reads !== undefined && (
        <p class="help">
          {props.reads !== '' && `${t.flow.reads(props.reads)} `}
          {t.flow.readsHelp}
        </p>
      )}
    </>
  );
}
