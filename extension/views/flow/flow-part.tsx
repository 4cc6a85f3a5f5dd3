import type { ComponentChildren } from 'preact';
import { partId } from '#extension/views/flow/desk.ts';

/** One part of the editor: its title, perhaps a switch that turns it on, and below what belongs to it. */
export function FlowPart(props: {
  /** Where "Show" comes to. */
  readonly part: string;
  readonly title: string;
  readonly help?: string;
  readonly aside?: ComponentChildren;
  readonly on?: boolean;
  readonly onSwitch?: (on: boolean) => void;
  readonly children?: ComponentChildren;
}) {
  const id = partId(props.part);
  const { onSwitch } = props;
  return (
    <section class="fpart" id={id} aria-labelledby={`${id}-title`} tabIndex={-1}>
      <div class="row fhead">
        <h2 id={`${id}-title`} class={props.aside === undefined ? 'grow' : undefined}>
          {props.title}
        </h2>
        {props.aside}
        {onSwitch && (
          <button
            type="button"
            class="switch end"
            role="switch"
            aria-checked={props.on === true}
            aria-labelledby={`${id}-title`}
            onClick={() => onSwitch(props.on !== true)}
          />
        )}
      </div>
      {props.help !== undefined && <p class="small muted">{props.help}</p>}
      {props.children !== undefined && props.on !== false && <div class="fbody">{props.children}</div>}
    </section>
  );
}
