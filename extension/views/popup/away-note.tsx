import { Button } from '#extension/views/parts/button.tsx';
import { Note } from '#extension/views/parts/note.tsx';
import { awayNews } from '#extension/views/popup/away.ts';
import { ProblemNote } from '#extension/views/problem/problem-note.tsx';
import { useNow } from '#extension/views/use-now.ts';
import { useTask } from '#extension/views/use-task.ts';
import { useView } from '#extension/views/view.ts';
import type { SoftphoneSnapshot } from '#extension/wire/snapshots.ts';

/** Her break is over, or the server has set her Away: nobody is brought back silently, and nobody stays away without knowing it. */
export function AwayNote({ phone }: { phone: SoftphoneSnapshot }) {
  const { wire, t } = useView();
  const news = awayNews(phone, useNow());
  const back = useTask(() => wire.ask('presence.set', { presence: 'online' }));
  if (news === null) return null;
  const unanswered = news === 'not-answering';
  return (
    <div class="under">
      <Note
        kind="warn"
        role="status"
        what={unanswered ? t.presence.notAnswering : t.presence.over(phone.awayReason ?? null)}
        more={unanswered ? t.presence.notAnsweringWhat : t.presence.overWhat}
        button={
          <Button kind="outline" size="s" slow={back.slow} onClick={() => void back.run()}>
            {t.presence.goOnline}
          </Button>
        }
      />
      {back.problem !== null && <ProblemNote problem={back.problem} />}
    </div>
  );
}
