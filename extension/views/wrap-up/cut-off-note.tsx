import { Phone, PhoneMissed } from 'lucide';
import { Button } from '#extension/views/parts/button.tsx';
import { Note } from '#extension/views/parts/note.tsx';
import { ProblemNote } from '#extension/views/problem/problem-note.tsx';
import { useTask } from '#extension/views/use-task.ts';
import { useView } from '#extension/views/view.ts';
import { whoOf } from '#extension/views/wrap-up/who.ts';
import type { WrapUp } from '#shared/api/agent-api.ts';
import type { RecordRef } from '#shared/crm/crm-record.ts';

/** Her line was lost in the conversation: one click calls the customer back. What she has noted stays. */
export function CutOffNote({ wrapUp, record }: { wrapUp: WrapUp; record: RecordRef | null }) {
  const { wire, t } = useView();
  const { number } = wrapUp;
  const who = whoOf(wrapUp, t);
  const back = useTask((to: string) => wire.ask('call.dial', { to, record, from: null }));
  return (
    <>
      <Note
        kind="warn"
        icon={PhoneMissed}
        what={t.wrapUp.lineLost}
        more={t.wrapUp.wasCutOff(who)}
        button={
          number !== null && (
            <Button
              kind="live"
              size="s"
              icon={Phone}
              label={t.popup.callBack(who)}
              slow={back.slow}
              onClick={() => void back.run(number)}
            >
              {t.wrapUp.callBack}
            </Button>
          )
        }
      />
      {back.problem !== null && <ProblemNote problem={back.problem} />}
    </>
  );
}
