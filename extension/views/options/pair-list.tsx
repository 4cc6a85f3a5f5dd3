import { Plus } from 'lucide';
import { useState } from 'preact/hooks';
import { shownNumber } from '#extension/views/format/phone.ts';
import type { Gone } from '#extension/views/options/delete-pair.tsx';
import { OutgoingForm } from '#extension/views/options/outgoing-form.tsx';
import { OutgoingRow } from '#extension/views/options/outgoing-row.tsx';
import { isSamePair } from '#extension/views/options/pairs.ts';
import { RecordNew } from '#extension/views/options/record-new.tsx';
import { Empty, Section } from '#extension/views/options/section.tsx';
import { WithoutNumber } from '#extension/views/options/without-number.tsx';
import { Button } from '#extension/views/parts/button.tsx';
import { Note } from '#extension/views/parts/note.tsx';
import { ProblemNote } from '#extension/views/problem/problem-note.tsx';
import { useView } from '#extension/views/view.ts';
import type { IncomingNumber, OutgoingNumber, Person } from '#shared/api/admin-api.ts';
import type { CallerId } from '#shared/api/team-api.ts';
import type { AgentId } from '#shared/ids.ts';
import type { Problem } from '#shared/problem.ts';

/** Whose form is open: a new pair (perhaps for a given person), an existing pair, or none. */
type Open = { form: 'none' } | { form: 'new'; agentId: AgentId | null } | { form: 'edit'; pair: OutgoingNumber };

export function PairList(props: {
  readonly pairs: readonly OutgoingNumber[];
  readonly people: readonly Person[];
  readonly callerIds: readonly CallerId[];
  readonly incoming: readonly IncomingNumber[];
  /** Why nothing can be chosen from. */
  readonly why: Problem | null;
  readonly recordNew: boolean;
  readonly onChanged: () => void;
}) {
  const { t, olderServer } = useView();
  const words = t.options.outgoing;
  const { pairs, callerIds, why } = props;
  const [open, setOpen] = useState<Open>({ form: 'none' });
  const [gone, tellGone] = useState<Gone | null>(null);
  const active = props.people.filter((person) => person.active !== false);
  const without = active.filter(({ agent }) => !pairs.some(({ agentId }) => agentId === agent.id));
  // A server before 1.3 knows one number for each person.
  const mayHaveMore = olderServer ? without : active;
  const canAdd = mayHaveMore.length > 0 && callerIds.length > 0;
  const show = (form: Open) => {
    tellGone(null);
    setOpen(form);
  };
  const changed = (told: Gone | null) => {
    setOpen({ form: 'none' });
    tellGone(told);
    props.onChanged();
  };
  const form = (pair: OutgoingNumber | null, agentId: AgentId | null) => (
    <OutgoingForm
      {...{ pair, agentId, pairs, callerIds, incoming: props.incoming, recordNew: props.recordNew }}
      people={
        pair === null ? mayHaveMore : props.people.filter((one) => one.active !== false || one.agent.id === agentId)
      }
      onSaved={() => changed(null)}
      onCancel={() => show({ form: 'none' })}
    />
  );
  return (
    <Section
      title={t.options.sections.outgoing}
      lead={words.lead}
      action={
        canAdd && (
          <Button kind="primary" icon={Plus} onClick={() => show({ form: 'new', agentId: null })}>
            {words.add}
          </Button>
        )
      }
    >
      {why !== null && (
        <div class="answer">
          <ProblemNote problem={why} onRetry={why.code === 'twilio-away' ? props.onChanged : undefined} />
        </div>
      )}
      {pairs.length === 0 && open.form !== 'new' ? (
        <Empty what={words.empty} more={words.emptyWhat} />
      ) : (
        <div class="card numbers">
          <ul class="list">
            {pairs.map((pair) =>
              open.form === 'edit' && isSamePair(open.pair, pair) ? (
                <li key={keyOf(pair)} class="formrow">
                  {form(pair, pair.agentId)}
                </li>
              ) : (
                <OutgoingRow
                  key={keyOf(pair)}
                  {...{ pair, pairs, people: props.people, incoming: props.incoming }}
                  onEdit={() => show({ form: 'edit', pair })}
                  onDeleted={changed}
                />
              ),
            )}
            {open.form === 'new' && <li class="formrow tinted">{form(null, open.agentId)}</li>}
          </ul>
        </div>
      )}
      {gone !== null && <Told gone={gone} />}
      {open.form === 'none' && (
        <WithoutNumber people={without} canAdd={canAdd} onGive={(agentId) => show({ form: 'new', agentId })} />
      )}
      <RecordNew recordNew={props.recordNew} />
    </Section>
  );
}

const keyOf = ({ agentId, number }: OutgoingNumber): string => `${agentId} ${number}`;

/** What is true after a pair has gone. */
function Told({ gone }: { gone: Gone }) {
  const { t } = useView();
  const words = t.options.outgoing;
  return (
    <div class="answer">
      {gone.stays === null ? (
        <Note kind="ok" role="status" what={words.stopped(gone.name)} more={words.stoppedWhat} />
      ) : (
        <Note
          kind="ok"
          role="status"
          what={words.deleted(gone.name, shownNumber(gone.number))}
          more={words.stays(shownNumber(gone.stays))}
        />
      )}
    </div>
  );
}
