import { Contact, Grip, Mic, MicOff, PhoneOff } from 'lucide';
import { useRef } from 'preact/hooks';
import { CallControl } from '#extension/views/call/call-control.tsx';
import { CallHead } from '#extension/views/call/call-head.tsx';
import { CallerFacts } from '#extension/views/call/caller-facts.tsx';
import { RecordChoice } from '#extension/views/call/record-choice.tsx';
import { TonePad } from '#extension/views/call/tone-pad.tsx';
import { useCallKeys } from '#extension/views/call/use-call-keys.ts';
import { useLiveCall } from '#extension/views/call/use-live-call.ts';
import { Button } from '#extension/views/parts/button.tsx';
import { Note } from '#extension/views/parts/note.tsx';
import { ProblemNote } from '#extension/views/problem/problem-note.tsx';
import { useView } from '#extension/views/view.ts';
import { CallNote, focusNote } from '#extension/views/wrap-up/call-note.tsx';
import type { CallView, WrapUpsSnapshot } from '#extension/wire/snapshots.ts';

type LiveCall = Extract<CallView, { state: 'live' }>;

/** The running call: timer, voices, mute, keypad, record, hang up. */
export function Live({ call, me, wrapUps }: { call: LiveCall; me: string | null; wrapUps: WrapUpsSnapshot | null }) {
  const { wire, t } = useView();
  const live = useLiveCall(call);
  const view = useRef<HTMLDivElement>(null);
  useCallKeys(call.state, (key) => (key.do === 'note' ? focusNote(view.current) : live.press(key)));
  const { match } = call.party;
  return (
    <>
      <CallHead call={call} />
      <div class="scroll callbody" ref={view}>
        {live.problem !== null && <ProblemNote problem={live.problem} />}
        {call.reconnecting && <Note kind="warn" more={t.call.reconnectingWhy} />}
        {live.keypad ? (
          <TonePad
            digits={call.digits}
            down={live.down}
            onDigit={live.sendDigit}
            onClose={() => live.showKeypad(false)}
          />
        ) : (
          <>
            <div class="ctrls">
              <CallControl
                icon={call.muted ? MicOff : Mic}
                label={call.muted ? t.call.unmute : t.call.mute}
                shortcut="M"
                on={call.muted}
                slow={live.mute.slow}
                onClick={() => void live.mute.run()}
              />
              <CallControl icon={Grip} label={t.call.keypad} shortcut="K" onClick={() => live.showKeypad(true)} />
              {live.record !== null && (
                <CallControl icon={Contact} label={t.call.openRecord} shortcut="R" onClick={live.openRecord} />
              )}
            </div>
            {match.state === 'known' && match.records.length > 1 && (
              <RecordChoice
                records={match.records}
                chosen={call.record}
                me={me}
                onChoose={(record) => void wire.ask('call.chooseRecord', { record })}
              />
            )}
            {call.id !== null && <CallNote key={call.id} callId={call.id} wrapUps={wrapUps} rows={4} />}
            <CallerFacts call={call} me={me} />
          </>
        )}
      </div>
      <footer class="callfoot">
        <Button
          kind="danger"
          size="l"
          class="block"
          icon={PhoneOff}
          slow={live.hangUp.slow}
          keys="Alt+X"
          onClick={() => void live.hangUp.run()}
        >
          {t.call.hangUp}
          <kbd>Alt</kbd>
          <kbd>X</kbd>
        </Button>
      </footer>
    </>
  );
}
