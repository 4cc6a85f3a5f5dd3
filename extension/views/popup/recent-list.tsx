import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { byDay } from '#extension/views/popup/recent.ts';
import { listKeys } from '#extension/views/popup/recent-keys.ts';
import { type OpenAs, RecentRow } from '#extension/views/popup/recent-row.tsx';
import { useNow } from '#extension/views/use-now.ts';
import { useView } from '#extension/views/view.ts';
import type { RecentCall } from '#shared/api/agent-api.ts';
import type { CallId } from '#shared/ids.ts';

/** Recent calls under their days. One tab stop; arrows move, Enter calls, plays or tells what happened, R opens the record. One call is open at a time. */
export function RecentList(props: {
  readonly calls: readonly RecentCall[];
  readonly empty: string;
  readonly onCall: (call: RecentCall) => void;
  /** They stay in the order they come in, and under no days. */
  readonly inOrder?: boolean;
  /** How often somebody tried, where that was more than once. */
  readonly times?: ReadonlyMap<CallId, number>;
  /** Rows that stand above, within the reach of the same arrows; null: none. */
  readonly above?: ComponentChildren;
}) {
  const view = useView();
  const { olderServer } = view;
  const now = useNow(60_000);
  const [open, setOpen] = useState<Opened | null>(null);
  const { inOrder = false, above = null } = props;
  const days = inOrder ? [{ heading: null, calls: props.calls }] : byDay(props.calls, now, view);
  if (props.calls.length === 0 && above === null) return <p class="empty muted">{props.empty}</p>;
  const first = days
    .flatMap(({ calls }) => calls)
    .find((call) => call.number !== null || call.recorded === true || !olderServer)?.id;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys move the focus among the buttons inside
    <div class="calls" onKeyDown={listKeys}>
      {above}
      {days.map(({ heading, calls }) => (
        <section key={heading ?? ''} {...(heading !== null && { 'aria-label': heading })}>
          {heading !== null && <h2 class="day">{heading}</h2>}
          <ul>
            {calls.map((call) => (
              <RecentRow
                key={call.id}
                call={call}
                tabStop={call.id === first}
                times={props.times?.get(call.id) ?? 1}
                open={open?.call === call.id ? open.as : null}
                onOpen={(as) => setOpen(as === null ? null : { call: call.id, as })}
                onCall={props.onCall}
              />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

interface Opened {
  readonly call: CallId;
  readonly as: OpenAs;
}
