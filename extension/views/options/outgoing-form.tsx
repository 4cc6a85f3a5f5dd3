import { ArrowRight, User } from 'lucide';
import { useState } from 'preact/hooks';
import { shownNumber } from '#extension/views/format/phone.ts';
import { callerIdLabel } from '#extension/views/options/caller-ids.ts';
import { pairsOf, savePair } from '#extension/views/options/pairs.ts';
import { RecordCheck } from '#extension/views/options/record-check.tsx';
import { Button } from '#extension/views/parts/button.tsx';
import { Icon } from '#extension/views/parts/icon.tsx';
import { Note } from '#extension/views/parts/note.tsx';
import { type Choice, Select } from '#extension/views/parts/select.tsx';
import { ProblemNote } from '#extension/views/problem/problem-note.tsx';
import { useTask } from '#extension/views/use-task.ts';
import { useView } from '#extension/views/view.ts';
import type { IncomingNumber, OutgoingNumber, Person } from '#shared/api/admin-api.ts';
import type { CallerId } from '#shared/api/team-api.ts';
import type { AgentId } from '#shared/ids.ts';

/** A pair in the making: the person, the number, whether it is her default, and whether such calls are recorded. */
export function OutgoingForm(props: {
  readonly pair: OutgoingNumber | null;
  readonly agentId: AgentId | null;
  readonly people: readonly Person[];
  readonly pairs: readonly OutgoingNumber[];
  readonly callerIds: readonly CallerId[];
  readonly incoming: readonly IncomingNumber[];
  /** What a new pair begins with. */
  readonly recordNew: boolean;
  readonly onSaved: () => void;
  readonly onCancel: () => void;
}) {
  const view = useView();
  const { t } = view;
  const words = t.options.outgoing;
  const { pair, people, callerIds } = props;
  const only = callerIds.length === 1 ? (callerIds[0]?.number ?? null) : null;
  const [agentId, setAgentId] = useState<AgentId | null>(props.agentId);
  const [number, setNumber] = useState(pair?.number ?? only);
  const [record, setRecord] = useState(pair === null ? props.recordNew : pair.record === true);
  const [wanted, want] = useState(pair?.isDefault === true);
  const [incomplete, setIncomplete] = useState(false);
  const save = useTask((entered: OutgoingNumber) => savePair(view, pair, entered));

  const others = agentId === null ? [] : pairsOf(agentId, props.pairs).filter((other) => other !== pair);
  const isFirst = others.length === 0;
  const submit = async () => {
    setIncomplete(agentId === null || number === null);
    if (agentId === null || number === null) return;
    const result = await save.run({ agentId, number, record, isDefault: isFirst || wanted });
    if (result?.ok) props.onSaved();
  };
  const choices: Choice[] = callerIds
    .filter((callerId) => !others.some((other) => other.number === callerId.number))
    .map((callerId) => ({ value: callerId.number, label: callerIdLabel(callerId, props.incoming, words.verified) }));
  if (pair !== null && !callerIds.some((callerId) => callerId.number === pair.number)) {
    choices.unshift({ value: pair.number, label: `${shownNumber(pair.number)} · ${words.notInAccount}` });
  }
  const warning = callerIds.find((callerId) => callerId.number === number)?.warning ?? null;

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
            onChange={(value) =>
              setNumber([pair, ...callerIds].find((entry) => entry?.number === value)?.number ?? null)
            }
          />
        </span>
      </div>
      <div class="underpair stack">
        {warning !== null && (
          <Note kind="warn" role="status" what={words.warnings[warning]} more={words.warningsWhat[warning]} />
        )}
        {!view.olderServer && agentId !== null && !isFirst && (
          <label class="check bare">
            <input type="checkbox" checked={wanted} onChange={(event) => want(event.currentTarget.checked)} />
            <span>{words.makeDefault}</span>
          </label>
        )}
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
