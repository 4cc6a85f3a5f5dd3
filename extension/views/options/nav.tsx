import { CircleAlert, LogIn, LogOut } from 'lucide';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { SECTIONS, type SectionId } from '#extension/views/options/sections.ts';
import { Button } from '#extension/views/parts/button.tsx';
import { Icon } from '#extension/views/parts/icon.tsx';
import { Mark } from '#extension/views/parts/mark.tsx';
import { useSafeFocus } from '#extension/views/parts/use-safe-focus.ts';
import { useTask } from '#extension/views/use-task.ts';
import { useView } from '#extension/views/view.ts';
import type { Agent } from '#shared/api/agent-api.ts';

/** The options' left side: sections, who is signed in, and out. */
export function Nav(props: {
  readonly sections: readonly SectionId[];
  readonly current: SectionId;
  /** Something keeps calls from coming or going: Diagnosis says what. */
  readonly troubled: boolean;
  readonly agent: Agent | null;
  readonly team: string | null;
  readonly crmHost: string | null;
  /** Icons alone, with their names to listen to and to point at: the section needs the room. */
  readonly small: boolean;
}) {
  const { t } = useView();
  const { agent } = props;
  const words = t.options;
  return (
    <nav class={props.small ? 'nav small-nav' : 'nav'} aria-label={words.title}>
      <div class="brand">
        <Mark />
        <span class={props.small ? 'sr' : undefined}>Sidetone</span>
      </div>
      {props.sections.map((id) => (
        <a
          key={id}
          href={`#${id}`}
          class={id === props.current ? 'on' : undefined}
          aria-current={id === props.current ? 'page' : undefined}
          title={props.small ? words.sections[id] : undefined}
        >
          <Icon of={SECTIONS[id].icon} />
          <span class={props.small ? 'sr' : 'grow'}>{words.sections[id]}</span>
          {id === 'diagnosis' && props.troubled && (
            <span class="alarm">
              <Icon of={CircleAlert} />
              <span class="sr">{t.diagnosis.results.bad}</span>
            </span>
          )}
        </a>
      ))}
      <div class="foot">
        {agent === null ? words.notSignedIn : words.signedInAs(agent.name, agent.role === 'admin')}
        {agent !== null && (
          <span class="own-line">{[props.team, props.crmHost].filter((part) => part !== null).join(' · ')}</span>
        )}
        {agent === null ? <SignIn /> : <SignOut />}
      </div>
    </nav>
  );
}

function SignIn() {
  const { wire, t } = useView();
  const task = useTask(() => wire.ask('session.signIn', { origin: null }));
  return (
    <Button kind="outline" size="s" icon={LogIn} slow={task.slow} onClick={() => void task.run()}>
      {t.options.signIn}
    </Button>
  );
}

/** Asks first: calls stop ringing. */
function SignOut() {
  const { t } = useView();
  const [asking, ask] = useState(false);
  const start = useRef<HTMLButtonElement>(null);
  const asked = useRef(false);
  useLayoutEffect(() => {
    if (asked.current) start.current?.focus();
    asked.current = asking;
  }, [asking]);
  if (asking) return <Question onOver={() => ask(false)} />;
  return (
    <Button kind="ghost" size="s" icon={LogOut} buttonRef={start} onClick={() => ask(true)}>
      {t.options.signOut}
    </Button>
  );
}

function Question({ onOver }: { onOver: () => void }) {
  const { wire, t } = useView();
  const task = useTask(() => wire.ask('session.signOut', {}));
  const safe = useSafeFocus();
  return (
    <div
      role="alertdialog"
      aria-label={t.options.signOutQuestion}
      onKeyDown={(event) => event.key === 'Escape' && onOver()}
    >
      <p class="signout">{t.options.signOutWhat}</p>
      <div class="row">
        <Button kind="outline" size="s" buttonRef={safe} onClick={onOver}>
          {t.options.staySignedIn}
        </Button>
        <Button
          kind="danger"
          size="s"
          slow={task.slow}
          onClick={async () => {
            await task.run();
            onOver();
          }}
        >
          {t.options.signOut}
        </Button>
      </div>
    </div>
  );
}
