import { CircleCheck, CircleX, Clock, type IconNode, TriangleAlert } from 'lucide';
import { useState } from 'preact/hooks';
import { Button } from '#extension/views/parts/button.tsx';
import { Icon } from '#extension/views/parts/icon.tsx';
import { reasonWords } from '#extension/views/popup/away.ts';
import { useTask } from '#extension/views/use-task.ts';
import { useView, type View } from '#extension/views/view.ts';
import type { SoftphoneSnapshot } from '#extension/wire/snapshots.ts';

interface Health {
  readonly icon: IconNode;
  readonly tone: 'ok' | 'warn' | 'bad' | 'quiet';
  readonly words: string;
}

/** Whether calls can come and go, in a few words. */
export function healthOf(phone: SoftphoneSnapshot, view: Pick<View, 't' | 'language' | 'timeZone'>): Health {
  const { line, presence } = phone;
  const { t } = view;
  if (line.state === 'signed-out') return { icon: CircleX, tone: 'quiet', words: t.popup.signedOut };
  if (line.state === 'connecting') return { icon: Clock, tone: 'quiet', words: `${t.popup.connecting}…` };
  if (line.state === 'problem' && line.blocks) return { icon: CircleX, tone: 'bad', words: t.popup.notReady };
  // Whoever chose not to be called is not told that calls come in.
  if (presence !== 'online') {
    const doing = presence === 'away' ? reasonWords(phone.awayReason ?? null, view) : t.popup.presence[presence];
    return { icon: CircleCheck, tone: 'quiet', words: t.popup.readyNoCalls(doing) };
  }
  if (line.state === 'ready') return { icon: CircleCheck, tone: 'ok', words: t.popup.ready };
  const words = line.problem.code === 'no-outgoing-number' ? t.popup.callsInOnly : t.popup.partly;
  return { icon: TriangleAlert, tone: 'warn', words };
}

/** The line at the popup's foot: the promise that one always knows that it works. */
export function HealthRow({ phone }: { phone: SoftphoneSnapshot }) {
  const { icon, tone, words } = healthOf(phone, useView());
  return (
    <footer class="health">
      <span class={tone}>
        <Icon of={icon} />
      </span>
      <output class="grow">{words}</output>
      <Proof phone={phone} />
    </footer>
  );
}

/** A test call while all is well; what to mend while it isn't. */
function Proof({ phone }: { phone: SoftphoneSnapshot }) {
  const { wire, t, olderServer } = useView();
  const ring = useTask(() => wire.ask('diagnosis.ringMe', {}));
  const [sent, tell] = useState(false);
  const look = () => void wire.ask('open', { what: 'options', section: 'diagnosis' });
  // Why it could not ring her stands there, too.
  if (phone.line.state === 'problem' || ring.problem !== null) {
    return (
      <Button kind="ghost" size="s" onClick={look}>
        {t.options.sections.diagnosis}
      </Button>
    );
  }
  if (phone.line.state !== 'ready' || olderServer) return null;
  return (
    <Button
      kind="ghost"
      size="s"
      slow={ring.slow}
      onClick={async () => {
        const result = await ring.run();
        tell(result?.ok === true);
      }}
    >
      {sent ? t.popup.ringMeSent : t.popup.ringMe}
    </Button>
  );
}
