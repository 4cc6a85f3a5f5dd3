import { type IconNode, Trash2 } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { Button } from '#extension/views/parts/button.tsx';
import { Icon } from '#extension/views/parts/icon.tsx';
import { useSafeFocus } from '#extension/views/parts/use-safe-focus.ts';

/**
 * Asks, in place, before something goes: says what goes and what stays. The focus is on the safe button, and afterwards where it came
 * from; Escape is that button.
 */
export function Confirm(props: {
  readonly what: string;
  readonly stays: string;
  readonly keep: string;
  readonly go: string;
  readonly icon?: IconNode;
  /** `warn`: nothing is lost by it. Default: `bad`. */
  readonly kind?: 'bad' | 'warn';
  readonly slow: boolean;
  /** A further, larger way to go, between both. */
  readonly more?: ComponentChildren;
  readonly onKeep: () => void;
  readonly onGo: () => void;
}) {
  const safe = useSafeFocus();
  const words = useId();
  return (
    <div
      class={`note ${props.kind ?? 'bad'} confirm`}
      role="alertdialog"
      aria-labelledby={words}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        props.onKeep();
      }}
    >
      <Icon of={props.icon ?? Trash2} />
      <span class="grow" id={words}>
        <b>{props.what}</b> {props.stays}
      </span>
      <Button kind="outline" size="s" buttonRef={safe} onClick={props.onKeep}>
        {props.keep}
      </Button>
      {props.more}
      <Button kind={props.kind === 'warn' ? 'primary' : 'danger'} size="s" slow={props.slow} onClick={props.onGo}>
        {props.go}
      </Button>
    </div>
  );
}
