import { useEffect, useRef, useState } from 'preact/hooks';
import type { Messages } from '#extension/locales/language.ts';
import { whoIs } from '#extension/views/call/party.ts';
import { otherOf, type RunningCall, shortWho, standingOf } from '#extension/views/call/running.ts';
import { useView } from '#extension/views/view.ts';
import type { CallView } from '#extension/wire/snapshots.ts';

/** What to read out for a call's state, and how urgently. Times are never part of it. */
export function announcement(call: CallView | null, t: Messages): { text: string; urgent: boolean } {
  if (call === null) return { text: '', urgent: false };
  const who = whoIs(call, t);
  const calm = (text: string) => ({ text, urgent: false });
  switch (call.state) {
    case 'ringing': {
      const { control, supervises } = call;
      const whence =
        !control || supervises
          ? ''
          : control.from
            ? t.control.from(control.from.name)
            : t.control.comesBack(shortWho(call, t));
      return {
        text: `${t.call.says.incoming(who.name, who.looking ? '' : who.about)}${whence && `. ${whence}`}`,
        urgent: true,
      };
    }
    case 'dialling':
      return calm(t.call.says.calling(who.name));
    case 'ringing-out':
      return calm(t.call.says.ringingOut(who.name));
    case 'answering':
      return calm(t.call.answering);
    case 'live':
      if (call.reconnecting) return { text: t.call.says.reconnecting, urgent: true };
      return calm(call.muted ? t.call.says.muted : running(call, t));
    case 'ended':
      return calm(t.call.says.ended(t.call.how(call.how, call.direction === 'incoming', call.answeredBy)));
  }
}

/** Who hears her now. */
function running(call: RunningCall, t: Messages): string {
  const { says } = t.control;
  const passing = call.control?.transfer ?? null;
  const who = whoIs(call, t).name;
  if (passing === null) {
    const { from } = call.control ?? {};
    if (from && standingOf(call) === 'asked') return t.call.says.live(from.name);
    return standingOf(call) === 'held' ? says.held(who) : t.call.says.live(who);
  }
  const to = otherOf(passing, t).name;
  switch (passing.state) {
    case 'ringing':
      return passing.how === 'blind' ? says.blind(to) : says.ringsOther(to);
    case 'talking':
      return says.talksOther(to);
    case 'waiting':
      return says.waitsOther(shortWho(call, t), to);
    case 'together':
      return says.together(to);
  }
}

/** A call beside hers that begins to ring is as urgent as a first one. */
export function secondAnnouncement(second: CallView | null, t: Messages): { text: string; urgent: boolean } {
  if (second?.state === 'ringing') return { text: t.control.says.second(whoIs(second, t).name), urgent: true };
  if (second?.state === 'live') return { text: t.control.says.secondHeld(whoIs(second, t).name), urgent: false };
  return { text: '', urgent: false };
}

/** Whether the call is recorded; nothing before that is known, or while it is about to begin. */
function recordingAnnouncement(call: CallView | null, t: Messages): string {
  const recording = call?.state === 'live' ? call.control?.recording : undefined;
  return recording === undefined || recording === 'announcing' ? '' : t.control.says.recording[recording];
}

/** Reads the calls' states out: ringing and loss of the line at once, the rest when there is a pause. Always mounted, never visible. */
export function Announcer({ call, second }: { call: CallView | null; second: CallView | null }) {
  const { t } = useView();
  const wasMuted = useRef(false);
  const [spoken, speak] = useState({ text: '', urgent: false });
  const { text, urgent } = announcement(call, t);
  const beside = secondAnnouncement(second, t);
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
      <div class="sr" aria-live="assertive">
        {beside.urgent ? beside.text : ''}
      </div>
      <div class="sr" aria-live="polite">
        {spoken.urgent ? '' : spoken.text}
      </div>
      <div class="sr" aria-live="polite">
        {beside.urgent ? '' : beside.text}
      </div>
      <div class="sr" aria-live="polite">
        {recordingAnnouncement(call, t)}
      </div>
    </>
  );
}
