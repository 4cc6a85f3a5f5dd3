import type { IconNode } from 'lucide';
import type { ComponentChildren, Ref } from 'preact';
import { Icon } from '#extension/views/parts/icon.tsx';

export interface ButtonProps {
  readonly children: ComponentChildren;
  readonly onClick?: () => void;
  /** Look: see `ui.css`. Default: quiet grey. */
  readonly kind?: 'primary' | 'outline' | 'ghost' | 'live' | 'danger' | 'danger-text';
  readonly size?: 's' | 'l';
  readonly icon?: IconNode;
  /** Further classes: `block`, `grow`. */
  readonly class?: string;
  /** Shows "…" behind the label: the answer takes longer than 400 ms. */
  readonly slow?: boolean;
  readonly disabled?: boolean;
  readonly submit?: boolean;
  /** Its name where the label alone doesn't say enough ("Edit" in a list). Begins with the label. */
  readonly label?: string;
  /** As in `aria-keyshortcuts`. */
  readonly keys?: string;
  /** Whether what it opens is open, and the id of that; left out where it opens nothing. */
  readonly expanded?: boolean;
  /** Id of what says more, for instance why it is disabled. */
  readonly describedBy?: string;
  readonly controls?: string | undefined;
  readonly buttonRef?: Ref<HTMLButtonElement>;
}

export function Button(props: ButtonProps) {
  const { kind, size, icon, slow = false } = props;
  return (
    <button
      ref={props.buttonRef}
      type={props.submit ? 'submit' : 'button'}
      class={['btn', kind, size, props.class].filter(Boolean).join(' ')}
      disabled={props.disabled}
      aria-label={props.label}
      aria-keyshortcuts={props.keys}
      aria-busy={slow || undefined}
      aria-expanded={props.expanded}
      aria-describedby={props.describedBy}
      aria-controls={props.controls}
      onClick={props.onClick}
    >
      {icon && <Icon of={icon} size={size === 's' ? 14 : 16} />}
      {props.children}
      {slow && '…'}
    </button>
  );
}

/** A button that is only an icon: its name is heard, and shown on hover. */
export function IconButton(props: {
  readonly icon: IconNode;
  readonly name: string;
  readonly onClick: () => void;
  readonly class?: string;
  readonly size?: 12 | 14 | 16 | 20;
  readonly keys?: string;
  readonly tabIndex?: number;
  /** Whether what it opens is open; left out where it opens nothing. */
  readonly expanded?: boolean;
  readonly disabled?: boolean;
  readonly buttonRef?: Ref<HTMLButtonElement>;
}) {
  return (
    <button
      ref={props.buttonRef}
      type="button"
      class={['icb', props.class].filter(Boolean).join(' ')}
      aria-label={props.name}
      title={props.name}
      aria-keyshortcuts={props.keys}
      aria-expanded={props.expanded}
      tabIndex={props.tabIndex}
      disabled={props.disabled}
      onClick={props.onClick}
    >
      <Icon of={props.icon} size={props.size ?? 16} />
    </button>
  );
}
