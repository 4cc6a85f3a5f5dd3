import type { IconNode } from 'lucide';
import { Icon } from '#extension/views/parts/icon.tsx';

/** One of the card's few icons without words; its tooltip names it and its key. `slow`: it takes longer than a moment. */
export function Tool(props: {
  readonly icon: IconNode;
  readonly name: string;
  readonly keys?: string;
  readonly is?: 'on' | 'held' | false;
  readonly slow?: boolean;
  readonly onClick: () => void;
}) {
  const { name, keys, slow } = props;
  return (
    <button
      type="button"
      class={props.is || undefined}
      aria-label={name}
      title={keys === undefined ? name : `${name} (${keys})`}
      aria-keyshortcuts={keys}
      aria-busy={slow || undefined}
      onClick={props.onClick}
    >
      {slow ? <span aria-hidden="true">…</span> : <Icon of={props.icon} size={20} />}
    </button>
  );
}
