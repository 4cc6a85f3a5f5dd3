import { PlayButton } from '#extension/views/flow/play-button.tsx';
import { Part } from '#extension/views/options/section.tsx';
import { Check } from '#extension/views/parts/check.tsx';
import { TextField } from '#extension/views/parts/field.tsx';
import { useView } from '#extension/views/view.ts';
import type { Compliance } from '#shared/api/compliance-api.ts';
import { LONGEST_ANNOUNCEMENT, usualAnnouncement } from '#shared/call-flow/announcement.ts';

/** Those that callers are spoken to in by default; in others they hear the usual text. */
const LANGUAGES = [
  { base: 'en', spoken: 'en-GB' },
  { base: 'es', spoken: 'es-ES' },
] as const;

/** Whether it is said, what, and why not. */
export function ComplianceAnnouncement(props: {
  readonly settings: Compliance;
  readonly company: string | null;
  /** It is to be off, and nothing says why. */
  readonly noReason: boolean;
  readonly onChange: (part: Partial<Compliance>) => void;
}) {
  const { t } = useView();
  const words = t.compliance;
  const { settings } = props;
  return (
    <Part title={words.announce} help={words.announceHelp}>
      <div class="stack">
        <div>
          <Check checked={settings.announce} onChange={(announce) => props.onChange({ announce })}>
            {words.announceOn}
          </Check>
          <p class="help indented">{words.announceLaw}</p>
        </div>
        {!settings.announce && (
          <TextField
            label={words.offReason}
            value={settings.offReason ?? ''}
            onInput={(offReason) => props.onChange({ offReason })}
            maxLength={300}
            help={words.offReasonHelp}
            error={props.noReason ? words.offReasonMissing : null}
          />
        )}
        {LANGUAGES.map(({ base, spoken }, index) => {
          const own = settings.words[base] ?? '';
          const usual = usualAnnouncement(props.company, spoken);
          const label = words.text(words.languages[base]);
          return (
            <TextField
              key={base}
              label={label}
              value={own}
              placeholder={usual}
              onInput={(text) => props.onChange({ words: { ...settings.words, [base]: text } })}
              maxLength={LONGEST_ANNOUNCEMENT}
              {...(index === 0 && { help: words.textHelp })}
              end={<PlayButton what={label} heard={{ say: own.trim() === '' ? usual : own, language: spoken }} />}
            />
          );
        })}
      </div>
    </Part>
  );
}
