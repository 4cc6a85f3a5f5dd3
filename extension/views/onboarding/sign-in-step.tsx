import { ArrowRight, CircleCheck } from 'lucide';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { hashOf } from '#extension/views/onboarding/steps.ts';
import { Button } from '#extension/views/parts/button.tsx';
import { Icon } from '#extension/views/parts/icon.tsx';
import { Note } from '#extension/views/parts/note.tsx';
import { ProblemNote } from '#extension/views/problem/problem-note.tsx';
import { useTask } from '#extension/views/use-task.ts';
import { useView } from '#extension/views/view.ts';
import type { Agent } from '#shared/api/agent-api.ts';

/** With the CRM's own account, in the CRM's own window. */
export function SignInStep(props: {
  /** The server found in the step before; null: the one that is set already. */
  readonly origin: string | null;
  /** The server's name on the screen. */
  readonly server: string;
  readonly agent: Agent | null;
  readonly onDone: () => void;
}) {
  const { wire, t } = useView();
  const words = t.onboarding;
  const signIn = useTask(() => wire.ask('session.signIn', { origin: props.origin }));
  const button = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => button.current?.focus(), []);
  const run = async () => {
    const answer = await signIn.run();
    if (answer?.ok) props.onDone();
  };
  return (
    <>
      <h1>{words.signInTitle}</h1>
      <p>{words.signInLead}</p>
      <div class="pick crm">
        <span class="ava" aria-hidden="true">
          ZC
        </span>
        <span class="grow">
          <b class="med own-line">{words.crm}</b>
          <span class="small muted own-line">{words.crmOf(props.server.replace(/^https?:\/\//, ''))}</span>
        </span>
        <span class="accent">
          <Icon of={CircleCheck} size={20} />
        </span>
      </div>
      {signIn.problem !== null && (
        <div class="obanswer">
          <ProblemNote problem={signIn.problem} button={false} />
        </div>
      )}
      {props.agent !== null && (
        <div class="obanswer">
          <Note kind="ok" role="status" more={words.signedInAs(props.agent.name)} />
        </div>
      )}
      <div class="row obbuttons">
        {props.agent === null ? (
          <Button kind="primary" size="l" slow={signIn.slow} buttonRef={button} onClick={() => void run()}>
            {signIn.slow ? words.signingIn : words.signIn}
            {!signIn.slow && <Icon of={ArrowRight} />}
          </Button>
        ) : (
          <Button kind="primary" size="l" buttonRef={button} onClick={props.onDone}>
            {words.continue}
            <Icon of={ArrowRight} />
          </Button>
        )}
        <a class="small" href={hashOf('server')}>
          {words.otherServer}
        </a>
      </div>
      <p class="help">{words.signInHelp}</p>
    </>
  );
}
