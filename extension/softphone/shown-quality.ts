import type { CallView, Quality } from '#extension/wire/snapshots.ts';
import type { Heard } from './call-quality.ts';

/** What she is shown of it: the worst warning that means something now. A muted microphone is silent, and so is a room she is alone in. */
export function withQuality<V extends CallView | null>(view: V, heard: Heard | null): V {
  if (view?.state !== 'live' || heard === null) return view;
  const { muted, control } = view;
  const alone = control?.customer === 'held' && control.transfer?.state !== 'talking';
  const warning =
    heard.warnings.find((one) => !(muted && one === 'microphone-silent') && !(alone && one === 'no-sound')) ?? null;
  const quality: Quality = { level: heard.level, warning };
  const same = view.quality?.level === quality.level && view.quality.warning === warning;
  return same ? view : { ...view, quality };
}
