import { Check, CircleCheck, Copy, Info } from 'lucide';
import { useEffect, useState } from 'preact/hooks';
import { shownNumber } from '#extension/views/format/phone.ts';
import { askAdmin } from '#extension/views/options/ask-admin.ts';
import { presenceOf } from '#extension/views/options/presence-of.ts';
import { Empty, Once, Part, Section } from '#extension/views/options/section.tsx';
import { all, useLoaded } from '#extension/views/options/use-loaded.ts';
import { Avatar } from '#extension/views/parts/avatar.tsx';
import { Button } from '#extension/views/parts/button.tsx';
import { Confirm } from '#extension/views/parts/confirm.tsx';
import { Icon } from '#extension/views/parts/icon.tsx';
import { ProblemNote } from '#extension/views/problem/problem-note.tsx';
import { useTask } from '#extension/views/use-task.ts';
import { useView } from '#extension/views/view.ts';
import type { IncomingNumber, OutgoingNumber, Person } from '#shared/api/admin-api.ts';
import type { AgentId } from '#shared/ids.ts';

/** Presence moves: the list is asked for again this often while it is looked at. */
const RENEW_MS = 10_000;

/** Every user of the CRM: whether calls reach her, for which numbers, and from which she calls. */
export function People({ me }: { me: AgentId | null }) {
  const { wire, t, clock } = useView();
  const words = t.options.people;
  const { now, reload } = useLoaded(() =>
    all(askAdmin(wire, 'people'), askAdmin(wire, 'incomingNumbers'), askAdmin(wire, 'outgoingNumbers')),
  );
  useEffect(() => {
    const stop = new AbortController();
    const renew = () => clock.after(RENEW_MS, () => void reload().then(renew), stop.signal);
    renew();
    return () => stop.abort();
  }, [clock, reload]);
  return (
    <Section title={t.options.sections.people} lead={words.lead}>
      <Once of={now} onRetry={() => void reload()}>
        {([{ people }, incoming, outgoing]) =>
          people.length === 0 ? (
            <Empty what={words.empty} more={words.emptyWhat} />
          ) : (
            <>
              <div class="card numbers">
                <table>
                  <thead>
                    <tr>
                      <th>{words.person}</th>
                      <th>{words.now}</th>
                      <th>{words.ringsFor}</th>
                      <th>{words.callsFrom}</th>
                      <th>{words.browser}</th>
                      <th>
                        <span class="sr">{words.signOut}</span>
                      </th>
                    </tr>
                  </thead>
                  <tbody>
                    {people.map((person) => (
                      <PersonRow
                        key={person.agent.id}
                        person={person}
                        isMe={person.agent.id === me}
                        incoming={incoming.numbers}
                        outgoing={outgoing.numbers}
                        onChanged={() => void reload()}
                      />
                    ))}
                  </tbody>
                </table>
              </div>
              <p class="row small muted below">
                <Icon of={Info} size={14} />
                {words.hint}
              </p>
            </>
          )
        }
      </Once>
      <Invitation />
    </Section>
  );
}

function PersonRow(props: {
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

/** The link that opens the extension with this server's address filled in. */
function Invitation() {
  const { wire, t, clock } = useView();
  const words = t.options.people;
  const [copied, setCopied] = useState(false);
  const { now, reload } = useLoaded(() => askAdmin(wire, 'invitation'));
  return (
    <Part title={words.invite} help={words.inviteHelp}>
      <Once of={now} onRetry={() => void reload()}>
        {({ link }) => (
          <div class="row invite">
            <span class="inp">
              <input
                type="text"
                class="mono"
                readOnly
                value={link}
                aria-label={words.link}
                onFocus={(event) => event.currentTarget.select()}
              />
            </span>
            <Button
              kind="outline"
              icon={copied ? Check : Copy}
              onClick={async () => {
                await navigator.clipboard.writeText(link);
                setCopied(true);
                clock.after(2000, () => setCopied(false));
              }}
            >
              {copied ? words.copied : words.copy}
            </Button>
          </div>
        )}
      </Once>
    </Part>
  );
}
