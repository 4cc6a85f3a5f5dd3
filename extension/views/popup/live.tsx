import { useRef } from 'preact/hooks';
import { CallControl } from '#extension/views/call/call-control.tsx';
import { CallHead } from '#extension/views/call/call-head.tsx';
import { callMarks } from '#extension/views/call/call-marks.tsx';
import { CallNotices } from '#extension/views/call/call-notices.tsx';
import { CallerFacts } from '#extension/views/call/caller-facts.tsx';
import { controlsOf } from '#extension/views/call/control-list.ts';
import { HangUpFoot } from '#extension/views/call/hang-up-foot.tsx';
import { PassedRunning } from '#extension/views/call/passed-note.tsx';
import { cancel } from '#extension/views/call/passing.tsx';
import { PickPerson } from '#extension/views/call/pick-person.tsx';
import { RecordOfCall } from '#extension/views/call/record-of-call.tsx';
import { type RunningCall, shortWho } from '#extension/views/call/running.ts';
import { SecondCall } from '#extension/views/call/second-call.tsx';
import { TonePad } from '#extension/views/call/tone-pad.tsx';
import { useCallKeys } from '#extension/views/call/use-call-keys.ts';
import { type LiveHand, useLiveCall } from '#extension/views/call/use-live-call.ts';
import { PassingScreen } from '#extension/views/popup/passing-screen.tsx';
import { useView } from '#extension/views/view.ts';
import { CallNote, focusNote } from '#extension/views/wrap-up/call-note.tsx';
import type { SoftphoneSnapshot, WrapUpsSnapshot } from '#extension/wire/snapshots.ts';

export interface LiveProps {
  readonly call: RunningCall;
  readonly phone: SoftphoneSnapshot;
  readonly wrapUps: WrapUpsSnapshot | null;
}

/** The running call: timer, voices, its controls, the note, hang up; whom to pass it on to; who waits beside it. */
export function Live({ call, phone, wrapUps }: LiveProps) {
  const { t } = useView();
  const live = useLiveCall(call);
  const view = useRef<HTMLDivElement>(null);
  const { panel, passing } = live;
  useCallKeys(call.state, (key) => {
    if (key.do === 'note') return focusNote(view.current);
    if (key.do === 'close' && panel === null && passing !== null && passing.state !== 'together') return cancel(live);
    live.press(key);
  });
  const picking = panel === 'transfer' || panel === 'add' ? panel : null;
  return (
    <>
      <SecondCall second={phone.second} />
      {passing !== null ? (
        <PassingScreen call={call} live={live} passing={passing} />
      ) : picking !== null ? (
        <>
          <PickPerson
            key={picking}
            to={picking}
            who={shortWho(call, t)}
            country={phone.country}
            canCallOut={phone.outgoingNumbers.length > 0}
            problem={live.control.problem}
            onChoose={live.choose}
            onClose={() => live.show(null)}
          />
          <CallHead call={call} marks={callMarks(call, live.control)} />
        </>
      ) : (
        <>
          {/* What is used most comes first in the focus order; the head, with the recording, last but one. */}
          <div class="scroll callbody" ref={view}>
            <CallNotices call={call} live={live} />
            {panel === 'keypad' ? <Tones call={call} live={live} /> : <Body {...{ call, phone, wrapUps, live }} />}
          </div>
          <CallHead call={call} marks={callMarks(call, live.control)} />
          <HangUpFoot live={live} showKeys />
        </>
      )}
    </>
  );
}

function Body({ call, phone, wrapUps, live }: LiveProps & { live: LiveHand }) {
  const { t } = useView();
  const me = phone.agent?.name ?? null;
  return (
    <>
      <div class="ctrls">
        {controlsOf(call, live, t).map((one) => (
          <CallControl key={one.shortcut} {...one} />
        ))}
      </div>
      <PassedRunning call={call} />
      <RecordOfCall call={call} me={me} />
      {call.id !== null && live.isHers && <CallNote key={call.id} callId={call.id} wrapUps={wrapUps} rows={4} />}
      <CallerFacts call={call} me={me} />
    </>
  );
}

function Tones({ call, live }: { call: RunningCall; live: LiveHand }) {
  return (
    <TonePad
      digits={call.digits}
      down={live.down}
      onDigit={live.sendDigits}
      onPaste={live.sendDigits}
      onClose={() => live.show(null)}
    />
  );
}
