import { Phone } from 'lucide';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { CallHead } from '#extension/views/call/call-head.tsx';
import { CallerFacts } from '#extension/views/call/caller-facts.tsx';
import { recordOf } from '#extension/views/call/party.ts';
import { useCallKeys } from '#extension/views/call/use-call-keys.ts';
import { duration } from '#extension/views/format/duration.ts';
import { Button } from '#extension/views/parts/button.tsx';
import { AwayNote } from '#extension/views/popup/away-note.tsx';
import { ProblemNote } from '#extension/views/problem/problem-note.tsx';
import { useTask } from '#extension/views/use-task.ts';
import { useView } from '#extension/views/view.ts';
import type { CallView, SoftphoneSnapshot } from '#extension/wire/snapshots.ts';

type EndedCall = Extract<CallView, { state: 'ended' }>;

/** The call is over: how it ended, how long it was, and once more. */
export function Ended({ call, phone }: { call: EndedCall; phone: SoftphoneSnapshot }) {
  const { wire, t } = useView();
  const me = phone.agent?.name ?? null;
  const { number } = call.party;
  const record = recordOf(call);
  const again = useTask((to: string) =>
    wire.ask('call.dial', { to, record: call.record ?? record?.ref ?? null, from: null }),
  );
  const dismiss = useTask(() => wire.ask('call.dismiss', {}));
  const button = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => button.current?.focus(), []);
  useCallKeys(call.state, (key) => {
    if (key.do === 'close') void dismiss.run();
    if (key.do === 'record' && record !== null) void wire.ask('open', { what: 'record', url: record.url });
  });
  const problem = again.problem ?? dismiss.problem ?? call.problem;
  return (
    <>
      <CallHead call={call} />
      <div class="scroll callbody">
        <AwayNote phone={phone} />
        <div>
          <p class="b how">{t.call.how(call.how, call.direction === 'incoming', call.answeredBy)}</p>
          {call.talkedSeconds > 0 && <p class="muted num">{t.call.talked(duration(call.talkedSeconds))}</p>}
          {call.how === 'passed-on' && call.answeredBy === null && <p class="muted">{t.control.passing.ringsOn}</p>}
        </div>
        {problem !== null && <ProblemNote problem={problem} />}
        <CallerFacts call={call} me={me} />
      </div>
      <footer class="callfoot">
        <div class="row">
          <Button
            kind="outline"
            size="l"
            class="grow"
            slow={dismiss.slow}
            keys="Escape"
            buttonRef={button}
            onClick={() => void dismiss.run()}
          >
            {t.call.dismiss}
          </Button>
          {number !== null && phone.outgoingNumbers.length > 0 && call.how !== 'passed-on' && (
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
