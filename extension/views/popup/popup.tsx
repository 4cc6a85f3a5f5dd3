import { Announcer } from '#extension/views/call/announcer.tsx';
import { Calling } from '#extension/views/popup/calling.tsx';
import { Ended } from '#extension/views/popup/ended.tsx';
import { Idle } from '#extension/views/popup/idle.tsx';
import { Live } from '#extension/views/popup/live.tsx';
import { PopupHead } from '#extension/views/popup/popup-head.tsx';
import { Ringing } from '#extension/views/popup/ringing.tsx';
import { SignedOut } from '#extension/views/popup/signed-out.tsx';
import { useView } from '#extension/views/view.ts';
import type { SoftphoneSnapshot } from '#extension/wire/snapshots.ts';

/** The popup, 360 × 600: what the softphone's snapshot says, one screen at a time. null: the first snapshot has not come. */
export function Popup({ phone, serverOrigin }: { phone: SoftphoneSnapshot | null; serverOrigin: string | null }) {
  return (
    <main class="popup">
      <Announcer call={phone?.call ?? null} />
      {phone === null ? <Starting /> : <Screen phone={phone} serverOrigin={serverOrigin} />}
    </main>
  );
}

function Screen({ phone, serverOrigin }: { phone: SoftphoneSnapshot; serverOrigin: string | null }) {
  const { call, line } = phone;
  const me = phone.agent?.name ?? null;
  // A call goes on whatever becomes of the session.
  switch (call?.state) {
    case 'ringing': {
      const deaf = phone.microphone === 'denied' || phone.microphone === 'missing';
      const blocked = line.state === 'problem' && line.blocks && deaf ? line.problem : null;
      return <Ringing key="ringing" call={call} me={me} blocked={blocked} />;
    }
    case 'dialling':
    case 'ringing-out':
    case 'answering':
      return <Calling key="calling" call={call} me={me} />;
    case 'live':
      return <Live key="live" call={call} me={me} />;
    case 'ended':
      return <Ended key={call.startedAt} call={call} me={me} canCallOut={phone.outgoingNumbers.length > 0} />;
    case undefined:
      return line.state === 'signed-out' ? (
        <SignedOut problem={line.problem} serverOrigin={serverOrigin} />
      ) : (
        <Idle phone={phone} />
      );
  }
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
