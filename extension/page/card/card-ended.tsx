import { Phone } from 'lucide';
import { CallHead } from '#extension/views/call/call-head.tsx';
import { recordOf } from '#extension/views/call/party.ts';
import { useCallKeys } from '#extension/views/call/use-call-keys.ts';
import { duration } from '#extension/views/format/duration.ts';
import { Button } from '#extension/views/parts/button.tsx';
import { ProblemNote } from '#extension/views/problem/problem-note.tsx';
import { useTask } from '#extension/views/use-task.ts';
import { useView } from '#extension/views/view.ts';
import type { FaceProps } from './card.tsx';

/** The call is over: how it ended, how long it was, and once more. */
export function CardEnded({ call, keys, corner, canCallOut }: FaceProps<'ended'> & { canCallOut: boolean }) {
  const { wire, t } = useView();
  const { number } = call.party;
  const ref = call.record ?? recordOf(call)?.ref ?? null;
  const again = useTask((to: string) => wire.ask('call.dial', { to, record: ref, from: null }));
  const dismiss = useTask(() => wire.ask('call.dismiss', {}));
  useCallKeys(
    call.state,
    (key) => {
      if (key.do === 'close') void dismiss.run();
    },
    keys,
  );
  const problem = again.problem ?? dismiss.problem ?? call.problem;
  return (
    <>
      <CallHead call={call} corner={corner} />
      <div class="callbody">
        <div>
          <p class="b how">{t.call.how(call.how, call.direction === 'incoming', call.answeredBy)}</p>
          {call.talkedSeconds > 0 && <p class="muted num">{t.call.talked(duration(call.talkedSeconds))}</p>}
          {call.how === 'passed-on' && call.answeredBy === null && <p class="muted">{t.control.passing.ringsOn}</p>}
        </div>
        {problem !== null && <ProblemNote problem={problem} />}
      </div>
      <footer class="callfoot">
        <div class="row">
          <Button
            kind="outline"
            size="l"
            class="grow"
            slow={dismiss.slow}
            keys="Escape"
            onClick={() => void dismiss.run()}
          >
            {t.call.dismiss}
          </Button>
          {number !== null && canCallOut && call.how !== 'passed-on' && (
            <Button
              kind="live"
              size="l"
              class="grow"
              icon={Phone}
              slow={again.slow}
              onClick={() => void again.run(number)}
            >
              {t.call.callAgain}
            </Button>
          )}
        </div>
      </footer>
    </>
  );
}
