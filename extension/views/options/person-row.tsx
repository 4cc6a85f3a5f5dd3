import { CircleCheck } from 'lucide';
import { useState } from 'preact/hooks';
import { shownNumber } from '#extension/views/format/phone.ts';
import { askAdmin } from '#extension/views/options/ask-admin.ts';
import { presenceOf } from '#extension/views/options/presence-of.ts';
import { Avatar } from '#extension/views/parts/avatar.tsx';
import { Button } from '#extension/views/parts/button.tsx';
import { Confirm } from '#extension/views/parts/confirm.tsx';
import { Icon } from '#extension/views/parts/icon.tsx';
import { ProblemNote } from '#extension/views/problem/problem-note.tsx';
import { useTask } from '#extension/views/use-task.ts';
import { useView } from '#extension/views/view.ts';
import type { IncomingNumber, OutgoingNumber, Person } from '#shared/api/admin-api.ts';

/** One person in the table; signing her out asks in the row below. */
export function PersonRow(props: {
  person: Person;
  isMe: boolean;
  incoming: readonly IncomingNumber[];
  outgoing: readonly OutgoingNumber[];
  onChanged: () => void;
}) {
  const { wire, t } = useView();
  const words = t.options.people;
  const { person } = props;
  const { id, name, role } = person.agent;
  const [asking, ask] = useState(false);
  const signOut = useTask(() => askAdmin(wire, 'signOutPerson', null, { id }));
  const now = presenceOf(person, t);
  const ringsFor = props.incoming.filter(({ agentIds }) => agentIds.includes(id)).map((entry) => entry.name);
  const callsFrom = props.outgoing.find(({ agentId }) => agentId === id)?.number;
  return (
    <>
      <tr>
        <td>
          <span class="row">
            <Avatar name={name} presence={now.shape} />
            <span>
              <b class="med own-line">{name}</b>
              {role === 'admin' && <span class="small muted own-line">{words.admin}</span>}
            </span>
          </span>
        </td>
        <td>{now.words}</td>
        <td class="muted">{ringsFor.length === 0 ? words.none : ringsFor.join(', ')}</td>
        <td class="num muted nowrap">{callsFrom === undefined ? words.none : shownNumber(callsFrom)}</td>
        <td>
          {person.reachable ? (
            <span class="row small alive">
              <Icon of={CircleCheck} size={14} />
              {words.alive}
            </span>
          ) : (
            <span class="small faint">{words.closed}</span>
          )}
        </td>
        <td class="n">
          {person.signedIn && !props.isMe && (
            <Button kind="ghost" size="s" slow={signOut.slow} label={words.signOutOf(name)} onClick={() => ask(true)}>
              {words.signOut}
            </Button>
          )}
        </td>
      </tr>
      {(asking || signOut.problem !== null) && (
        <tr>
          <td colSpan={6}>
            {asking ? (
              <Confirm
                what={words.signOutQuestion(name)}
                stays={words.signOutWhat}
                keep={words.keep}
                go={words.signOut}
                slow={signOut.slow}
                onKeep={() => ask(false)}
                onGo={async () => {
                  const result = await signOut.run();
                  ask(false);
                  if (result?.ok) props.onChanged();
                }}
              />
            ) : (
              signOut.problem !== null && <ProblemNote problem={signOut.problem} onRetry={() => ask(true)} />
            )}
          </td>
        </tr>
      )}
    </>
  );
}
