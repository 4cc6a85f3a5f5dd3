import type { IconNode } from 'lucide';
import { h } from 'preact';

export interface IconProps {
  readonly of: IconNode;
  /** In CSS pixels. Default 16. */
  readonly size?: 12 | 14 | 16 | 20 | 24;
}

/** One lucide icon, drawn in the text's colour. Decoration: what it means stands beside it in words. */
export function Icon({ of, size = 16 }: IconProps) {
  return (
    <svg
      class={size === 16 ? 'i' : `i s${size}`}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      {of.map(([tag, attributes]) => h(tag, attributes))}
    </svg>
  );
}
