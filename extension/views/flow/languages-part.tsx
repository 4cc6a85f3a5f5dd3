import { ArrowUp, X } from 'lucide';
import { useDesk } from '#extension/views/flow/desk.ts';
import { FlowPart } from '#extension/views/flow/flow-part.tsx';
import {
  addLanguage,
  dropLanguage,
  firstLanguage,
  languagesLeft,
  moveLanguageUp,
} from '#extension/views/flow/language-edits.ts';
import { languageName } from '#extension/views/flow/voice-names.ts';
import { IconButton } from '#extension/views/parts/button.tsx';
import { RadioRow } from '#extension/views/parts/radio-row.tsx';
import { Select } from '#extension/views/parts/select.tsx';
import { useView } from '#extension/views/view.ts';

/** Which language the fields show. Nothing where the number has one alone. */
export function LanguageTabs() {
  const { t, language: reader } = useView();
  const { flow, language, editLanguage } = useDesk();
  if (flow.languages.length < 2) return null;
  return (
    <div class="row wrap">
      <RadioRow
        name="language"
        label={t.flow.languageOf}
        value={language}
        choices={flow.languages.map((value) => ({ value, label: languageName(value, reader) }))}
        onChange={editLanguage}
      />
    </div>
  );
}

/** The languages that callers are offered, in the order of their keys. */
export function LanguagesPart() {
  const { t, language: reader } = useView();
  const words = t.flow;
  const { flow, language, editLanguage, change } = useDesk();
  const left = languagesLeft(flow);
  return (
    <FlowPart part="languages" title={words.languages} help={words.languagesHelp}>
      <ol class="row wrap">
        {flow.languages.map((one, at) => (
          <li class="pc" key={one}>
            {flow.languages.length > 1 ? words.byKey(at + 1, languageName(one, reader)) : languageName(one, reader)}
            {at > 0 && (
              <IconButton
                icon={ArrowUp}
                size={12}
                class="xs"
                name={words.languageUp(languageName(one, reader))}
                onClick={() => change(moveLanguageUp(flow, one))}
              />
            )}
            {flow.languages.length > 1 && (
              <IconButton
                icon={X}
                size={12}
                class="xs"
                name={words.dropLanguage(languageName(one, reader))}
                onClick={() => {
                  const next = dropLanguage(flow, one);
                  change(next);
                  if (one === language) editLanguage(firstLanguage(next));
                }}
              />
            )}
          </li>
        ))}
        {left.length > 0 && (
          <li class="addlanguage">
            <Select
              name={words.addLanguage}
              value=""
              prompt={words.addLanguage}
              choices={left.map((value) => ({ value, label: languageName(value, reader) }))}
              onChange={(value) => {
                const added = left.find((one) => one === value);
                if (added === undefined) return;
                change(addLanguage(flow, added));
                editLanguage(added);
              }}
            />
          </li>
        )}
      </ol>
    </FlowPart>
  );
}
