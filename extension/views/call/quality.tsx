import type { IconNode } from 'lucide';
import { AudioLines, MicOff, VolumeX, WifiOff } from 'lucide';
import { Button } from '#extension/views/parts/button.tsx';
import { Note } from '#extension/views/parts/note.tsx';
import { useView } from '#extension/views/view.ts';
import type { Quality } from '#extension/wire/snapshots.ts';

const BARS: Record<Quality['level'], number> = { good: 4, fair: 2, poor: 1 };

/** How well the call sounds: bars and a word. */
export function QualityMark({ level, short = false }: { level: Quality['level']; short?: boolean }) {
  const { t } = useView();
  const word = t.control.quality.level[level];
  return (
    <span class="quality" title={`${t.control.quality.title}: ${word}`}>
      <span class="bars" aria-hidden="true">
        {[1, 2, 3, 4].map((bar) => (
          <i key={bar} class={bar <= BARS[level] ? 'f' : undefined} />
        ))}
      </span>
      <span class="sr">{t.control.quality.title}: </span>
      <span class={short ? 'sr' : undefined}>{word}</span>
    </span>
  );
}

type Warning = NonNullable<Quality['warning']>;

const ICON: Record<Warning, IconNode> = {
  'microphone-silent': MicOff,
  'no-sound': VolumeX,
  'packets-lost': WifiOff,
  jitter: WifiOff,
  delay: AudioLines,
  'network-changed': WifiOff,
};

/** What spoils the sound just now, and what to do about it. Where a device may be at fault, the way to them. */
export function QualityNote({ quality }: { quality: Quality | null }) {
  const { wire, t } = useView();
  const warning = quality?.warning ?? null;
  if (warning === null) return null;
  const device = warning === 'microphone-silent' || warning === 'no-sound';
  return (
    <Note
      kind="warn"
      icon={ICON[warning]}
      role="status"
      more={t.control.quality.warning[warning]}
      button={
        device && (
          <Button kind="primary" size="s" onClick={() => void wire.ask('open', { what: 'options', section: 'device' })}>
            {t.control.quality.devices}
          </Button>
        )
      }
    />
  );
}
