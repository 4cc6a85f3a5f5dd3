import { Announcer } from '#extension/views/call/announcer.tsx';
import { blockedBy } from '#extension/views/call/blocked-by.ts';
import { SecondCall } from '#extension/views/call/second-call.tsx';
import { Calling } from '#extension/views/popup/calling.tsx';
import { Ended } from '#extension/views/popup/ended.tsx';
import { Idle } from '#extension/views/popup/idle.tsx';
import { Live } from '#extension/views/popup/live.tsx';
import { PopupHead } from '#extension/views/popup/popup-head.tsx';
import { Ringing } from '#extension/views/popup/ringing.tsx';
import { SignedOut } from '#extension/views/popup/signed-out.tsx';
import { useView } from '#extension/views/view.ts';
import { unfinished } from '#extension/views/wrap-up/unfinished.ts';
import { WrapUpWindow } from '#extension/views/wrap-up/wrap-up-window.tsx';
import type { CallView, SoftphoneSnapshot, WrapUpsSnapshot } from '#extension/wire/snapshots.ts';

export interface PopupProps {
  /** null: the first snapshot has not come. */
  readonly phone: SoftphoneSnapshot | null;
  readonly wrapUps: WrapUpsSnapshot | null;
  readonly serverOrigin: string | null;
}

/** The popup, 360 × 600: what the snapshots say, one screen at a time. */
export function Popup({ phone, ...rest }: PopupProps) {
  return (
    <main class="popup">
      <Announcer call={phone?.call ?? null} second={phone?.second ?? null} />
      {phone === null ? <Starting /> : <Screen phone={phone} {...rest} />}
    </main>
  );
}

function Screen({ phone, wrapUps, serverOrigin }: PopupProps & { phone: SoftphoneSnapshot }) {
  const { call, line } = phone;
  const me = phone.agent?.name ?? null;
  // A call goes on whatever becomes of the session.
  switch (call?.state) {
    case 'ringing':
      return <Ringing key="ringing" call={call} me={me} blocked={blockedBy(phone)} />;
    case 'dialling':
    case 'ringing-out':
    case 'answering':
      return (
        <>
          <SecondCall second={phone.second} />
          <Calling key="calling" call={call} me={me} />
        </>
      );
    case 'live':
      return <Live key={`live ${call.startedAt}`} call={call} phone={phone} wrapUps={wrapUps} />;
    case 'ended':
      return <AfterCall call={call} phone={phone} wrapUps={wrapUps} />;
    case undefined: {
      if (line.state === 'signed-out') return <SignedOut problem={line.problem} serverOrigin={serverOrigin} />;
      const { shown } = unfinished(wrapUps);
      if (shown === null || wrapUps === null) return <Idle phone={phone} wrapUps={wrapUps} />;
      return <WrapUpWindow key={shown.callId} wrapUp={shown} wrapUps={wrapUps} line={line} takesFocus />;
    }
  }
}

/** Its wrap-up, or how it ended where there is nothing to note. Put away, the softphone forgets it in a moment. */
function AfterCall(props: {
  call: Extract<CallView, { state: 'ended' }>;
  phone: SoftphoneSnapshot;
  wrapUps: WrapUpsSnapshot | null;
}) {
  const { call, phone, wrapUps } = props;
  const noted = call.id === null ? undefined : wrapUps?.wrapUps.find(({ callId }) => callId === call.id);
  const passedOn = call.how === 'passed-on';
  if (!passedOn && noted && wrapUps?.shown === noted.callId) {
    const { line } = phone;
    return (
      <WrapUpWindow
        key={noted.callId}
        wrapUp={noted}
        wrapUps={wrapUps}
        callProblem={call.problem}
        line={line}
        takesFocus
      />
    );
  }
  if (!passedOn && noted) return <Idle phone={phone} wrapUps={wrapUps} />;
  return <Ended key={call.startedAt} call={call} phone={phone} />;
}

function Starting() {
  const { t } = useView();
  return (
    <>
      <PopupHead phone={null} />
      <h1 class="sr">{t.popup.title}</h1>
      <output class="gate late muted">{t.popup.loading}…</output>
    </>
  );
}
