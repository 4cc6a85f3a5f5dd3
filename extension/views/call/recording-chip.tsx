import { useView } from '#extension/views/view.ts';
import type { Ask, AskWord, CallControl } from '#shared/call/control.ts';

type Recording = CallControl['recording'];

/** What a click on the chip, or the key P, asks in each state. */
export function recordingAsk(recording: Recording): Ask {
  switch (recording) {
    case 'on':
      return { what: 'record', to: 'paused' };
    case 'announcing':
      return { what: 'record', to: 'off' };
    case 'off':
    case 'paused':
      return { what: 'record', to: 'on' };
  }
}

const ITS_ASKS: readonly AskWord[] = ['record', 'pause-recording', 'stop-recording'];

/** Whether the call is recorded, always in sight; pressed, it starts, pauses or goes on. `short`: where there is little room. */
export function RecordingChip(props: {
  readonly recording: Recording;
  readonly slow: AskWord | null;
  readonly short?: boolean;
  readonly onAsk: (ask: Ask) => void;
}) {
  const { t } = useView();
  const { recording, slow, short = false } = props;
  const words = t.control.recording;
  const does = words.does[recording];
  const busy = slow !== null && ITS_ASKS.includes(slow);
  return (
    <button
      type="button"
      class={`recchip ${recording}`}
      title={`${words[recording]}. ${does} (P)`}
      aria-keyshortcuts="P"
      aria-busy={busy || undefined}
      onClick={() => props.onAsk(recordingAsk(recording))}
    >
      <span class="d" aria-hidden="true" />
      <span>
        {short ? words.short[recording] : words[recording]}
        {busy && '…'}
      </span>
      <span class="sr">
        {short && `. ${words[recording]}`}. {does}
      </span>
    </button>
  );
}
