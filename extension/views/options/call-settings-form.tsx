import { useId, useRef, useState } from 'preact/hooks';
import { askAdmin } from '#extension/views/options/ask-admin.ts';
import { Part } from '#extension/views/options/section.tsx';
import { MOST_SECONDS, readSeconds } from '#extension/views/options/wrap-up-seconds.ts';
import { Button } from '#extension/views/parts/button.tsx';
import { TextField } from '#extension/views/parts/field.tsx';
import { RadioRow } from '#extension/views/parts/radio-row.tsx';
import { ProblemNote } from '#extension/views/problem/problem-note.tsx';
import { useTask } from '#extension/views/use-task.ts';
import { useView } from '#extension/views/view.ts';
import { type CallSettings, callSettingsSchema } from '#shared/api/admin-api.ts';

/** The team's settings of what happens after a call, and who may play recordings. */
export function CallSettingsForm(props: { readonly settings: CallSettings }) {
  const { wire, t } = useView();
  const words = t.calls;
  const [live, setLive] = useState(props.settings);
  const [seconds, setSeconds] = useState(String(live.wrapUpSeconds));
  const [mayLeaveOut, setMayLeaveOut] = useState(live.mayLeaveOut);
  const [recordingsFor, setRecordingsFor] = useState(live.recordingsFor);
  const [told, tell] = useState<'nothing' | 'saved' | 'wrong'>('nothing');
  const field = useRef<HTMLInputElement>(null);
  const below = useId();
  const save = useTask((settings: CallSettings) => askAdmin(wire, 'saveCallSettings', { ...settings, basedOn: live }));

  const wrapUpSeconds = readSeconds(seconds);
  const same =
    wrapUpSeconds === live.wrapUpSeconds && mayLeaveOut === live.mayLeaveOut && recordingsFor === live.recordingsFor;
  const change = <T,>(set: (value: T) => void) => {
    return (value: T) => {
      set(value);
      tell('nothing');
    };
  };
  const submit = async () => {
    tell(wrapUpSeconds === null ? 'wrong' : 'nothing');
    if (wrapUpSeconds === null) return field.current?.focus();
    const result = await save.run({ wrapUpSeconds, mayLeaveOut, recordingsFor });
    if (!result?.ok) return;
    // A colleague may have saved others of them meanwhile.
    setLive(result.value);
    setSeconds(String(result.value.wrapUpSeconds));
    setMayLeaveOut(result.value.mayLeaveOut);
    setRecordingsFor(result.value.recordingsFor);
    tell('saved');
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Part title={words.after} help={words.afterHelp}>
        <div class="stack">
          <div class="narrow">
            <TextField
              label={words.seconds}
              value={seconds}
              onInput={change(setSeconds)}
              maxLength={6}
              help={words.secondsHelp}
              error={told === 'wrong' && wrapUpSeconds === null ? words.secondsWrong(MOST_SECONDS) : null}
              inputRef={field}
            />
          </div>
          <div>
            <label class="check bare">
              <input
                type="checkbox"
                checked={mayLeaveOut}
                aria-describedby={below}
                onChange={(event) => change(setMayLeaveOut)(event.currentTarget.checked)}
              />
              <span>{words.mayLeaveOut}</span>
            </label>
            <p class="help indented" id={below}>
              {words.mayLeaveOutHelp}
            </p>
          </div>
        </div>
      </Part>
      <Part title={words.recordings} help={words.recordingsHelp}>
        <div class="narrow">
          <p class="lab" aria-hidden="true">
            {words.whoMay}
          </p>
          <RadioRow
            name="recordings-for"
            label={words.whoMay}
            value={recordingsFor}
            choices={callSettingsSchema.entries.recordingsFor.options.map((value) => ({
              value,
              label: words.recordingsFor[value],
            }))}
            onChange={change(setRecordingsFor)}
          />
          <p class="help">{words.whoMayHelp}</p>
        </div>
        <div class="row answer">
          <Button kind="primary" submit slow={save.slow}>
            {t.options.save}
          </Button>
          <output class="small muted">
            {told === 'saved' && same ? t.options.saved : !same && told !== 'wrong' ? words.unsaved : ''}
          </output>
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
