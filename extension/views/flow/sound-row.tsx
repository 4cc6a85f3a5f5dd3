import { X } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useDesk } from '#extension/views/flow/desk.ts';
import { PlayButton } from '#extension/views/flow/play-button.tsx';
import { soundLength } from '#extension/views/format/duration.ts';
import { IconButton } from '#extension/views/parts/button.tsx';
import { useView } from '#extension/views/view.ts';
import type { AudioId } from '#shared/call-flow/prompt.ts';

/** `94 KB`, `4.2 MB`. */
export const fileSize = (bytes: number, language: string): string =>
  bytes < 1024 * 1024
    ? `${Math.max(1, Math.round(bytes / 1024))} KB`
    : `${new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(bytes / 1024 / 1024)} MB`;

/** A sound file: play it, its name, how long and how large, and what can be done with it. */
export function SoundRow(props: {
  readonly what: string;
  readonly file: AudioId;
  readonly children?: ComponentChildren;
  readonly onRemove?: () => void;
}) {
  const { t, language } = useView();
  const sound = useDesk().sounds.find(({ id }) => id === props.file);
  return (
    <div class="row card soundrow">
      <PlayButton what={props.what} heard={sound ? { file: props.file } : null} />
      <span class="grow">
        <b class="med own-line trunc" title={sound?.name}>
          {sound?.name ?? t.flow.fileGone}
        </b>
        {sound && (
          <span class="small muted">
            {soundLength(sound.seconds, language)} · {fileSize(sound.bytes, language)}
          </span>
        )}
      </span>
      {props.children}
      {props.onRemove && (
        <IconButton
          icon={X}
          size={14}
          class="s"
          name={t.flow.removeOf(sound?.name ?? props.what)}
          onClick={props.onRemove}
        />
      )}
    </div>
  );
}
