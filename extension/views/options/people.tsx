import { Info } from 'lucide';
import { useEffect } from 'preact/hooks';
import { askAdmin } from '#extension/views/options/ask-admin.ts';
import { Invitation } from '#extension/views/options/invitation.tsx';
import { PersonRow } from '#extension/views/options/person-row.tsx';
import { byPlace } from '#extension/views/options/place-in-line.ts';
import { Empty, Once, Section } from '#extension/views/options/section.tsx';
import { UnansweredForm } from '#extension/views/options/unanswered-form.tsx';
import { all, useLoaded } from '#extension/views/options/use-loaded.ts';
import { Icon } from '#extension/views/parts/icon.tsx';
import { useView } from '#extension/views/view.ts';
import type { AgentId } from '#shared/ids.ts';

/** Presence moves: the list is asked for again this often while it is looked at. */
const RENEW_MS = 10_000;

/** Every user of the CRM: whether calls reach her, for which numbers, and from which she calls. */
export function People({ me, minor }: { me: AgentId | null; minor: number | null }) {
  const { wire, t, clock, olderServer } = useView();
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
                <table class="peopletable">
                  <thead>
                    <tr>
                      {!olderServer && <th class="n">{words.line}</th>}
                      <th>{words.person}</th>
                      <th>{words.now}</th>
                      <th>{words.ringsFor}</th>
                      <th>{words.callsFrom}</th>
                      <th>{words.browser}</th>
                      <th>
                        <span class="sr">{words.manage}</span>
                      </th>
                    </tr>
                  </thead>
                  <tbody>
                    {byPlace(people).map((person) => (
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
                <span>
                  {words.hint} {!olderServer && words.order}
                </span>
              </p>
            </>
          )
        }
      </Once>
      {minor !== null && minor >= 4 && <UnansweredForm />}
      <Invitation />
    </Section>
  );
}
