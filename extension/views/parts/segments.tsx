import type { ComponentChildren } from 'preact';
import { rovingKeys } from '#extension/views/parts/roving.ts';

export interface Segment<Id extends string> {
  readonly id: Id;
  readonly label: ComponentChildren;
}

/** Two or three exclusive views, as tabs: one tab stop, arrows inside. The panel has the id `panel`. */
export function Segments<Id extends string>(props: {
  readonly name: string;
  readonly segments: readonly Segment<Id>[];
  readonly selected: Id;
  readonly onSelect: (id: Id) => void;
  /** Id of the element that shows the selected view. */
  readonly panel: string;
}) {
  return (
    <div
      class="seg"
      role="tablist"
      aria-label={props.name}
      onKeyDown={(event) => rovingKeys(event, '[role=tab]', true)}
    >
      {props.segments.map(({ id, label }) => (
        <button
          key={id}
          id={`tab-${id}`}
          type="button"
          role="tab"
          class={id === props.selected ? 'on' : undefined}
          aria-selected={id === props.selected}
          aria-controls={props.panel}
          tabIndex={id === props.selected ? 0 : -1}
          onClick={() => props.onSelect(id)}
        >
          {label}
        </button>
      ))}
    </div>
  );
}
