import { Part, Section } from '#extension/views/options/section.tsx';
import { RadioRow } from '#extension/views/parts/radio-row.tsx';
import { ProblemNote } from '#extension/views/problem/problem-note.tsx';
import { useTask } from '#extension/views/use-task.ts';
import { useView } from '#extension/views/view.ts';
import { type Settings, settingsSchema } from '#extension/wire/settings.ts';

/** Language and theme of this browser. */
export function Appearance({ settings }: { settings: Settings }) {
  const { wire, t } = useView();
  const words = t.options.appearance;
  const save = useTask((change: Partial<Settings>) => wire.ask('settings.set', change));
  return (
    <Section title={t.options.sections.appearance} lead={words.lead}>
      {save.problem !== null && (
        <div class="answer">
          <ProblemNote problem={save.problem} />
        </div>
      )}
      <Part title={words.language} help={words.languageHelp}>
        <div class="narrow">
          <RadioRow
            name="language"
            label={words.language}
            value={settings.language}
            choices={settingsSchema.entries.language.options.map((value) => ({ value, label: words.languages[value] }))}
            onChange={(language) => void save.run({ language })}
          />
        </div>
      </Part>
      <Part title={words.theme} help={words.themeHelp}>
        <div class="narrow">
          <RadioRow
            name="theme"
            label={words.theme}
            value={settings.theme}
            choices={settingsSchema.entries.theme.options.map((value) => ({ value, label: words.themes[value] }))}
            onChange={(theme) => void save.run({ theme })}
          />
        </div>
      </Part>
    </Section>
  );
}
