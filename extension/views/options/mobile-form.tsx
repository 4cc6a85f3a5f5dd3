import { useState } from 'preact/hooks';
import { shownNumber } from '#extension/views/format/phone.ts';
import { askAdmin } from '#extension/views/options/ask-admin.ts';
import { Button } from '#extension/views/parts/button.tsx';
import { TextField } from '#extension/views/parts/field.tsx';
import { RadioRow } from '#extension/views/parts/radio-row.tsx';
import { ProblemNote } from '#extension/views/problem/problem-note.tsx';
import { useTask } from '#extension/views/use-task.ts';
import { useView } from '#extension/views/view.ts';
import type { MobileSetting } from '#shared/api/team-api.ts';
import type { AgentId } from '#shared/ids.ts';

const WHENS = ['never', 'also', 'when-not-online'] as const;

/** A person's mobile and when it rings. What was typed stays when the server refuses it, and what is typed while it saves. */
export function MobileForm(props: {
  readonly agentId: AgentId;
  readonly mobile: MobileSetting;
  readonly onSaved: () => void;
}) {
  const { wire, t } = useView();
  const words = t.options.people;
  const kept = props.mobile;
  const [draft, setDraft] = useState({
    number: kept.number === null ? '' : shownNumber(kept.number),
    when: kept.when,
  });
  const { number, when } = draft;
  const [missing, setMissing] = useState(false);
  const [saved, setSaved] = useState<typeof draft | null>(null);
  const save = useTask(() => {
    const typed = number.trim();
    return askAdmin(wire, 'saveMobile', { number: typed === '' ? null : typed, when }, { id: props.agentId });
  });
  const submit = async () => {
    const lacks = when !== 'never' && number.trim() === '';
    setMissing(lacks);
    setSaved(null);
    if (lacks) return;
    const result = await save.run();
    if (!result?.ok) return;
    const taken = { number: result.value.number === null ? number : shownNumber(result.value.number), when };
    // What was changed meanwhile is not saved yet.
    setDraft((now) => (now === draft ? taken : now));
    setSaved(taken);
    props.onSaved();
  };
  return (
    <form
      aria-label={words.mobile}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <div class="mobile">
        <TextField
          label={words.mobileNumber}
          value={number}
          maxLength={80}
          error={missing ? words.mobileMissing : null}
          onInput={(text) => {
            setDraft({ number: text, when });
            setMissing(false);
            save.clear();
          }}
        />
        <RadioRow
          name={`when-${props.agentId}`}
          label={words.mobileWhen}
          value={when}
          choices={WHENS.map((value) => ({ value, label: words.mobileWhens[value] }))}
          onChange={(value) => setDraft({ number, when: value })}
        />
        <Button kind="outline" submit slow={save.slow}>
          {t.options.save}
        </Button>
        <output class="small muted">{saved === draft ? t.options.saved : ''}</output>
      </div>
      <p class="help">{words.mobileHelp}</p>
      {save.problem !== null && (
        <div class="answer">
          <ProblemNote problem={save.problem} onRetry={() => void submit()} />
        </div>
      )}
    </form>
  );
}
