import { Phone } from 'lucide';
import { timeOfDay } from '#extension/views/format/day.ts';
import { shownNumber } from '#extension/views/format/phone.ts';
import { Button } from '#extension/views/parts/button.tsx';
import { useView } from '#extension/views/view.ts';
import type { Saving } from '#extension/views/wrap-up/use-saving.ts';
import type { NextCall } from '#extension/wire/snapshots.ts';

/** The foot of the window. Without anybody to call next there is one button. */
export function SaveButtons(props: { saving: Saving; next: NextCall | null; notRungUntil: string | null }) {
  const view = useView();
  const { t } = view;
  const { saving, next, notRungUntil } = props;
  const who = next && (next.name ?? shownNumber(next.number));
  return (
    <footer class="callfoot savefoot">
      <div class="row">
        <Button
          kind={next === null ? 'primary' : 'outline'}
          class="grow"
          slow={saving.isSaving}
          keys="Control+S"
          onClick={() => void saving.save()}
        >
          {t.wrapUp.save}
        </Button>
        {next !== null && (
          <Button
            kind="primary"
            class="grow"
            icon={Phone}
            slow={saving.isCalling}
            keys="Control+Enter"
            onClick={() => void saving.callNext()}
          >
            {t.wrapUp.saveAndNext}
          </Button>
        )}
      </div>
      {next !== null && who !== null && (
        <p class="tiny faint keyhint">
          <span class="trunc" title={who}>
            {t.wrapUp.next[next.from](who)}
          </span>
          <kbd>Ctrl</kbd> <kbd>↵</kbd>
        </p>
      )}
      {next === null && notRungUntil !== null && (
        <p class="tiny faint keyhint">{t.wrapUp.notRungUntil(timeOfDay(new Date(notRungUntil), view))}</p>
      )}
    </footer>
  );
}
