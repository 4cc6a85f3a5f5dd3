import { Plus } from 'lucide';
import { useState } from 'preact/hooks';
import { askAdmin } from '#extension/views/options/ask-admin.ts';
import { OutgoingForm } from '#extension/views/options/outgoing-form.tsx';
import { OutgoingRow } from '#extension/views/options/outgoing-row.tsx';
import { Empty, Once, Section } from '#extension/views/options/section.tsx';
import { all, useLoaded } from '#extension/views/options/use-loaded.ts';
import { Button } from '#extension/views/parts/button.tsx';
import { Note } from '#extension/views/parts/note.tsx';
import { ProblemNote } from '#extension/views/problem/problem-note.tsx';
import { useView } from '#extension/views/view.ts';
import type { AccountNumber, IncomingNumber, OutgoingNumber, Person } from '#shared/api/admin-api.ts';
import type { AgentId } from '#shared/ids.ts';
import type { Problem } from '#shared/problem.ts';
import { ok } from '#shared/result.ts';

/** Whose form is open: a new pair (perhaps for a given person), an existing pair, or none. */
type Open = { form: 'none' } | { form: 'new'; agentId: AgentId | null } | { form: 'edit'; agentId: AgentId };

/** Which number each person shows when she calls: at most one each. */
export function Outgoing() {
  const { wire, t } = useView();
  const { now, reload } = useLoaded(() => all(askAdmin(wire, 'outgoingNumbers'), askAdmin(wire, 'people'), numbers()));

  /** What there is to choose from, and the names that numbers have here. A Twilio that can't be asked is told, not fatal. */
  async function numbers() {
    const [account, incoming] = await Promise.all([
      askAdmin(wire, 'accountNumbers'),
      askAdmin(wire, 'incomingNumbers'),
    ]);
    if (!incoming.ok) return incoming;
    return ok({
      account: account.ok ? account.value.numbers : [],
      why: account.ok ? null : account.problem,
      incoming: incoming.value.numbers,
    });
  }
  return (
    <Once
      of={now}
      onRetry={() => void reload()}
      until={{ title: t.options.sections.outgoing, lead: t.options.outgoing.lead }}
    >
      {([outgoing, { people }, { account, why, incoming }]) => (
        <Pairs
          pairs={outgoing.numbers}
          people={people}
          account={account}
          incoming={incoming}
          why={why}
          onChanged={() => void reload()}
        />
      )}
    </Once>
  );
}

function Pairs(props: {
  pairs: readonly OutgoingNumber[];
  people: readonly Person[];
  account: readonly AccountNumber[];
  incoming: readonly IncomingNumber[];
  why: Problem | null;
  onChanged: () => void;
}) {
  const { t } = useView();
  const words = t.options.outgoing;
  const { pairs, people, account, incoming } = props;
  const [open, setOpen] = useState<Open>({ form: 'none' });
  const without = people.filter(({ agent }) => !pairs.some(({ agentId }) => agentId === agent.id));
  const canAdd = without.length > 0 && account.length > 0;
  const saved = () => {
    setOpen({ form: 'none' });
    props.onChanged();
  };
  const form = (pair: OutgoingNumber | null, agentId: AgentId | null) => (
    <OutgoingForm
      pair={pair}
      agentId={agentId}
      people={pair === null ? without : people.filter(({ agent }) => agent.id === pair.agentId)}
      account={account}
      incoming={incoming}
      onSaved={saved}
      onCancel={() => setOpen({ form: 'none' })}
    />
  );
  return (
    <Section
      title={t.options.sections.outgoing}
      lead={words.lead}
      action={
        canAdd && (
          <Button kind="primary" icon={Plus} onClick={() => setOpen({ form: 'new', agentId: null })}>
            {words.add}
          </Button>
        )
      }
    >
      {props.why !== null && (
        <div class="answer">
          <ProblemNote problem={props.why} onRetry={props.why.code === 'twilio-away' ? props.onChanged : undefined} />
        </div>
      )}
      {pairs.length === 0 && open.form !== 'new' ? (
        <Empty what={words.empty} more={words.emptyWhat} />
      ) : (
        <div class="card numbers">
          <ul class="list">
            {pairs.map((pair) =>
              open.form === 'edit' && open.agentId === pair.agentId ? (
                <li key={pair.agentId} class="formrow">
                  {form(pair, pair.agentId)}
                </li>
              ) : (
                <OutgoingRow
                  key={pair.agentId}
                  pair={pair}
                  people={people}
                  incoming={incoming}
                  onEdit={() => setOpen({ form: 'edit', agentId: pair.agentId })}
                  onDeleted={saved}
                />
              ),
            )}
            {open.form === 'new' && <li class="formrow tinted">{form(null, open.agentId)}</li>}
          </ul>
        </div>
      )}
      {open.form === 'none' && (
        <Without people={without} canAdd={canAdd} onGive={(agentId) => setOpen({ form: 'new', agentId })} />
      )}
    </Section>
  );
}

/** Who can't call out. */
function Without(props: { people: readonly Person[]; canAdd: boolean; onGive: (agentId: AgentId) => void }) {
  const { t } = useView();
  const words = t.options.outgoing;
  const [first] = props.people;
  if (first === undefined) return <p class="small muted below">{words.everyone}</p>;
  const one = props.people.length === 1;
  return (
    <div class="answer">
      <Note
        kind="warn"
        what={one ? words.without(first.agent.name) : words.withoutMore(props.people.length)}
        more={
          one ? words.withoutWhat : `${props.people.map(({ agent }) => agent.name).join(', ')}. ${words.withoutWhat}`
        }
        button={
          props.canAdd && (
            <Button kind="outline" size="s" onClick={() => props.onGive(first.agent.id)}>
              {words.give}
            </Button>
          )
        }
      />
    </div>
  );
}
