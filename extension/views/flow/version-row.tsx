import { History } from 'lucide';
import { useState } from 'preact/hooks';
import { useDesk } from '#extension/views/flow/desk.ts';
import { FlowOutline } from '#extension/views/flow/flow-outline.tsx';
import { momentWords } from '#extension/views/flow/save-questions.tsx';
import { askAdmin } from '#extension/views/options/ask-admin.ts';
import { Button } from '#extension/views/parts/button.tsx';
import { Confirm } from '#extension/views/parts/confirm.tsx';
import { ProblemNote } from '#extension/views/problem/problem-note.tsx';
import { useTask } from '#extension/views/use-task.ts';
import { useView } from '#extension/views/view.ts';
import type { FlowVersion, SavedFlow } from '#shared/api/call-flow-api.ts';
import type { E164 } from '#shared/ids.ts';

/** One version: when, by whom, what it changed; looked at in place, and restored after a question. */
export function VersionRow(props: {
  readonly number: E164;
  readonly version: FlowVersion;
  readonly live: boolean;
  readonly onRestored: (flow: SavedFlow) => void;
}) {
  const view = useView();
  const words = view.t.flow;
  const { people } = useDesk();
  const n = props.version.version;
  const at = { number: props.number, version: String(n) };
  const [seen, setSeen] = useState<SavedFlow | null>(null);
  const [asking, ask] = useState(false);
  const look = useTask(() => askAdmin(view.wire, 'flowVersion', null, at));
  const restore = useTask(() => askAdmin(view.wire, 'restoreFlowVersion', null, at));
  const problem = look.problem ?? restore.problem;
  return (
    <li class="version">
      <div class="row">
        <span class="grow">
          <b class="med">{words.version(n)}</b> {props.live && <span class="tag live">{words.versionLive}</span>}
          <span class="small muted own-line">
            {momentWords(props.version.savedAt, view)} · {props.version.savedBy} · {whatChanged(props.version, words)}
          </span>
        </span>
        <Button
          size="s"
          slow={look.slow}
          expanded={seen !== null}
          label={seen === null ? words.lookOf(n) : `${words.hide}: ${words.version(n)}`}
          onClick={async () => {
            if (seen !== null) return setSeen(null);
            const result = await look.run();
            if (result?.ok) setSeen(result.value);
          }}
        >
          {seen === null ? words.look : words.hide}
        </Button>
        {!props.live && (
          <Button size="s" kind="outline" label={words.restoreOf(n)} onClick={() => ask(true)}>
            {words.restore}
          </Button>
        )}
      </div>
      {asking && (
        <Confirm
          icon={History}
          kind="warn"
          what={words.restoreQuestion(n)}
          stays={words.restoreWhat}
          keep={words.restoreKeep}
          go={words.restore}
          slow={restore.slow}
          onKeep={() => ask(false)}
          onGo={async () => {
            const result = await restore.run();
            ask(false);
            if (result?.ok) props.onRestored(result.value);
          }}
        />
      )}
      {problem !== null && <ProblemNote problem={problem} />}
      {seen !== null && <FlowOutline flow={seen.flow} people={people} />}
    </li>
  );
}

function whatChanged({ changed, restoredFrom }: FlowVersion, words: ReturnType<typeof useView>['t']['flow']): string {
  if (restoredFrom !== null) return words.versionRestored(restoredFrom);
  if (changed.length === 0) return words.versionFirst;
  const names: Readonly<Record<string, string>> = words.parts;
  return words.versionChanged(changed.map((part) => names[part] ?? part).join(', '));
}
