import { Contact, Grip, type IconNode, Mic, MicOff, PhoneOff } from 'lucide';
import { useRef } from 'preact/hooks';
import { CallHead } from '#extension/views/call/call-head.tsx';
import { RecordChoice } from '#extension/views/call/record-choice.tsx';
import { TonePad } from '#extension/views/call/tone-pad.tsx';
import { useCallKeys } from '#extension/views/call/use-call-keys.ts';
import { useLiveCall } from '#extension/views/call/use-live-call.ts';
import { Button } from '#extension/views/parts/button.tsx';
import { Icon } from '#extension/views/parts/icon.tsx';
import { Note } from '#extension/views/parts/note.tsx';
import { ProblemNote } from '#extension/views/problem/problem-note.tsx';
import { useView } from '#extension/views/view.ts';
import { CallNote, focusNote } from '#extension/views/wrap-up/call-note.tsx';
import type { WrapUpsSnapshot } from '#extension/wire/snapshots.ts';
import type { FaceProps } from './card.tsx';

/** The running call: timer, voices, mute, keypad, record, hang up. */
export function CardLive(props: FaceProps<'live'> & { wrapUps: WrapUpsSnapshot | null }) {
  const { call, me, keys, corner, wrapUps } = props;
  const { wire, t } = useView();
  const live = useLiveCall(call);
  const body = useRef<HTMLDivElement>(null);
  useCallKeys(call.state, (key) => (key.do === 'note' ? focusNote(body.current) : live.press(key)), keys);
  const { match } = call.party;
  return (
    <>
      <CallHead call={call} corner={corner} />
      <div class="callbody" ref={body}>
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
          <div class="tools">
            <Tool
              icon={call.muted ? MicOff : Mic}
              name={call.muted ? t.call.unmute : t.call.mute}
              keys="M"
              on={call.muted}
              onClick={() => void live.mute.run()}
            />
            <Tool icon={Grip} name={t.call.keypad} keys="K" onClick={() => live.showKeypad(true)} />
            {live.record !== null && (
              <Tool icon={Contact} name={t.call.openRecord} keys="R" onClick={live.openRecord} />
            )}
          </div>
        )}
        {!live.keypad && call.id !== null && <CallNote key={call.id} callId={call.id} wrapUps={wrapUps} rows={2} />}
        {!live.keypad && match.state === 'known' && match.records.length > 1 && (
          <RecordChoice
            records={match.records}
            chosen={call.record}
            me={me}
            onChoose={(record) => void wire.ask('call.chooseRecord', { record })}
          />
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
        </Button>
      </footer>
    </>
  );
}

/** One of the card's few icons without words; its tooltip names it and its key. */
function Tool(props: { icon: IconNode; name: string; keys: string; on?: boolean; onClick: () => void }) {
  return (
    <button
      type="button"
      class={props.on ? 'on' : undefined}
      aria-label={props.name}
      title={`${props.name} (${props.keys})`}
      aria-keyshortcuts={props.keys}
      onClick={props.onClick}
    >
      <Icon of={props.icon} size={20} />
    </button>
  );
}
