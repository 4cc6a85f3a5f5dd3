import { CloudOff } from 'lucide';
import { duration } from '#extension/views/format/duration.ts';
import { Button } from '#extension/views/parts/button.tsx';
import { Note } from '#extension/views/parts/note.tsx';
import { wordsFor } from '#extension/views/problem/problem-words.ts';
import { useNow } from '#extension/views/use-now.ts';
import { useTask } from '#extension/views/use-task.ts';
import { useView } from '#extension/views/view.ts';
import type { WrapUp } from '#shared/api/agent-api.ts';

/** Saved, and not in the CRM yet: why, when it is tried again, and the button that tries now. */
export function WaitingNote({ wrapUp }: { wrapUp: WrapUp }) {
  const view = useView();
  const { wire, t } = view;
  const { callId, problem, nextTryAt } = wrapUp;
  const retry = useTask(() => wire.ask('wrapUp.retry', { callId }));
  const words = problem === null ? null : wordsFor(problem, view);
  const waits = wrapUp.state === 'waiting';
  return (
    <Note
      kind={waits ? 'warn' : 'bad'}
      icon={waits ? CloudOff : undefined}
      role="status"
      what={waits ? t.wrapUp.waiting : t.wrapUp.failed}
      more={
        waits ? (
          <Countdown why={words?.what ?? ''} nextTryAt={nextTryAt} />
        ) : (
          [words?.what, words?.do].filter(Boolean).join(' ')
        )
      }
      button={
        <Button kind="outline" size="s" slow={retry.slow} onClick={() => void retry.run()}>
          {t.wrapUp.tryNow}
        </Button>
      }
    />
  );
}

/** Not read out each second: the sentence is, once. */
function Countdown({ why, nextTryAt }: { why: string; nextTryAt: string | null }) {
  const { t } = useView();
  const now = useNow(1000);
  const seconds = nextTryAt === null ? 0 : Math.ceil((Date.parse(nextTryAt) - now.getTime()) / 1000);
  return (
    <span aria-live="off" class="num">
      {seconds > 0 ? t.wrapUp.waitingMore(why, duration(seconds)) : t.wrapUp.waitingNow(why)}
    </span>
  );
}
