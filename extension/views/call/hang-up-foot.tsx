import { PhoneOff } from 'lucide';
import type { LiveHand } from '#extension/views/call/use-live-call.ts';
import { Button } from '#extension/views/parts/button.tsx';
import { KeyHint } from '#extension/views/parts/key-hint.tsx';
import { useView } from '#extension/views/view.ts';

/** A supervisor leaves by it: the call goes on. `showKeys`: where there is room, the keys that do it from any tab stand beside the word. */
export function HangUpFoot({ live, showKeys = false }: { live: LiveHand; showKeys?: boolean }) {
  const { t } = useView();
  return (
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
        {live.standing === 'supervised' ? t.supervise.stop : t.call.hangUp}
        {showKeys && <KeyHint keys={['Alt', 'X']} />}
      </Button>
    </footer>
  );
}
