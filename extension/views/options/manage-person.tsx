import { useState } from 'preact/hooks';
import { shownNumber } from '#extension/views/format/phone.ts';
import { askAdmin } from '#extension/views/options/ask-admin.ts';
import { MobileForm } from '#extension/views/options/mobile-form.tsx';
import { Button } from '#extension/views/parts/button.tsx';
import { Confirm } from '#extension/views/parts/confirm.tsx';
import { ProblemNote } from '#extension/views/problem/problem-note.tsx';
import { useTask } from '#extension/views/use-task.ts';
import { useView } from '#extension/views/view.ts';
import type { Person } from '#shared/api/admin-api.ts';
import type { Presence } from '#shared/call/call.ts';

/** What an administrator can do for a person: her status, her mobile, signing her out. */
export function ManagePerson(props: {
  readonly person: Person;
  readonly isMe: boolean;
  readonly onChanged: () => void;
}) {
  const { olderServer } = useView();
  const { person } = props;
  if (person.active === false)
    return (
      <div class="manage">
        <FormerMobile person={person} onDone={props.onChanged} />
      </div>
    );
  return (
    <div class="manage">
      {!olderServer && person.signedIn && <Status person={person} onChanged={props.onChanged} />}
      {!olderServer && (
        <MobileForm agentId={person.agent.id} mobile={person.mobile ?? NO_MOBILE} onSaved={props.onChanged} />
      )}
      {person.signedIn && !props.isMe && <SignOut person={person} onDone={props.onChanged} />}
    </div>
  );
}

const NO_MOBILE = { number: null, when: 'never' } as const;

/** Of who is no longer active in the CRM: nobody rings it, and it can only be taken away. */
function FormerMobile({ person, onDone }: { person: Person; onDone: () => void }) {
  const { wire, t } = useView();
  const words = t.options.people;
  const number = person.mobile?.number ?? null;
  const remove = useTask(() => askAdmin(wire, 'saveMobile', NO_MOBILE, { id: person.agent.id }));
  const go = async () => {
    const result = await remove.run();
    if (result?.ok) onDone();
  };
  return (
    <section aria-label={words.mobile}>
      <p class="lab">{words.mobile}</p>
      <p class="row">
        {number !== null && <span class="num">{shownNumber(number)}</span>}
        <Button kind="outline" size="s" slow={remove.slow} onClick={() => void go()}>
          {words.removeMobile}
        </Button>
      </p>
      {remove.problem !== null && (
        <div class="answer">
          <ProblemNote problem={remove.problem} onRetry={() => void go()} />
        </div>
      )}
    </section>
  );
}

function Status({ person, onChanged }: { person: Person; onChanged: () => void }) {
  const { wire, t } = useView();
  const words = t.options.people;
  const { id, name } = person.agent;
  const set = useTask((presence: Presence) => askAdmin(wire, 'setPersonPresence', { presence }, { id }));
  const offline = person.presence === 'offline';
  const go = async () => {
    const result = await set.run(offline ? 'online' : 'offline');
    if (result?.ok) onChanged();
  };
  return (
    <section aria-label={words.status}>
      <p class="lab">{words.status}</p>
      <p class="row">
        <Button kind="outline" size="s" slow={set.slow} onClick={() => void go()}>
          {offline ? words.setOnline : words.setOffline}
        </Button>
        <span class="small muted">{offline ? words.setOnlineWhat(name) : words.setOfflineWhat(name)}</span>
      </p>
      {set.problem !== null && (
        <div class="answer">
          <ProblemNote problem={set.problem} onRetry={() => void go()} />
        </div>
      )}
    </section>
  );
}

function SignOut({ person, onDone }: { person: Person; onDone: () => void }) {
  const { wire, t } = useView();
  const words = t.options.people;
  const { id, name } = person.agent;
  const [asking, ask] = useState(false);
  const signOut = useTask(() => askAdmin(wire, 'signOutPerson', null, { id }));
  return (
    <section aria-label={words.session}>
      <p class="lab">{words.session}</p>
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
            if (result?.ok) onDone();
          }}
        />
      ) : (
        <Button kind="danger-text" size="s" label={words.signOutOf(name)} onClick={() => ask(true)}>
          {words.signOut}
        </Button>
      )}
      {signOut.problem !== null && (
        <div class="answer">
          <ProblemNote problem={signOut.problem} onRetry={() => ask(true)} />
        </div>
      )}
    </section>
  );
}
