import { Phone, PhoneOff } from 'lucide';
import { CallHead } from '#extension/views/call/call-head.tsx';
import { CallerFacts } from '#extension/views/call/caller-facts.tsx';
import { CallerNote } from '#extension/views/call/caller-note.tsx';
import { recordOf } from '#extension/views/call/party.ts';
import { PassedRinging } from '#extension/views/call/passed-note.tsx';
import { RecordChoice } from '#extension/views/call/record-choice.tsx';
import { useCallKeys } from '#extension/views/call/use-call-keys.ts';
import { Button } from '#extension/views/parts/button.tsx';
import { ProblemNote } from '#extension/views/problem/problem-note.tsx';
import { useTask } from '#extension/views/use-task.ts';
import { useView } from '#extension/views/view.ts';
import type { RecordRef } from '#shared/crm/crm-record.ts';
import type { Problem } from '#shared/problem.ts';
import type { FaceProps } from './card.tsx';
import { OpenRecord } from './open-record.tsx';

/** Someone calls: who it is, and Answer or Decline. `blocked`: why answering would not work now (no microphone). */
export function CardRinging(props: FaceProps<'ringing'> & { blocked: Problem | null }) {
  const { call, me, keys, corner } = props;
  const { wire, t } = useView();
  const answer = useTask(() => wire.ask('call.answer', { callId: call.id }));
  const decline = useTask(() => wire.ask('call.decline', { callId: call.id }));
  const choose = useTask((record: RecordRef) => wire.ask('call.chooseRecord', { callId: call.id, record }));
  const record = recordOf(call);
  useCallKeys(
    call.state,
    (key) => {
      if (key.do === 'answer') void answer.run();
      if (key.do === 'record' && record) void wire.ask('open', { what: 'record', url: record.url });
    },
    keys,
  );
  const problem = answer.problem ?? decline.problem ?? choose.problem ?? props.blocked;
  const { match } = call.party;
  const several = match.state === 'known' && match.records.length > 1;
  return (
    <>
      <CallHead call={call} corner={corner} />
      {/* First in the focus order, last on the screen. */}
      <footer class="callfoot">
        <div class="row answers">
          <Button
            kind="live"
            size="l"
            class="grow"
            icon={Phone}
            slow={answer.slow}
            keys="Enter Alt+A"
            onClick={() => void answer.run()}
          >
            {t.call.answer}
          </Button>
          <Button
            kind="danger"
            size="l"
            class="grow"
            icon={PhoneOff}
            slow={decline.slow}
            keys="Alt+X"
            onClick={() => void decline.run()}
          >
            {t.call.decline}
          </Button>
        </div>
        <p class="tiny faint keyhint">
          <kbd>Alt</kbd> <kbd>A</kbd> {t.call.answersFromAnyTab}
        </p>
      </footer>
      <div class="callbody">
        {problem !== null && <ProblemNote problem={problem} />}
        <PassedRinging call={call} />
        <CallerNote party={call.party} />
        {several && (
          <RecordChoice
            records={match.records}
            chosen={call.record}
            me={me}
            onChoose={(chosen) => void choose.run(chosen)}
          />
        )}
        {(!several || record !== null) && <CallerFacts call={call} me={me} />}
        <OpenRecord record={record} />
      </div>
    </>
  );
}
