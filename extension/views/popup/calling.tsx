import { ArrowRight, PhoneOff } from 'lucide';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { CallHead } from '#extension/views/call/call-head.tsx';
import { CallerFacts } from '#extension/views/call/caller-facts.tsx';
import { CallerNote } from '#extension/views/call/caller-note.tsx';
import { recordOf } from '#extension/views/call/party.ts';
import { useCallKeys } from '#extension/views/call/use-call-keys.ts';
import { Button } from '#extension/views/parts/button.tsx';
import { Icon } from '#extension/views/parts/icon.tsx';
import { KeyHint } from '#extension/views/parts/key-hint.tsx';
import { ProblemNote } from '#extension/views/problem/problem-note.tsx';
import { useTask } from '#extension/views/use-task.ts';
import { useView } from '#extension/views/view.ts';
import type { CallView } from '#extension/wire/snapshots.ts';

type CallingOut = Extract<CallView, { state: 'dialling' | 'ringing-out' | 'answering' }>;

/** Our call rings at the other end, or one that we answered is being connected. */
export function Calling({ call, me }: { call: CallingOut; me: string | null }) {
  const { wire, t } = useView();
  const end = useTask(() => wire.ask('call.end', { callId: call.id }));
  const button = useRef<HTMLButtonElement>(null);
  const record = recordOf(call);
  const openRecord = () => record !== null && void wire.ask('open', { what: 'record', url: record.url });
  useLayoutEffect(() => button.current?.focus(), []);
  useCallKeys(call.state, (key) => {
    if (key.do === 'record') openRecord();
  });
  return (
    <>
      <CallHead call={call} />
      <div class="scroll callbody">
        {end.problem !== null && <ProblemNote problem={end.problem} />}
        <CallerNote party={call.party} />
        <CallerFacts call={call} me={me} />
        {record !== null && (
          <button type="button" class="btn ghost s link" aria-keyshortcuts="R" onClick={openRecord}>
            {t.call.openRecord}
            <Icon of={ArrowRight} size={14} />
          </button>
        )}
      </div>
      <footer class="callfoot">
        <Button
          kind="danger"
          size="l"
          class="block"
          icon={PhoneOff}
          slow={end.slow}
          keys="Alt+X"
          buttonRef={button}
          onClick={() => void end.run()}
        >
          {call.state === 'answering' ? t.call.hangUp : t.call.cancel}
          <KeyHint keys={['Alt', 'X']} />
        </Button>
      </footer>
    </>
  );
}
