import { useView } from '#extension/views/view.ts';
import { Chips } from '#extension/views/wrap-up/chips.tsx';
import { OUTCOMES, type Outcome } from '#shared/call/wrap-up.ts';

/** What came of the call; pressed again, the chosen one lets go. */
export function OutcomeChips(props: { chosen: Outcome | null; onChoose: (outcome: Outcome | null) => void }) {
  const { t } = useView();
  const { chosen } = props;
  return (
    <Chips
      name={t.wrapUp.outcome}
      isNameShown
      chosen={chosen}
      chips={OUTCOMES.map((value, n) => ({
        value,
        keys: String(n + 1),
        label: (
          <>
            <span class="k" aria-hidden="true">
              {n + 1}
            </span>
            {t.wrapUp.outcomes[value]}
          </>
        ),
      }))}
      onChoose={(outcome) => props.onChoose(outcome === chosen ? null : outcome)}
    />
  );
}
