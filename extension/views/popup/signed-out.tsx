import { LogIn } from 'lucide';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Button } from '#extension/views/parts/button.tsx';
import { PopupHead } from '#extension/views/popup/popup-head.tsx';
import { ProblemNote } from '#extension/views/problem/problem-note.tsx';
import { useTask } from '#extension/views/use-task.ts';
import { useView } from '#extension/views/view.ts';
import type { Problem } from '#shared/problem.ts';

/** Nobody is signed in: one button. Before a server is known it is the set-up's. */
export function SignedOut({ problem, serverOrigin }: { problem: Problem | null; serverOrigin: string | null }) {
  const { wire, t } = useView();
  const words = t.popup;
  const isSetUp = serverOrigin !== null;
  const signIn = useTask(() => wire.ask('session.signIn', { origin: null }));
  const setUp = useTask(() => wire.ask('open', { what: 'onboarding', step: 'server' }));
  const task = isSetUp ? signIn : setUp;
  const button = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => button.current?.focus(), []);
  // That one is signed out stands in the title already.
  const shown = task.problem ?? (problem?.code === 'signed-out' ? null : problem);
  return (
    <>
      <PopupHead phone={null} />
      <div class="gate">
        <h1 class="title">{isSetUp ? words.signedOutTitle : words.setUpTitle}</h1>
        <p class="muted">{isSetUp ? words.signedOutWhat : words.setUpWhat}</p>
        <Button
          kind="primary"
          size="l"
          icon={LogIn}
          slow={task.slow}
          buttonRef={button}
          onClick={() => void task.run()}
        >
          {isSetUp ? words.signIn : words.setUp}
        </Button>
        {shown !== null && <ProblemNote problem={shown} button={false} />}
      </div>
      {isSetUp && <footer class="health num">{serverOrigin.replace(/^https?:\/\//, '')}</footer>}
    </>
  );
}
