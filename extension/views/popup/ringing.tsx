import { ArrowRight, Phone, PhoneOff } from 'lucide';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { CallHead } from '#extension/views/call/call-head.tsx';
import { CallerFacts } from '#extension/views/call/caller-facts.tsx';
import { CallerNote } from '#extension/views/call/caller-note.tsx';
import { recordOf } from '#extension/views/call/party.ts';
import { PassedRinging } from '#extension/views/call/passed-note.tsx';
import { RecordChoice } from '#extension/views/call/record-choice.tsx';
import { useCallKeys } from '#extension/views/call/use-call-keys.ts';
import { Button } from '#extension/views/parts/button.tsx';
import { Icon } from '#extension/views/parts/icon.tsx';
import { ProblemNote } from '#extension/views/problem/problem-note.tsx';
import { useTask } from '#extension/views/use-task.ts';
import { useView } from '#extension/views/view.ts';
import type { CallView } from '#extension/wire/snapshots.ts';
import type { RecordRef } from '#shared/crm/crm-record.ts';
import type { Problem } from '#shared/problem.ts';

type RingingCall = Extract<CallView, { state: 'ringing' }>;

/** Someone calls: who, and Answer or Decline. `blocked`: why answering would not work now (no microphone). */
export function Ringing({ call, me, blocked }: { call: RingingCall; me: string | null; blocked: Problem | null }) {
  const { wire, t } = useView();
  const answer = useTask(() => wire.ask('call.answer', { callId: call.id }));
  const decline = useTask(() => wire.ask('call.decline', { callId: call.id }));
  const choose = useTask((record: RecordRef) => wire.ask('call.chooseRecord', { callId: call.id, record }));
  const answerButton = useRef<HTMLButtonElement>(null);
  const record = recordOf(call);
  const openRecord = () => record !== null && void wire.ask('open', { what: 'record', url: record.url });

  // The popup opened by itself for this call: Enter shall answer it.
  useLayoutEffect(() => answerButton.current?.focus(), []);
  useCallKeys(call.state, (key) => {
    if (key.do === 'answer') void answer.run();
    if (key.do === 'record') openRecord();
  });

  const problem = answer.problem ?? decline.problem ?? choose.problem ?? blocked;
  const several = call.party.match.state === 'known' && call.party.match.records.length > 1;
  return (
    <>
      <CallHead call={call} />
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
            buttonRef={answerButton}
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
      <div class="scroll callbody">
        {problem !== null && <ProblemNote problem={problem} />}
        <PassedRinging call={call} />
        <CallerNote party={call.party} />
        {call.party.match.state === 'known' && several && (
          <RecordChoice
            records={call.party.match.records}
            chosen={call.record}
            me={me}
            onChoose={(chosen) => void choose.run(chosen)}
          />
        )}
        {(!several || record !== null) && <CallerFacts call={call} me={me} />}
        {record !== null && (
          <button type="button" class="btn ghost s link" aria-keyshortcuts="R" onClick={openRecord}>
            {t.call.openRecord}
            <Icon of={ArrowRight} size={14} />
          </button>
        )}
      </div>
    </>
  );
}
