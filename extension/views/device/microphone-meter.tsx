import { Mic } from 'lucide';
import { useEffect, useRef } from 'preact/hooks';
import type { Audio } from '#extension/views/device/audio.ts';
import { Icon } from '#extension/views/parts/icon.tsx';
import { useView } from '#extension/views/view.ts';

const CELLS = 40;

/** How loud the microphone is, cell by cell. Not announced: it moves all the time. */
export function MicrophoneMeter({ audio, microphoneId }: { audio: Audio; microphoneId: string }) {
  const { t } = useView();
  const meter = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const stop = new AbortController();
    audio.watchLevel(
      microphoneId,
      (level) => {
        const lit = Math.round(level * CELLS);
        [...(meter.current?.children ?? [])].forEach((cell, index) => {
          cell.classList.toggle('lit', index < lit);
        });
      },
      stop.signal,
    );
    return () => stop.abort();
  }, [audio, microphoneId]);
  return (
    <div class="row meter">
      <Icon of={Mic} />
      <span ref={meter} role="img" aria-label={t.device.level}>
        {Array.from({ length: CELLS }, (_, index) => (
          <i key={index} />
        ))}
      </span>
    </div>
  );
}
