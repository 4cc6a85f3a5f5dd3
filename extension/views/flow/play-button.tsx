import { Play, Square } from 'lucide';
import { type Heard, useSound } from '#extension/views/flow/use-sound.ts';
import { IconButton } from '#extension/views/parts/button.tsx';
import { useView } from '#extension/views/view.ts';

/** ▶ and ■. `heard` null: there is nothing to hear, and no button. */
export function PlayButton({ what, heard }: { readonly what: string; readonly heard: Heard | null }) {
  const { t } = useView();
  const sound = useSound();
  if (heard === null) return null;
  return (
    <span class="playing">
      <IconButton
        icon={sound.playing ? Square : Play}
        name={sound.playing ? t.flow.stop(what) : t.flow.play(what)}
        class="inset"
        onClick={() => void sound.toggle(heard)}
      />
      {sound.why !== null && (
        <span class="playwhy small" role="alert">
          {sound.why}
        </span>
      )}
    </span>
  );
}
