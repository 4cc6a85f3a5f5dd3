import { Mic, MicOff } from 'lucide';
import { Button } from '#extension/views/parts/button.tsx';
import { Note } from '#extension/views/parts/note.tsx';
import { useView } from '#extension/views/view.ts';
import type { Microphone } from '#extension/wire/snapshots.ts';

/** Why no customer would hear you, and the button that mends it. Nothing while all is well. */
export function MicrophoneNote(props: {
  readonly state: Microphone;
  readonly onAsk: () => void;
  readonly onOpenSettings: () => void;
}) {
  const { t } = useView();
  switch (props.state) {
    case 'prompt':
      return (
        <Note
          kind="warn"
          icon={Mic}
          what={t.device.notAsked}
          more={t.device.notAskedWhat}
          button={
            <Button kind="primary" size="s" onClick={props.onAsk}>
              {t.device.allow}
            </Button>
          }
        />
      );
    case 'denied':
      return (
        <Note
          kind="bad"
          role="alert"
          icon={MicOff}
          what={t.device.blocked}
          more={t.device.blockedWhat}
          button={
            <Button kind="outline" size="s" onClick={props.onOpenSettings}>
              {t.device.openSettings}
            </Button>
          }
        />
      );
    case 'missing':
      return <Note kind="bad" role="alert" icon={MicOff} what={t.device.missing} more={t.device.missingWhat} />;
    case 'granted':
    case 'unknown':
      return null;
  }
}
