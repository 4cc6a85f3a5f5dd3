import { CircleCheck, CircleHelp, CircleX, type IconNode, TriangleAlert } from 'lucide';
import { checkWords } from '#extension/views/diagnosis/check-words.ts';
import type { Check } from '#extension/views/diagnosis/checks.ts';
import { isAdminsMatter, mendOf } from '#extension/views/diagnosis/mend.ts';
import { MendButton } from '#extension/views/diagnosis/mend-button.tsx';
import { Icon } from '#extension/views/parts/icon.tsx';
import { useView } from '#extension/views/view.ts';
import type { AgentId } from '#shared/ids.ts';

const ICONS: Readonly<Record<Check['result'], IconNode>> = {
  ok: CircleCheck,
  warning: TriangleAlert,
  bad: CircleX,
  unknown: CircleHelp,
};

/** One thing that was looked at, and what mends it. */
export function CheckRow(props: {
  readonly check: Check;
  /** Whose; null: the reader's own. */
  readonly whose: AgentId | null;
  readonly onOpenMicrophoneSettings: () => void;
  readonly onMended: () => void;
}) {
  const view = useView();
  const { t, admin } = view;
  const { check, whose } = props;
  const own = whose === null;
  const mend = mendOf(check, { own, admin });
  return (
    <li class={`finding ${check.result}`}>
      <span class="mark-of">
        <Icon of={ICONS[check.result]} size={20} />
      </span>
      <span class="grow">
        <b class="med own-line">{t.diagnosis.names[check.code]}</b>
        <span class="small muted own-line num">
          {checkWords(check, own, view)} {isAdminsMatter(check, admin) && t.diagnosis.askAdmin}
        </span>
      </span>
      {mend === null ? (
        <span class="small result">{t.diagnosis.results[check.result]}</span>
      ) : (
        <>
          <span class="sr">{t.diagnosis.results[check.result]}</span>
          <MendButton
            mend={mend}
            whose={whose}
            strong={check.result === 'bad'}
            onOpenMicrophoneSettings={props.onOpenMicrophoneSettings}
            onMended={props.onMended}
          />
        </>
      )}
    </li>
  );
}
