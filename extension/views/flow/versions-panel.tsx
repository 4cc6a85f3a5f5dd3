import { useEffect, useRef } from 'preact/hooks';
import { FlowPart } from '#extension/views/flow/flow-part.tsx';
import { VersionRow } from '#extension/views/flow/version-row.tsx';
import { askAdmin } from '#extension/views/options/ask-admin.ts';
import { Once } from '#extension/views/options/section.tsx';
import { useLoaded } from '#extension/views/options/use-loaded.ts';
import { useView } from '#extension/views/view.ts';
import type { SavedFlow } from '#shared/api/call-flow-api.ts';
import type { E164 } from '#shared/ids.ts';

/** Everything that callers of this number have ever heard: who saved it, when, and what it changed. Any of it can be live again. */
export function VersionsPanel(props: {
  readonly number: E164;
  /** The one that is live; null: the number was never saved. */
  readonly version: number | null;
  readonly onRestored: (flow: SavedFlow) => void;
}) {
  const { wire, t } = useView();
  const { now, reload } = useLoaded(() => askAdmin(wire, 'flowVersions', null, { number: props.number }));
  // Each save adds one.
  const shown = useRef(props.version);
  useEffect(() => {
    if (shown.current === props.version) return;
    shown.current = props.version;
    void reload();
  }, [props.version, reload]);
  if (props.version === null) return null;
  return (
    <FlowPart part="versions" title={t.flow.versions} help={t.flow.versionsHelp}>
      <Once of={now} onRetry={() => void reload()}>
        {({ versions }) => (
          <ol class="card list versions">
            {versions
              .toSorted((a, b) => b.version - a.version)
              .map((version) => (
                <VersionRow
                  key={version.version}
                  number={props.number}
                  version={version}
                  live={version.version === props.version}
                  onRestored={props.onRestored}
                />
              ))}
          </ol>
        )}
      </Once>
    </FlowPart>
  );
}
