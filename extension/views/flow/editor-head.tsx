import { ChevronRight, Redo2, Undo2 } from 'lucide';
import { type Editing, isLive, isUntouched } from '#extension/views/flow/draft.ts';
import { faultsIn } from '#extension/views/flow/finding-facts.ts';
import type { Judged } from '#extension/views/flow/use-findings.ts';
import { useSaveKey } from '#extension/views/flow/use-save-key.ts';
import type { Saving } from '#extension/views/flow/use-saving.ts';
import { shownNumber } from '#extension/views/format/phone.ts';
import { Button, IconButton } from '#extension/views/parts/button.tsx';
import { Icon } from '#extension/views/parts/icon.tsx';
import { useView } from '#extension/views/view.ts';
import type { E164 } from '#shared/ids.ts';

const LONGEST_NAME = 80;

/** Which number this is, whether what is shown is live, and the ways back and forward. */
export function EditorHead(props: {
  readonly number: E164;
  readonly editing: Editing;
  readonly judged: Judged;
  readonly saving: Saving;
  readonly onName: (name: string) => void;
  readonly onUndo: () => void;
  readonly onRedo: () => void;
  readonly onDiscard: () => void;
}) {
  const { t } = useView();
  const words = t.flow;
  const { editing, saving } = props;
  const live = isLive(editing);
  const faults = props.judged.of === editing.now.flow ? faultsIn(props.judged.findings).length : 0;
  const canSave = !live && faults === 0;
  useSaveKey(canSave ? saving.save : null);
  const status = live
    ? saving.done
      ? words.savedLive
      : words.live
    : editing.live === null
      ? words.neverLive
      : words.notLive;
  return (
    <header class="edhead">
      <p class="row tight small">
        <a href="#incoming">{t.options.sections.incoming}</a>
        <Icon of={ChevronRight} size={12} />
      </p>
      <div class="row wrap">
        <h1 class="num">{shownNumber(props.number)}</h1>
        <span class="inp namefield">
          <input
            value={editing.now.name}
            placeholder={words.namePlaceholder}
            aria-label={words.name}
            maxLength={LONGEST_NAME}
            autoComplete="off"
            onInput={(event) => props.onName(event.currentTarget.value)}
          />
        </span>
        <span class="end row wrap edactions">
          <IconButton
            icon={Undo2}
            name={words.undo}
            keys="Control+Z"
            disabled={editing.past.length === 0}
            onClick={props.onUndo}
          />
          <IconButton
            icon={Redo2}
            name={words.redo}
            keys="Control+Shift+Z"
            disabled={editing.future.length === 0}
            onClick={props.onRedo}
          />
          <Button kind="outline" disabled={isUntouched(editing)} onClick={props.onDiscard}>
            {words.discard}
          </Button>
          <Button
            kind="primary"
            slow={saving.slow}
            keys="Control+S"
            disabled={!canSave}
            describedBy="live-state"
            onClick={saving.save}
          >
            {t.options.save}
          </Button>
        </span>
      </div>
      <p class="small faint livestate" id="live-state" role="status">
        {faults > 0 && !live ? words.mendFirst(faults) : status}
      </p>
    </header>
  );
}
