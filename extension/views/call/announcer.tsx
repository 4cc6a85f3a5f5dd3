import { useEffect, useRef, useState } from 'preact/hooks';
import type { Messages } from '#extension/locales/language.ts';
import { whoIs } from '#extension/views/call/party.ts';
import { useView } from '#extension/views/view.ts';
import type { CallView } from '#extension/wire/snapshots.ts';

/** What to read out for a call's state, and how urgently. Times are never part of it. */
export function announcement(call: CallView | null, t: Messages): { text: string; urgent: boolean } {
  if (call === null) return { text: '', urgent: false };
  const who = whoIs(call, t);
  const calm = (text: string) => ({ text, urgent: false });
  switch (call.state) {
    case 'ringing':
      return { text: t.call.says.incoming(who.name, who.looking ? '' : who.about), urgent: true };
    case 'dialling':
      return calm(t.call.says.calling(who.name));
    case 'ringing-out':
      return calm(t.call.says.ringingOut(who.name));
    case 'answering':
      return calm(t.call.answering);
    case 'live':
      if (call.reconnecting) return { text: t.call.says.reconnecting, urgent: true };
      return calm(call.muted ? t.call.says.muted : t.call.says.live(who.name));
    case 'ended':
      return calm(t.call.says.ended(t.call.how(call.how, call.direction === 'incoming', call.answeredBy)));
  }
}

/** Reads the call's state out: ringing and loss of the line at once, the rest when there is a pause. Always mounted, never visible. */
export function Announcer({ call }: { call: CallView | null }) {
  const { t } = useView();
  const wasMuted = useRef(false);
  const [spoken, speak] = useState({ text: '', urgent: false });
  const { text, urgent } = announcement(call, t);
  const muted = call?.state === 'live' && call.muted;
  useEffect(() => {
    speak(
      wasMuted.current && !muted && call?.state === 'live' ? { text: t.call.says.unmuted, urgent } : { text, urgent },
    );
    wasMuted.current = muted;
  }, [text, urgent, muted]);
  return (
    <>
      <div class="sr" aria-live="assertive">
        {spoken.urgent ? spoken.text : ''}
      </div>
      <div class="sr" aria-live="polite">
        {spoken.urgent ? '' : spoken.text}
      </div>
    </>
  );
}
