import { useState } from 'preact/hooks';
import { askAdmin } from '#extension/views/options/ask-admin.ts';
import { ComplianceAnnouncement } from '#extension/views/options/compliance-announcement.tsx';
import { Part } from '#extension/views/options/section.tsx';
import { Button } from '#extension/views/parts/button.tsx';
import { Check } from '#extension/views/parts/check.tsx';
import { Select } from '#extension/views/parts/select.tsx';
import { ProblemNote } from '#extension/views/problem/problem-note.tsx';
import { useTask } from '#extension/views/use-task.ts';
import { useView } from '#extension/views/view.ts';
import { type Compliance, DECLINE_KEYS } from '#shared/api/compliance-api.ts';

/** Offered besides whatever was chosen before. */
const KEEP_DAYS = [30, 90, 180, 365, 730, 1_095, 1_825];

/** The settings themselves: changed together, saved by one button. */
export function ComplianceForm(props: {
  readonly settings: Compliance;
  readonly kept: { readonly recordings: number; readonly seconds: number };
  /** The team's name as callers are told it. */
  readonly company: string | null;
}) {
  const { wire, t } = useView();
  const words = t.compliance;
  const [live, setLive] = useState(props.settings);
  const [draft, setDraft] = useState(props.settings);
  const [told, tell] = useState<'nothing' | 'saved' | 'no-reason'>('nothing');
  const save = useTask((settings: Compliance) => askAdmin(wire, 'saveCompliance', { ...settings, basedOn: live }));
  const change = (part: Partial<Compliance>) => {
    setDraft({ ...draft, ...part });
    tell('nothing');
  };
  const same = JSON.stringify(live) === JSON.stringify(draft);
  const submit = async () => {
    if (!draft.announce && (draft.offReason ?? '').trim() === '') return tell('no-reason');
    const result = await save.run(draft);
    if (!result?.ok) return;
    setLive(result.value);
    // What was changed meanwhile is not saved yet.
    setDraft((now) => (now === draft ? result.value : now));
    tell('saved');
  };
  const days = [...new Set([...KEEP_DAYS, ...(draft.keepDays === null ? [] : [draft.keepDays])])].sort((a, b) => a - b);

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <ComplianceAnnouncement
        settings={draft}
        company={props.company}
        noReason={told === 'no-reason'}
        onChange={change}
      />
      <Part title={words.decline} help={words.declineHelp}>
        <div class="narrow">
          <Select
            name={words.declineKey}
            value={draft.declineKey ?? 'none'}
            choices={[
              { value: 'none', label: words.noKey },
              ...DECLINE_KEYS.map((key) => ({ value: key, label: words.key(key) })),
            ]}
            onChange={(value) => change({ declineKey: DECLINE_KEYS.find((key) => key === value) ?? null })}
          />
        </div>
      </Part>
      <Part title={words.pause} help={words.pauseHelp}>
        <Check checked={draft.autoPause} onChange={(autoPause) => change({ autoPause })}>
          {words.pauseOn}
        </Check>
        <p class="help indented">{words.pauseFields.join(' · ')}</p>
      </Part>
      <Part title={words.keep} help={words.keepHelp}>
        <div class="row">
          <div class="narrow">
            <Select
              name={words.keepFor}
              value={draft.keepDays === null ? 'forever' : String(draft.keepDays)}
              choices={[
                { value: 'forever', label: words.forever },
                ...days.map((count) => ({ value: String(count), label: words.days(count) })),
              ]}
              onChange={(value) => change({ keepDays: value === 'forever' ? null : Number(value) })}
            />
          </div>
          <span class="small muted num">{words.kept(props.kept.recordings, Math.round(props.kept.seconds / 60))}</span>
        </div>
        <div class="row answer">
          <Button kind="primary" submit slow={save.slow}>
            {t.options.save}
          </Button>
          <output class="small muted">{same ? (told === 'saved' ? t.options.saved : '') : words.unsaved}</output>
        </div>
        {save.problem !== null && (
          <div class="answer">
            <ProblemNote problem={save.problem} onRetry={() => void submit()} />
          </div>
        )}
      </Part>
    </form>
  );
}
