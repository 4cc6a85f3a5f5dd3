import { PhoneOff } from 'lucide';
import { CallHead } from '#extension/views/call/call-head.tsx';
import { CallerFacts } from '#extension/views/call/caller-facts.tsx';
import { CallerNote } from '#extension/views/call/caller-note.tsx';
import { recordOf } from '#extension/views/call/party.ts';
import { useCallKeys } from '#extension/views/call/use-call-keys.ts';
import { Button } from '#extension/views/parts/button.tsx';
import { KeyHint } from '#extension/views/parts/key-hint.tsx';
import { ProblemNote } from '#extension/views/problem/problem-note.tsx';
import { useTask } from '#extension/views/use-task.ts';
import { useView } from '#extension/views/view.ts';
import type { FaceProps } from './card.tsx';
import { OpenRecord } from './open-record.tsx';

/** Our call rings at the other end, or one that we answered is being connected. */
export function CardCalling({ call, me, keys, corner }: FaceProps<'dialling' | 'ringing-out' | 'answering'>) {
  const { wire, t } = useView();
  const end = useTask(() => wire.ask('call.end', { callId: call.id }));
  const record = recordOf(call);
  useCallKeys(
    call.state,
    (key) => {
      if (key.do === 'record' && record) void wire.ask('open', { what: 'record', url: record.url });
    },
    keys,
  );
  return (
    <>
      <CallHead call={call} corner={corner} />
      <div class="callbody">
        {end.problem !== null && <ProblemNote problem={end.problem} />}
        <CallerNote party={call.party} />
        <CallerFacts call={call} me={me} />
        <OpenRecord record={record} />
      </div>
      <footer class="callfoot">
        <Button
          kind="danger"
          size="l"
          class="block"
          icon={PhoneOff}
          slow={end.slow}
          keys="Alt+X"
          onClick={() => void end.run()}
        >
          {call.state === 'answering' ? t.call.hangUp : t.call.cancel}
          <KeyHint keys={['Alt', 'X']} />
        </Button>
      </footer>
    </>
  );
}
