import { Grip, Mic, MicOff } from 'lucide';
import { callMarks } from '#extension/views/call/call-marks.tsx';
import type { RunningCall } from '#extension/views/call/running.ts';
import type { LiveHand } from '#extension/views/call/use-live-call.ts';
import { IconButton } from '#extension/views/parts/button.tsx';
import { useView } from '#extension/views/view.ts';

/** What she needs of her own line while a call is passed on: the recording, her microphone, the keypad (of a menu at the other end). */
export function PassingTools({ call, live }: { call: RunningCall; live: LiveHand }) {
  const { t } = useView();
  return (
    <>
      {callMarks({ ...call, quality: null }, live.control, true)}
      <IconButton
        icon={call.muted ? MicOff : Mic}
        class={call.muted ? 's pressed' : 's'}
        name={call.muted ? t.call.unmute : t.call.mute}
        keys="M"
        onClick={() => void live.mute.run()}
      />
      <IconButton icon={Grip} class="s" name={t.call.keypad} keys="K" onClick={() => live.show('keypad')} />
    </>
  );
}
