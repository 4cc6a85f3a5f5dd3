import { ArrowRight, User } from 'lucide';
import { useState } from 'preact/hooks';
import { shownNumber } from '#extension/views/format/phone.ts';
import { accountNumberLabel, nameOfNumber } from '#extension/views/options/account-number.ts';
import { askAdmin } from '#extension/views/options/ask-admin.ts';
import { RecordCheck } from '#extension/views/options/record-check.tsx';
import { surelyRecorded } from '#extension/views/options/surely-recorded.ts';
import { Button } from '#extension/views/parts/button.tsx';
import { Icon } from '#extension/views/parts/icon.tsx';
import { type Choice, Select } from '#extension/views/parts/select.tsx';
import { ProblemNote } from '#extension/views/problem/problem-note.tsx';
import { useTask } from '#extension/views/use-task.ts';
import { useView } from '#extension/views/view.ts';
import type { AccountNumber, IncomingNumber, OutgoingNumber, Person } from '#shared/api/admin-api.ts';
import type { AgentId } from '#shared/ids.ts';

/** A pair in the making: choose the person (unless she is given), the number, and whether her calls are recorded. */
export function OutgoingForm(props: {
  readonly pair: OutgoingNumber | null;
  readonly agentId: AgentId | null;
  readonly people: readonly Person[];
  readonly account: readonly AccountNumber[];
  readonly incoming: readonly IncomingNumber[];
  readonly onSaved: () => void;
  readonly onCancel: () => void;
}) {
  const { wire, t } = useView();
  const words = t.options.outgoing;
  const { pair, people, account } = props;
  const [agentId, setAgentId] = useState<AgentId | null>(props.agentId);
  const [number, setNumber] = useState(pair?.number ?? (account.length === 1 ? (account[0]?.number ?? null) : null));
  const [record, setRecord] = useState(pair?.record === true);
  const [incomplete, setIncomplete] = useState(false);
  const save = useTask(async (input: OutgoingNumber) =>
    surelyRecorded(record, await askAdmin(wire, 'saveOutgoingNumber', input)),
  );

  const submit = async () => {
    setIncomplete(agentId === null || number === null);
    if (agentId === null || number === null) return;
    const result = await save.run({ agentId, number, record });
    if (result?.ok) props.onSaved();
  };
  const choices: Choice[] = account.map((entry) => ({
    value: entry.number,
    label: accountNumberLabel({ ...entry, name: nameOfNumber(entry.number, props.incoming) ?? entry.name }),
  }));
  if (pair !== null && !account.some((entry) => entry.number === pair.number)) {
    choices.unshift({ value: pair.number, label: `${shownNumber(pair.number)} · ${words.notInAccount}` });
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
      onKeyDown={(event) => event.key === 'Escape' && props.onCancel()}
    >
      <div class="row pairform">
        <span class="ava" aria-hidden="true">
          <Icon of={User} />
        </span>
        <span class="namecol">
          <Select
            name={words.person}
            value={agentId ?? ''}
            prompt={words.choosePerson}
            bad={incomplete && agentId === null}
            choices={people.map(({ agent }) => ({ value: agent.id, label: agent.name }))}
            onChange={(value) => setAgentId(people.find(({ agent }) => agent.id === value)?.agent.id ?? null)}
          />
        </span>
        <span class="faint">
          <Icon of={ArrowRight} size={14} />
        </span>
        <span class="grow">
          <Select
            name={words.number}
            value={number ?? ''}
            prompt={words.chooseNumber}
            bad={incomplete && number === null}
            choices={choices}
            onChange={(value) => setNumber([pair, ...account].find((entry) => entry?.number === value)?.number ?? null)}
          />
        </span>
      </div>
      <div class="underpair">
        <RecordCheck checked={record} what={t.recording.outgoingWhat} onChange={setRecord} />
      </div>
      <div class="row formfoot">
        <Button kind="ghost" size="s" onClick={props.onCancel}>
          {t.options.cancel}
        </Button>
        <Button kind="primary" size="s" submit slow={save.slow}>
          {pair === null ? t.options.add : t.options.save}
        </Button>
      </div>
      {save.problem !== null && (
        <div class="answer">
          <ProblemNote problem={save.problem} onRetry={() => void submit()} />
        </div>
      )}
    </form>
  );
}
