import { CircleCheck, CircleX, type IconNode, Info, TriangleAlert } from 'lucide';
import type { ComponentChildren } from 'preact';
import { Icon } from '#extension/views/parts/icon.tsx';

export type NoteKind = 'bad' | 'warn' | 'ok' | 'plain';

const ICON: Record<NoteKind, IconNode> = { bad: CircleX, warn: TriangleAlert, ok: CircleCheck, plain: Info };

/** A notice: one sentence, what follows from it, and at most one button (or a pair that answers a question). */
export function Note(props: {
  readonly kind: NoteKind;
  /** In bold, with its full stop. Left out where the head of the view says it already. */
  readonly what?: string;
  readonly more?: ComponentChildren;
  readonly icon?: IconNode;
  readonly button?: ComponentChildren;
  /** `alert` is read out at once, `status` when there is a pause, `none` not at all (it was there from the start). */
  readonly role?: 'alert' | 'status' | 'none';
}) {
  const { kind, role = 'none' } = props;
  return (
    <div class={kind === 'plain' ? 'note' : `note ${kind}`} role={role === 'none' ? undefined : role}>
      <Icon of={props.icon ?? ICON[kind]} />
      <span class="grow">
        {props.what !== undefined && <b>{props.what} </b>}
        {props.more}
      </span>
      {props.button}
    </div>
  );
}
