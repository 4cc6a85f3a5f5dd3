import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { shownNumber } from '#extension/views/format/phone.ts';
import { accountNumberLabel } from '#extension/views/options/account-number.ts';
import { askAdmin } from '#extension/views/options/ask-admin.ts';
import { PeoplePicker } from '#extension/views/options/people-picker.tsx';
import { RecordCheck } from '#extension/views/options/record-check.tsx';
import { surelyRecorded } from '#extension/views/options/surely-recorded.ts';
import { Button } from '#extension/views/parts/button.tsx';
import { TextField } from '#extension/views/parts/field.tsx';
import { Note } from '#extension/views/parts/note.tsx';
import { Select } from '#extension/views/parts/select.tsx';
import { ProblemNote } from '#extension/views/problem/problem-note.tsx';
import { useTask } from '#extension/views/use-task.ts';
import { useView } from '#extension/views/view.ts';
import type { AccountNumber, IncomingNumber, Person } from '#shared/api/admin-api.ts';
import type { AgentId, E164 } from '#shared/ids.ts';

/** Adds a number, or changes its name, who rings and whether calls are recorded. Everything typed stays until it is saved. */
export function IncomingForm(props: {
  readonly existing: IncomingNumber | null;
  readonly number: E164 | null;
  /** Numbers of the account to choose from; for an existing one just itself, if the account still has it. */
  readonly free: readonly AccountNumber[];
  readonly people: readonly Person[];
  readonly onSaved: () => void;
  readonly onCancel: () => void;
}) {
  const { wire, t } = useView();
  const words = t.options.incoming;
  const { existing, free } = props;
  const [number, setNumber] = useState<E164 | null>(props.number ?? free[0]?.number ?? null);
  const account = free.find((entry) => entry.number === number);
  const [name, setName] = useState(existing?.name ?? '');
  const [agentIds, setAgentIds] = useState<readonly AgentId[]>(
    // Former users are left out: nobody can ring them, and the server would refuse.
    existing?.agentIds.filter((id) => props.people.some(({ agent }) => agent.id === id)) ?? [],
  );
  const [record, setRecord] = useState(existing?.record === true);
  const [incomplete, setIncomplete] = useState(false);
  const choose = useId();
  const first = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => first.current?.focus(), []);

  const save = useTask(async (chosen: E164) => {
    const input = { number: chosen, name: name.trim(), agentIds: [...agentIds], record };
    return surelyRecorded(record, await askAdmin(wire, 'saveIncomingNumber', input));
  });
  const submit = async () => {
    setIncomplete(agentIds.length === 0);
    if (number === null || agentIds.length === 0) return;
    const result = await save.run(number);
    if (result?.ok) props.onSaved();
  };

  return (
    <form
      class={existing === null ? 'card pad numform' : 'numform'}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
      onKeyDown={(event) => event.key === 'Escape' && props.onCancel()}
    >
      <div class="two">
        {existing === null ? (
          <div class="field">
            <label class="lab" for={choose}>
              {words.choose}
            </label>
            <Select
              id={choose}
              value={number ?? ''}
              choices={free.map((entry) => ({ value: entry.number, label: accountNumberLabel(entry) }))}
              onChange={(value) => setNumber(free.find((entry) => entry.number === value)?.number ?? null)}
            />
          </div>
        ) : (
          <p class="field b num">{shownNumber(existing.number)}</p>
        )}
        <TextField
          label={words.name}
          value={name}
          onInput={setName}
          maxLength={80}
          help={words.nameHelp}
          inputRef={first}
        />
      </div>
      {account?.pointsAt.target === 'elsewhere' && (
        <Note kind="warn" role="status" more={words.pointsElsewhere(account.pointsAt.name)} />
      )}
      <PeoplePicker
        label={words.who}
        help={words.whoHelp}
        error={incomplete && agentIds.length === 0 ? words.whoNone : null}
        people={props.people}
        chosen={agentIds}
        onChange={setAgentIds}
      />
      <RecordCheck checked={record} what={t.recording.incomingWhat} onChange={setRecord} />
      {save.problem !== null && <ProblemNote problem={save.problem} onRetry={() => void submit()} />}
      <div class="row formfoot">
        <Button kind="ghost" onClick={props.onCancel}>
          {t.options.cancel}
        </Button>
        <Button kind="primary" submit slow={save.slow}>
          {existing === null ? t.options.add : t.options.save}
        </Button>
      </div>
    </form>
  );
}
