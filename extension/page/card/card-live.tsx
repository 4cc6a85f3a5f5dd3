import { Maximize2 } from 'lucide';
import { useRef } from 'preact/hooks';
import { CallHead } from '#extension/views/call/call-head.tsx';
import { callMarks } from '#extension/views/call/call-marks.tsx';
import { CallNotices } from '#extension/views/call/call-notices.tsx';
import { controlsOf } from '#extension/views/call/control-list.ts';
import { HangUpFoot } from '#extension/views/call/hang-up-foot.tsx';
import { PassedRunning } from '#extension/views/call/passed-note.tsx';
import { cancel, PassingBody, PassingFoot } from '#extension/views/call/passing.tsx';
import { passingTitle } from '#extension/views/call/passing-title.ts';
import { PassingTools } from '#extension/views/call/passing-tools.tsx';
import { PickPerson } from '#extension/views/call/pick-person.tsx';
import { RecordOfCall } from '#extension/views/call/record-of-call.tsx';
import { type RunningCall, shortWho } from '#extension/views/call/running.ts';
import { SecondCall } from '#extension/views/call/second-call.tsx';
import { TonePad } from '#extension/views/call/tone-pad.tsx';
import { useCallKeys } from '#extension/views/call/use-call-keys.ts';
import { type LiveHand, useLiveCall } from '#extension/views/call/use-live-call.ts';
import { useView } from '#extension/views/view.ts';
import { CallNote, focusNote } from '#extension/views/wrap-up/call-note.tsx';
import type { SoftphoneSnapshot, WrapUpsSnapshot } from '#extension/wire/snapshots.ts';
import type { FaceProps } from './card.tsx';
import { Tool } from './tool.tsx';

/** The running call: timer, voices, its controls, the note, hang up; whom to pass it on to; who waits beside it. */
export function CardLive(props: FaceProps<'live'> & { phone: SoftphoneSnapshot; wrapUps: WrapUpsSnapshot | null }) {
  const { call, phone, keys, corner } = props;
  const { t } = useView();
  const live = useLiveCall(call);
  const body = useRef<HTMLDivElement>(null);
  const { panel, passing } = live;
  useCallKeys(
    call.state,
    (key) => {
      if (key.do === 'note') return focusNote(body.current);
      if (key.do === 'close' && panel === null && passing !== null && passing.state !== 'together') return cancel(live);
      live.press(key);
    },
    keys,
  );
  const picking = passing === null && (panel === 'transfer' || panel === 'add') ? panel : null;
  return (
    <>
      <SecondCall second={phone.second} />
      {picking !== null ? (
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
      ) : (
        <div class="callbody" ref={body}>
          <CallNotices call={call} live={live} />
          {panel === 'keypad' ? (
            <TonePad
              digits={call.digits}
              down={live.down}
              onDigit={live.sendDigits}
              onPaste={live.sendDigits}
              onClose={() => live.show(null)}
            />
          ) : passing !== null ? (
            <div class="col passing">
              <PassingBody call={call} live={live} passing={passing} />
            </div>
          ) : (
            <Body {...props} live={live} />
          )}
        </div>
      )}
      {passing === null ? (
        <CallHead call={call} marks={callMarks(call, live.control, true)} corner={corner} />
      ) : (
        <header class="phead passhead fill plainfill">
          <h1 class="b">{passingTitle(call, passing, t)}</h1>
          <span class="end row">
            <PassingTools call={call} live={live} />
            {corner}
          </span>
        </header>
      )}
      {passing !== null && <PassingFoot call={call} live={live} passing={passing} />}
      {passing === null && picking === null && <HangUpFoot live={live} />}
    </>
  );
}

function Body(props: FaceProps<'live'> & { wrapUps: WrapUpsSnapshot | null; live: LiveHand }) {
  const { call, me, wrapUps, live } = props;
  return (
    <>
      <Tools call={call} live={live} />
      <PassedRunning call={call} />
      {call.id !== null && live.isHers && <CallNote key={call.id} callId={call.id} wrapUps={wrapUps} rows={2} />}
      <RecordOfCall call={call} me={me} />
    </>
  );
}

/** Six at most: the page is the record already, so the way to the popup stands in its place. */
function Tools({ call, live }: { call: RunningCall; live: LiveHand }) {
  const { wire, t } = useView();
  return (
    <div class="tools">
      {controlsOf(call, live, t).map(({ icon, label, shortcut, is, slow, onClick }) => (
        <Tool key={shortcut} icon={icon} name={label} keys={shortcut} is={is} slow={slow} onClick={onClick} />
      ))}
      {live.canControl && live.record === null && (
        <Tool icon={Maximize2} name={t.control.openPopup} onClick={() => void wire.ask('open', { what: 'popup' })} />
      )}
    </div>
  );
}
