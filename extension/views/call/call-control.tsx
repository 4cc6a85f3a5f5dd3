import type { IconNode } from 'lucide';
import { Icon } from '#extension/views/parts/icon.tsx';

/** One of the large controls of a running call; its key stands in the corner. */
export function CallControl(props: {
  readonly icon: IconNode;
  readonly label: string;
  readonly shortcut: string;
  /** `on`: dark; `held`: in the colour of hold. */
  readonly is?: 'on' | 'held' | false;
  readonly slow?: boolean;
  readonly onClick: () => void;
}) {
  return (
    <button
      type="button"
      class={props.is ? `ctl ${props.is}` : 'ctl'}
      aria-keyshortcuts={props.shortcut}
      aria-busy={props.slow || undefined}
      onClick={props.onClick}
    >
      <Icon of={props.icon} size={20} />
      <span>
        {props.label}
        {props.slow && '…'}
      </span>
      <span class="k" aria-hidden="true">
        {props.shortcut}
      </span>
    </button>
  );
}
