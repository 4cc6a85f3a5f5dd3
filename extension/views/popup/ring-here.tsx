import { Bell, BellOff } from 'lucide';
import { Icon } from '#extension/views/parts/icon.tsx';
import { useTask } from '#extension/views/use-task.ts';
import { useView } from '#extension/views/view.ts';
import type { Settings } from '#extension/wire/settings.ts';

/** As a new installation rings. */
const HEARD = 0.8;

/** Whether a call is heard on this computer, in the status menu. It is shown here all the same. */
export function RingHere({ ringerVolume }: Pick<Settings, 'ringerVolume'>) {
  const { wire, t } = useView();
  const set = useTask((volume: number) => wire.ask('settings.set', { ringerVolume: volume }));
  const on = ringerVolume > 0;
  return (
    <>
      <hr />
      <button
        type="button"
        role="menuitemcheckbox"
        aria-checked={on}
        aria-busy={set.slow || undefined}
        tabIndex={-1}
        onClick={() => void set.run(on ? 0 : HEARD)}
      >
        <Icon of={on ? Bell : BellOff} size={14} />
        <span class="grow med">{t.popup.ringHere}</span>
        <span class={on ? 'switch on' : 'switch'} aria-hidden="true" />
      </button>
    </>
  );
}
